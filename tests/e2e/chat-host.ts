import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { securityHeaders } from '../../src/offline/headers.ts'
import { gguf, smallShape } from '../fixtures/models/gguf.ts'
import { StaticServer } from './app'

const pinned = {
  id: 'SmolLM2-360M-Instruct-Q4_K_M',
  path: 'SmolLM2-360M-Instruct-Q4_K_M.gguf',
  bytes: '270590560',
  sha256: '16c7f1667fea34bacad196a57b548effcb37614db4ab5677a20c8c7b823b9e63',
}

/**
 * The built app, in which one language model of the catalogue is another: generated, of random weights, and pinned in the
 * place of the real one. Everything else is the app as it is built.
 */
export class ChatHost {
  readonly asked: string[] = []
  readonly server: StaticServer
  #model = Buffer.from(gguf({ ...smallShape, endless: true }))
  #folder: string

  constructor(folder = process.env.DIST ?? 'dist') {
    this.#folder = folder
    this.server = new StaticServer(folder, '/some/path/', (file, _, response) => this.#answer(file, response))
  }

  async #answer(file: string, response: ServerResponse): Promise<boolean> {
    if (file.startsWith('models/')) {
      this.asked.push(file.slice('models/'.length))
      const known = file === `models/${pinned.id}/${pinned.path}`
      response.writeHead(known ? 200 : 404, { ...securityHeaders, 'Content-Type': 'application/octet-stream' })
      response.end(known ? this.#model : 'not found')
      return true
    }
    if (!/^assets\/.*\.js$/.test(file)) return false
    const script = await readFile(join(this.#folder, file), 'utf8').catch(() => '')
    if (!script.includes(pinned.sha256)) return false
    const sha256 = createHash('sha256').update(this.#model).digest('hex')
    const body = script.replaceAll(pinned.sha256, sha256).replaceAll(pinned.bytes, String(this.#model.length))
    response.writeHead(200, { ...securityHeaders, 'Content-Type': 'text/javascript', 'Cache-Control': 'no-cache' })
    response.end(body)
    return true
  }
}
