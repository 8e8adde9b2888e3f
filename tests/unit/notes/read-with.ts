import { readLimits } from '../../../src/notes/formats/extracted'
import { readFile } from '../../../src/notes/read-file'

/** What the readers are told, where a test has nothing else to say. */
export const about = {
  limits: readLimits,
  signal: new AbortController().signal,
  progress: () => undefined,
  characterMaps: () => Promise.reject(new Error('none')),
}

export function read(path: string, content: string | Uint8Array<ArrayBuffer>, more: Partial<typeof about> = {}) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return readFile(path, bytes, { ...about, ...more })
}

/** The note that a file gives; fails the test where it is refused. */
export async function noteOf(
  path: string,
  content: string | Uint8Array<ArrayBuffer>,
  more: Partial<typeof about> = {},
) {
  const outcome = await read(path, content, more)
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.failure)}`)
  return outcome.value
}

export const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (char) => char.charCodeAt(0),
)
