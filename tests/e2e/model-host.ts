import { existsSync } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, resolve } from 'node:path'
import { securityHeaders } from '../../src/offline/headers.ts'
import { StaticServer } from './app'

/** Where the real model of these tests is; they are skipped where it is absent. */
export const realModels = [process.env.MODELS, '../shared/models', 'public/models']
  .filter((folder) => folder !== undefined)
  .map((folder) => resolve(folder))
  .find((folder) => existsSync(join(folder, 'all-MiniLM-L6-v2/onnx/model_quantized.onnx')))

/** Until there is room again, or the other side has gone. */
function once(response: ServerResponse): Promise<void> {
  return new Promise((go) => {
    const end = () => {
      response.off('drain', end).off('close', end)
      go()
    }
    response.on('drain', end).on('close', end)
  })
}

/** The built app with a self-hoster's `models/` folder, over a line that can be slow, break off and spoil bytes. */
export class ModelHost {
  readonly asked: { path: string; range: string | undefined }[] = []
  /** Bytes between two pauses of 20 ms; as fast as it goes when 0. */
  pace = 0
  /** The next file that is longer breaks off there. */
  breakAt = 0
  /** A byte of this path is another one, so often. */
  spoil = { path: '', times: 0 }
  readonly server: StaticServer

  constructor(
    private readonly models: string | undefined,
    folder = process.env.DIST ?? 'dist',
  ) {
    this.server = new StaticServer(folder, '/some/path/', (...one) => this.#answer(...one))
  }

  async #answer(file: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    if (!file.startsWith('models/')) return false
    const path = file.slice('models/'.length)
    this.asked.push({ path, range: request.headers.range })
    const source = this.models && join(this.models, path)
    if (!source || !existsSync(source)) {
      response.writeHead(404, securityHeaders).end('not found')
      return true
    }
    const { size } = await stat(source)
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    if (from >= size) {
      response.writeHead(416, { ...securityHeaders, 'Content-Range': `bytes */${size}` }).end()
      return true
    }
    response.writeHead(from ? 206 : 200, {
      ...securityHeaders,
      'Content-Type': 'application/octet-stream',
      'Content-Length': size - from,
      ...(from ? { 'Content-Range': `bytes ${from}-${size - 1}/${size}` } : {}),
    })
    await this.#pour(source, path, from, size, response)
    return true
  }

  async #pour(source: string, path: string, from: number, size: number, response: ServerResponse) {
    const handle = await open(source)
    const spoilt = this.spoil.path === path && this.spoil.times-- > 0
    try {
      for (let at = from; at < size;) {
        if (response.destroyed) return
        const bytes = Buffer.alloc(Math.min(this.pace || 1_000_000, size - at))
        await handle.read(bytes, 0, bytes.length, at)
        if (spoilt && at === from) bytes[10]! ^= 1
        if (this.breakAt && at + bytes.length > this.breakAt && size > this.breakAt) {
          this.breakAt = 0
          response.write(bytes.subarray(0, 100_000))
          await new Promise((done) => setTimeout(done, 50))
          return void response.destroy()
        }
        if (!response.write(bytes)) await once(response)
        if (this.pace) await new Promise((go) => setTimeout(go, 20))
        at += bytes.length
      }
      response.end()
    } finally {
      await handle.close()
    }
  }
}
