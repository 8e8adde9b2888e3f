import { Inflate } from 'fflate'
import { refuse, type Result } from '../app/failures'
import { safePath } from './paths'

/** What an archive may cost. Bytes are counted as they are produced: what its headers claim is not believed. */
export interface ZipLimits {
  bytesIn: number
  bytesOut: number
  entries: number
  /** Produced bytes for each byte read. */
  ratio: number
}

export const megabyte = 1024 * 1024
export const zipLimits: ZipLimits = { bytesIn: 512 * megabyte, bytesOut: 2048 * megabyte, entries: 50_000, ratio: 200 }
/** A phone kills a page that takes more. */
export const phoneZipLimits: ZipLimits = { ...zipLimits, bytesOut: 512 * megabyte }
/** Small texts compress very well: the ratio is looked at only past this. */
const ratioFrom = megabyte

export interface ZipEntry {
  /** Safe, with forward slashes. */
  path: string
  method: number
  packedSize: number
  offset: number
}

export interface ZipListing {
  entries: ZipEntry[]
  unsafe: string[]
}

/** Reads the directory of a zip without unpacking anything. */
export async function listZip(file: Blob, name: string, limits: ZipLimits): Promise<Result<ZipListing>> {
  if (file.size > limits.bytesIn) return refuse('file-too-large', name, `${limits.bytesIn / megabyte} MB`)
  const directory = await readDirectory(file)
  if (!directory) return refuse('zip-broken', name)
  if (directory.count > limits.entries) return refuse('zip-too-many', name, limits.entries.toLocaleString('en-GB'))
  return readEntries(directory, name)
}

interface Directory {
  view: DataView
  count: number
}

async function viewOf(file: Blob, start: number, end: number): Promise<DataView> {
  return new DataView(await file.slice(start, end).arrayBuffer())
}

async function readDirectory(file: Blob): Promise<Directory | undefined> {
  const tailStart = Math.max(0, file.size - 65_557)
  const tail = await viewOf(file, tailStart, file.size)
  let at = tail.byteLength - 22
  while (at >= 0 && tail.getUint32(at, true) !== 0x06054b50) at--
  if (at < 0) return undefined
  const place = (await zip64(file, tail, at)) ?? {
    count: tail.getUint16(at + 10, true),
    size: tail.getUint32(at + 12, true),
    start: tail.getUint32(at + 16, true),
  }
  if (place.start + place.size > file.size) return undefined
  return { view: await viewOf(file, place.start, place.start + place.size), count: place.count }
}

async function zip64(file: Blob, tail: DataView, end: number) {
  const locator = end - 20
  if (locator < 0 || tail.getUint32(locator, true) !== 0x07064b50) return undefined
  const at = Number(tail.getBigUint64(locator + 8, true))
  const record = await viewOf(file, at, at + 56)
  if (record.byteLength < 56 || record.getUint32(0, true) !== 0x06064b50) return undefined
  const [count, size, start] = [32, 40, 48].map((offset) => Number(record.getBigUint64(offset, true)))
  return { count: count ?? 0, size: size ?? 0, start: start ?? 0 }
}

function readEntries({ view, count }: Directory, name: string): Result<ZipListing> {
  const listing: ZipListing = { entries: [], unsafe: [] }
  let at = 0
  for (let n = 0; n < count; n++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) return refuse('zip-broken', name)
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true))
    const end = at + 46 + lengths.reduce((sum, length) => sum + length, 0)
    if (end > view.byteLength) return refuse('zip-broken', name)
    const flags = view.getUint16(at + 8, true)
    if (flags & 1) return refuse('zip-encrypted', name)
    addEntry(listing, view, at, lengths, flags)
    at = end
  }
  return { ok: true, value: listing }
}

function addEntry(listing: ZipListing, view: DataView, at: number, lengths: number[], flags: number) {
  const [nameLength = 0, extraLength = 0] = lengths
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength)
  const raw = entryName(bytes, (flags & 0x800) !== 0)
  if (raw.endsWith('/')) return
  const path = safePath(raw)
  if (!path) {
    listing.unsafe.push(raw.slice(0, 100))
    return
  }
  const [packedSize, offset] = sizes(view, at, at + 46 + nameLength, extraLength)
  listing.entries.push({ path, method: view.getUint16(at + 10, true), packedSize, offset })
}

function entryName(bytes: Uint8Array, marked: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder(marked ? 'utf-8' : 'windows-1252').decode(bytes)
  }
}

/** Packed size and offset; past 4 GB they stand in the extra field, in this order after the full size. */
function sizes(view: DataView, at: number, extra: number, extraLength: number): [number, number] {
  const plain = [24, 20, 42].map((offset) => view.getUint32(at + offset, true))
  if (!plain.includes(0xffffffff)) return [plain[1] ?? 0, plain[2] ?? 0]
  for (let p = extra; p + 4 <= extra + extraLength; p += 4 + view.getUint16(p + 2, true)) {
    if (view.getUint16(p, true) !== 1) continue
    const limit = p + 4 + view.getUint16(p + 2, true)
    let q = p + 4
    const wide = plain.map((value) => {
      if (value !== 0xffffffff || q + 8 > limit || q + 8 > view.byteLength) return value
      q += 8
      return Number(view.getBigUint64(q - 8, true))
    })
    return [wide[1] ?? 0, wide[2] ?? 0]
  }
  return [plain[1] ?? 0, plain[2] ?? 0]
}

/** What was unpacked so far, of a zip and of those that stood in it. */
export interface Spent {
  produced: number
  read: number
  entries: number
}

/** Unpacks the entries of one zip and keeps count over all of them. */
export class ZipUnpacker {
  constructor(
    readonly file: Blob,
    readonly name: string,
    readonly limits: ZipLimits,
    readonly spent: Spent = { produced: 0, read: 0, entries: 0 },
  ) {}

  /** The bytes of an entry; stops at once where the limits are passed. */
  async unpack(entry: ZipEntry): Promise<Result<Uint8Array<ArrayBuffer>>> {
    const header = await viewOf(this.file, entry.offset, entry.offset + 30)
    if (header.byteLength < 30 || header.getUint32(0, true) !== 0x04034b50) return refuse('zip-broken', this.name)
    const start = entry.offset + 30 + header.getUint16(26, true) + header.getUint16(28, true)
    const end = start + entry.packedSize
    if (end > this.file.size) return refuse('zip-broken', this.name)
    const packed = this.file.slice(start, end)
    if (entry.method === 0) return this.#stored(packed)
    if (entry.method !== 8) return refuse('file-unsupported', entry.path, 'packed in a way')
    return this.#inflate(packed)
  }

  async #stored(packed: Blob): Promise<Result<Uint8Array<ArrayBuffer>>> {
    this.spent.read += packed.size
    this.spent.produced += packed.size
    if (this.#over()) return this.#bomb()
    return { ok: true, value: new Uint8Array(await packed.arrayBuffer()) }
  }

  async #inflate(packed: Blob): Promise<Result<Uint8Array<ArrayBuffer>>> {
    const parts: Uint8Array[] = []
    const inflate = new Inflate((part) => {
      this.spent.produced += part.length
      if (!this.#over()) parts.push(part)
    })
    try {
      // Small steps: one of 16 kB can produce 16 MB at most before the limits are looked at.
      for (let at = 0; at < packed.size && !this.#over(); at += 16_384) {
        const step = new Uint8Array(await packed.slice(at, at + 16_384).arrayBuffer())
        this.spent.read += step.length
        inflate.push(step, at + 16_384 >= packed.size)
      }
    } catch {
      return refuse('zip-broken', this.name)
    }
    if (this.#over()) return this.#bomb()
    return { ok: true, value: new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer()) }
  }

  #over(): boolean {
    const { bytesOut, ratio } = this.limits
    return (
      this.spent.produced > bytesOut ||
      (this.spent.produced > ratioFrom && this.spent.produced > ratio * this.spent.read)
    )
  }

  #bomb() {
    const megabytes = Math.round(this.spent.produced / megabyte)
    return refuse(
      'zip-bomb',
      this.name,
      `${megabytes} MB from ${Math.max(1, Math.round(this.spent.read / 1024))} kB so far`,
    )
  }
}
