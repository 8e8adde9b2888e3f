import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Plan, State, TokenRows } from './train'

/** The name of a run: the same plan on the same passages has the same. */
export function runName(plan: Plan, rows: TokenRows, targets: Float32Array, start: Float32Array): string {
  const hash = createHash('sha256').update(JSON.stringify(plan))
  for (const data of [rows.tokens, rows.starts, targets, start])
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  return hash.digest('hex').slice(0, 12)
}

/** Written whole under another name first: a run that is broken off here still has the epoch before. */
export function saveState(file: string, state: State) {
  const head = Float64Array.of(state.epoch, state.step)
  const parts = [head, state.vectors, state.first, state.second]
  writeFileSync(
    `${file}.part`,
    Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))),
  )
  renameSync(`${file}.part`, file)
}

export function loadState(file: string, size: number): State | undefined {
  if (!existsSync(file)) return undefined
  const bytes = readFileSync(file)
  if (bytes.length !== 16 + size * 12) return undefined
  const part = (place: number) => {
    const from = bytes.byteOffset + 16 + place * size * 4
    return new Float32Array(bytes.buffer.slice(from, from + size * 4))
  }
  return {
    epoch: bytes.readDoubleLE(0),
    step: bytes.readDoubleLE(8),
    vectors: part(0),
    first: part(1),
    second: part(2),
  }
}
