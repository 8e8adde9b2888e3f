import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bytesOf, embedders, vectorKey } from '../../../src/models/catalogue'

const runtimes = readFileSync('src/models/runtime.ts', 'utf8')
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, Record<string, string>>

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer)
  return hash.digest('hex')
}

describe('the catalogue', () => {
  it('pins every file by its size and hash, and begins each export with a small file that tells it apart', () => {
    for (const { id, variants } of embedders) {
      const files = variants.flatMap((variant) => variant.files)
      for (const { path, bytes, sha256 } of files) {
        expect(sha256, `${id} ${path}`).toMatch(/^[0-9a-f]{64}$/)
        expect(bytes).toBeGreaterThan(0)
      }
      expect(variants.every((variant) => variant.files[0]!.bytes < 10_000)).toBe(true)
      expect(new Set(variants.map((variant) => variant.files[0]!.sha256)).size).toBe(variants.length)
      expect(new Set(variants.map((variant) => variant.name)).size).toBe(variants.length)
    }
  })

  it('keeps vectors of two exports apart', () => {
    const [minilm] = embedders
    const keys = minilm!.variants.map((variant) => vectorKey(minilm!, variant))
    expect(new Set(keys).size).toBe(keys.length)
    expect(bytesOf(minilm!.variants[0]!)).toBe(23_685_047)
  })
})

describe('the runtime', () => {
  it('is pinned as it is installed, in the version that transformers.js was built with', async () => {
    const wanted = json('node_modules/@xenova/transformers/package.json').dependencies!['onnxruntime-web']
    expect(json('package.json').dependencies!['onnxruntime-web']).toBe(wanted)
    for (const name of ['ort-wasm-simd-threaded.wasm', 'ort-wasm-simd-threaded.asyncify.wasm'])
      expect(runtimes).toContain(await sha256(`node_modules/onnxruntime-web/dist/${name}`))
  })
})

const real = '../shared/models/all-MiniLM-L6-v2'
describe.skipIf(!existsSync(real))('the real model (skipped where ../shared/models is absent)', () => {
  it('is one of the pinned exports', async () => {
    const variant = embedders[0]!.variants.find(({ name }) => name === 'per-channel')!
    for (const file of variant.files) expect(await sha256(join(real, file.path)), file.path).toBe(file.sha256)
  })
})
