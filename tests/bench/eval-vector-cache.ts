import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'

const hashBytes = 16

/** Vectors by the text and the model's file that made them, kept in `.cache`: the same text need not be embedded for every measurement. */
export class VectorCache {
  readonly #known = new Map<string, Float32Array>()

  constructor(
    private readonly file: string,
    /** Tells one model's vectors from another's. */
    private readonly model: string,
    dims: number,
  ) {
    if (!existsSync(file)) return
    const bytes = readFileSync(file)
    const record = hashBytes + dims * 4
    for (let at = 0; at + record <= bytes.length; at += record) {
      const vector = new Float32Array(
        bytes.buffer.slice(bytes.byteOffset + at + hashBytes, bytes.byteOffset + at + record),
      )
      this.#known.set(bytes.toString('hex', at, at + hashBytes), vector)
    }
  }

  get(text: string): Float32Array | undefined {
    return this.#known.get(this.#hash(text))
  }

  keep(texts: string[], vectors: Float32Array[]) {
    mkdirSync(dirname(this.file), { recursive: true })
    const records = texts.flatMap((text, n) => {
      const hash = this.#hash(text)
      this.#known.set(hash, vectors[n]!)
      return [Buffer.from(hash, 'hex'), Buffer.from(vectors[n]!.buffer, vectors[n]!.byteOffset, vectors[n]!.byteLength)]
    })
    appendFileSync(this.file, Buffer.concat(records))
  }

  #hash(text: string): string {
    return createHash('sha256')
      .update(`${this.model}\n${text}`)
      .digest('hex')
      .slice(0, hashBytes * 2)
  }
}
