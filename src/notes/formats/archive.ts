import { safePath } from '../paths'
import { listZip, zipLimits, ZipUnpacker, type ZipEntry } from '../zip'
import type { ReadContext } from './extracted'
import { Refused } from './refused'
import { parseMarkup, type Element } from './tree'

/** The parts of a document that is a zip inside: unpacked when they are asked for, within limits over them all. */
export class Archive {
  readonly #entries: Map<string, ZipEntry>

  private constructor(
    readonly name: string,
    readonly unpacker: ZipUnpacker,
    entries: ZipEntry[],
  ) {
    this.#entries = new Map(entries.map((entry) => [entry.path.toLowerCase(), entry]))
  }

  static async open(bytes: Uint8Array<ArrayBuffer>, { name, limits }: ReadContext): Promise<Archive> {
    const file = new Blob([bytes])
    const zipped = { ...zipLimits, bytesOut: limits.bytesOut }
    const listing = await listZip(file, name, zipped)
    if (!listing.ok) {
      const { failure } = listing
      throw new Refused(failure.code === 'zip-broken' ? 'file-broken' : failure.code, name, failure.detail)
    }
    return new Archive(name, new ZipUnpacker(file, name, zipped), listing.value.entries)
  }

  get paths(): string[] {
    return [...this.#entries.values()].map(({ path }) => path)
  }

  has(path: string): boolean {
    return this.#entries.has(key(path))
  }

  /** A part's bytes; undefined where there is none or it is damaged. Throws where it goes past the limits. */
  async bytes(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const entry = this.#entries.get(key(path))
    const unpacked = entry && (await this.unpacker.unpack(entry))
    if (unpacked?.ok === false && unpacked.failure.code === 'zip-bomb')
      throw new Refused('zip-bomb', this.name, unpacked.failure.detail)
    return unpacked?.ok ? unpacked.value : undefined
  }

  async text(path: string): Promise<string | undefined> {
    const bytes = await this.bytes(path)
    return bytes && decodeXml(bytes)
  }

  /** A part as a tree of its XML. */
  async xml(path: string, localNames = false): Promise<Element | undefined> {
    const text = await this.text(path)
    return text === undefined ? undefined : parseMarkup(text, { xml: true, localNames }).root
  }
}

function key(path: string): string {
  return (safePath(path.replace(/^\/+/, '')) ?? '').toLowerCase()
}

function decodeXml(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : ''
  if (encoding) return new TextDecoder(encoding).decode(bytes)
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const label = /<\?xml[^>]+encoding=["']([\w-]+)["']/i.exec(head)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
