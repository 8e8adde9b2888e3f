import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../src/notes/decode'

const utf8 = (text: string) => new TextEncoder().encode(text)

function utf16(text: string, littleEndian: boolean, mark: boolean) {
  const marked = mark ? `\uFEFF${text}` : text
  const view = new DataView(new ArrayBuffer(marked.length * 2))
  for (let n = 0; n < marked.length; n++) view.setUint16(n * 2, marked.charCodeAt(n), littleEndian)
  return new Uint8Array(view.buffer)
}

const read = (bytes: Uint8Array) => {
  const decoded = decodeText(bytes, 'a.md')
  return decoded.ok ? decoded.value : decoded.failure.code
}

describe('decoding a file', () => {
  it('reads UTF-8 with and without a byte order mark', () => {
    expect(read(utf8('naïve café'))).toEqual({ text: 'naïve café', warnings: [] })
    expect(read(utf8('\uFEFFnaïve'))).toEqual({ text: 'naïve', warnings: [] })
  })

  it('reads UTF-16 in either order, with and without a mark', () => {
    const text = 'Retrieval for the café: a plain note about nothing much.'
    for (const littleEndian of [true, false])
      for (const mark of [true, false])
        expect(read(utf16(text, littleEndian, mark)), `${littleEndian} ${mark}`).toEqual({ text, warnings: [] })
  })

  it('reads Latin-1 and says so', () => {
    const bytes = new Uint8Array([0x63, 0x61, 0x66, 0xe9, 0x20, 0xdf])
    expect(read(bytes)).toEqual({ text: 'café ß', warnings: ['a.md is not UTF-8; it was read as windows-1252.'] })
  })

  it('follows the encoding that a page declares', () => {
    const head = utf8('<meta charset="iso-8859-2"><p>')
    expect(read(new Uint8Array([...head, 0xb1, 0xe6]))).toMatchObject({ text: '<meta charset="iso-8859-2"><p>ąć' })
  })

  it('keeps a UTF-8 file that stops inside a character, with a warning', () => {
    const decoded = read(utf8('Größe und Länge é').subarray(0, -1))
    expect(decoded).toMatchObject({
      text: 'Größe und Länge ',
      warnings: [expect.stringContaining('may be incomplete')],
    })
  })

  it('keeps a UTF-8 file with a damaged character in it', () => {
    const bytes = utf8('Äpfel, Öl und Übel: ? Ende')
    bytes[bytes.indexOf(0x3f)] = 0xff
    expect(read(bytes)).toMatchObject({ text: 'Äpfel, Öl und Übel: � Ende' })
  })

  it('turns every line break into \\n', () => {
    expect(read(utf8('a\r\nb\rc'))).toMatchObject({ text: 'a\nb\nc' })
  })

  it('refuses what is empty, blank or no text', () => {
    expect(read(new Uint8Array())).toBe('file-empty')
    expect(read(utf8(' \n\t '))).toBe('file-empty')
    expect(read(utf8('%PDF-1.7 and so on'))).toBe('file-binary')
    expect(read(new Uint8Array(300).map((_, n) => (n * 37) % 23))).toBe('file-binary')
  })

  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void read(bytes)))
  })

  it('gives any text back from UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const clean = `é${text}`.replace(/\r\n?/g, '\n').replaceAll('\0', '')
        fc.pre(![...clean].some((char) => char < ' ' && !'\t\n\v\f\x1b'.includes(char)))
        expect(read(utf8(clean))).toMatchObject({ text: clean })
      }),
    )
  })
})
