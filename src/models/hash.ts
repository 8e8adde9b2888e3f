import { createSHA256 } from 'hash-wasm'

/** SHA-256 of bytes as they come: crypto.subtle wants them all at once. */
export interface Hasher {
  /** Forgets what was added. */
  begin(): void
  add(bytes: Uint8Array): void
  /** Hex. */
  end(): string
}

export async function newHasher(): Promise<Hasher> {
  const sha256 = await createSHA256()
  return {
    begin: () => void sha256.init(),
    add: (bytes) => void sha256.update(bytes),
    end: () => sha256.digest('hex'),
  }
}

/** Of what is in memory already: quicker by the browser itself. */
export async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
