import { createMD5, createSHA256 } from 'hash-wasm'

/** SHA-256 of bytes as they come: crypto.subtle wants them all at once. */
export interface Hasher {
  /** Forgets what was added. */
  begin(): void
  add(bytes: Uint8Array): void
  /** Hex. */
  end(): string
  /** Hex, where it was asked for; before `begin` is called again. */
  md5?(): string
}

export async function newHasher(alsoMd5 = false): Promise<Hasher> {
  const sha256 = await createSHA256()
  const md5 = alsoMd5 ? await createMD5() : undefined
  return {
    begin: () => (sha256.init(), void md5?.init()),
    add: (bytes) => (sha256.update(bytes), void md5?.update(bytes)),
    end: () => sha256.digest('hex'),
    md5: md5 && (() => md5.digest('hex')),
  }
}

const step = 8_000_000

/** Of a stored file, a step at a time: some are larger than what can be held in memory twice. */
export async function sha256OfBlob(blob: Blob): Promise<string> {
  const hasher = await newHasher()
  hasher.begin()
  for (let at = 0; at < blob.size; at += step)
    hasher.add(new Uint8Array(await blob.slice(at, Math.min(blob.size, at + step)).arrayBuffer()))
  return hasher.end()
}

/** Of what is in memory already: quicker by the browser itself. */
export async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
