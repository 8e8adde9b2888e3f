import { strToU8, zipSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listZip, ZipUnpacker, zipLimits, type ZipLimits } from '../../../src/notes/zip'

const blob = (bytes: Uint8Array) => new Blob([bytes as Uint8Array<ArrayBuffer>])

async function unpackAll(file: Blob, limits: ZipLimits = zipLimits) {
  const listing = await listZip(file, 'z.zip', limits)
  if (!listing.ok) return listing.failure.code
  const unpacker = new ZipUnpacker(file, 'z.zip', limits)
  const texts: Record<string, string> = {}
  for (const entry of listing.value.entries) {
    const content = await unpacker.unpack(entry)
    if (!content.ok) return content.failure.code
    texts[entry.path] = new TextDecoder().decode(content.value)
  }
  return texts
}

describe('unpacking a zip', () => {
  it('gives every file, stored or compressed', async () => {
    const zip = zipSync({
      'a.md': [strToU8('alpha '.repeat(100)), { level: 9 }],
      'dir/b.md': [strToU8('beta'), { level: 0 }],
    })
    expect(await unpackAll(blob(zip))).toEqual({ 'a.md': 'alpha '.repeat(100), 'dir/b.md': 'beta' })
  })

  it('finds its files behind something else at the front', async () => {
    const zip = zipSync({ 'ä.md': strToU8('text') })
    expect(await unpackAll(blob(zip))).toEqual({ 'ä.md': 'text' })
  })

  it('refuses one that was cut short or is no zip', async () => {
    const zip = zipSync({ 'a.md': strToU8('alpha') })
    expect(await unpackAll(blob(zip.slice(0, -10)))).toBe('zip-broken')
    expect(await unpackAll(blob(strToU8('not a zip at all')))).toBe('zip-broken')
    expect(await unpackAll(blob(new Uint8Array()))).toBe('zip-broken')
  })

  it('refuses one with a password', async () => {
    const zip = zipSync({ 'a.md': strToU8('alpha') })
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
    const directory = view.getUint32(zip.length - 22 + 16, true)
    view.setUint16(directory + 8, 1, true)
    expect(await unpackAll(blob(zip))).toBe('zip-encrypted')
  })

  it('stops a bomb by what comes out, whatever its headers say', async () => {
    const zip = zipSync({ 'bomb.md': new Uint8Array(30_000_000) }, { level: 9 })
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
    const directory = view.getUint32(zip.length - 22 + 16, true)
    view.setUint32(directory + 24, 10, true)
    expect(await unpackAll(blob(zip))).toBe('zip-bomb')
  })

  it('stops many files that are too much together', async () => {
    const noise = Uint8Array.from({ length: 5_000 }, (_, n) => (n * 7919) % 251)
    const zip = zipSync(Object.fromEntries([1, 2, 3, 4].map((n) => [`${n}.md`, noise])))
    expect(await unpackAll(blob(zip), { ...zipLimits, bytesOut: 16_000 })).toBe('zip-bomb')
  })

  it('refuses one with too many files, or too large, before unpacking', async () => {
    const zip = zipSync({ 'a.md': strToU8('a'), 'b.md': strToU8('b'), 'c.md': strToU8('c') })
    expect(await unpackAll(blob(zip), { ...zipLimits, entries: 2 })).toBe('zip-too-many')
    expect(await unpackAll(blob(zip), { ...zipLimits, bytesIn: 50 })).toBe('file-too-large')
  })

  it('sets unsafe paths aside and keeps the rest', async () => {
    const zip = zipSync({
      '../up.md': strToU8('a'),
      '/etc/b.md': strToU8('b'),
      'C:\\c.md': strToU8('c'),
      'ok/./d.md': strToU8('d'),
    })
    const listing = await listZip(blob(zip), 'z.zip', zipLimits)
    expect(listing.ok && listing.value.entries.map(({ path }) => path)).toEqual(['ok/d.md'])
    expect(listing.ok && listing.value.unsafe).toHaveLength(3)
  })

  it('refuses one whose directory points nowhere', async () => {
    const zip = zipSync({ 'a.md': strToU8('alpha') })
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
    const directory = view.getUint32(zip.length - 22 + 16, true)
    view.setUint32(directory + 42, 0xfffffff0, true)
    expect(await unpackAll(blob(zip))).toBe('zip-broken')
  })
})

describe('zips that share their limits', () => {
  it('never give more together than one may', async () => {
    const sizes = fc.array(fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 4 }), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 200_000 }), async (zips, bytesOut) => {
        const limits = { ...zipLimits, bytesOut, ratio: Infinity }
        const spent = { produced: 0, read: 0, entries: 0 }
        let given = 0
        for (const files of zips) {
          const zip = blob(zipSync(Object.fromEntries(files.map((size, n) => [`${n}.txt`, new Uint8Array(size)]))))
          const listing = await listZip(zip, 'z.zip', limits)
          const unpacker = new ZipUnpacker(zip, 'z.zip', limits, spent)
          for (const entry of listing.ok ? listing.value.entries : []) {
            const content = await unpacker.unpack(entry)
            if (content.ok) given += content.value.length
          }
        }
        expect(given).toBeLessThanOrEqual(bytesOut)
      }),
      { numRuns: 40 },
    )
  })
})
