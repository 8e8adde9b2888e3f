import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readLimits } from '../../../src/notes/formats/extracted'
import { buildDocx, paragraph } from './build-docx'
import { noteOf, png, read } from './read-with'

const text = async (body: string, parts = {}, media = {}) =>
  (await noteOf('r.docx', buildDocx(body, parts, media))).text

const styles = `<w:styles>
  <w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
  <w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>
  <w:style w:styleId="Code"><w:name w:val="Source Code"/></w:style></w:styles>`
const level = (n: number, format: string) =>
  `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="%${n + 1}."/></w:lvl>`
const numbering = `<w:numbering>
  <w:abstractNum w:abstractNumId="0">${level(0, 'decimal')}${level(1, 'bullet')}</w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
const item = (words: string, depth: number) =>
  paragraph(words, `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="1"/></w:numPr>`)
const style = (id: string) => `<w:pStyle w:val="${id}"/>`
const cell = (inner: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${inner}</w:tc>`
const table = (...rows: string[][]) =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.join('')}</w:tr>`).join('')}</w:tbl>`

describe('a Word file', () => {
  it('keeps its headings, and lists with their numbers over what interrupts them', async () => {
    const body = [
      paragraph('Serving', style('H1')),
      item('first', 0),
      item('under it', 1),
      item('second', 0),
      paragraph('Between', style('H2')),
      item('third', 0),
    ].join('')
    expect(await text(body, { styles, numbering })).toBe(
      '# Serving\n\n1. first\n   - under it\n2. second\n\n## Between\n\n3. third',
    )
  })

  it('keeps tables, merged cells and the tables in them', async () => {
    const inner = table([cell(paragraph('a')), cell(paragraph('b'))])
    const body = table(
      [cell(paragraph('Name')), cell(paragraph('What'))],
      [cell(paragraph('both'), '<w:vMerge w:val="restart"/>'), cell(paragraph('one'))],
      [cell(paragraph(''), '<w:vMerge/>'), cell(inner)],
    )
    expect(await text(body)).toBe('| Name | What |\n| --- | --- |\n| both | one |\n| both | a · b |')
  })

  it('keeps equations as TeX, footnotes below and code as code', async () => {
    const fraction =
      '<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>'
    const note = '<w:p><w:r><w:t>See</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    const footnotes = `<w:footnotes><w:footnote w:id="2">${paragraph('the paper')}</w:footnote></w:footnotes>`
    const code = paragraph('x = {1}', style('Code')) + paragraph('return x', style('Code'))
    const found = await text(`<w:p>${fraction}</w:p>${note}${code}`, { styles, footnotes })
    expect(found).toContain('$$\n\\frac{a}{b}\n$$')
    expect(found).toContain('See<sup>1</sup>')
    expect(found).toContain('```\nx = {1}\nreturn x\n```')
    expect(found).toContain('## Notes\n\n1. the paper')
  })

  it('keeps its pictures under the names by which its text shows them', async () => {
    const drawing =
      '<w:p><w:r><w:drawing><wp:inline><wp:docPr descr="A plan"/><a:blip r:embed="p.png"/></wp:inline></w:drawing></w:r></w:p>'
    const note = await noteOf('a b/r 1.docx', buildDocx(drawing, {}, { 'p.png': png }))
    expect(note.text).toBe('![A plan](r%201.docx/1.png)')
    expect(note.media).toMatchObject([{ path: 'r 1.docx/1.png', type: 'image/png' }])
  })

  it('says what it left out: comments, deletions, pictures that no browser shows', async () => {
    const comments = '<w:comments><w:comment w:id="1"/><w:comment w:id="2"/></w:comments>'
    const deleted =
      '<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>'
    const emf = Uint8Array.from([1, 0, 0, 0, 88, 0, 0, 0])
    const { text: found, warnings } = await noteOf('r.docx', buildDocx(deleted, { comments }, { 'v.emf': emf }))
    expect(found).toBe('new')
    expect(warnings.join(' ')).toMatch(/browsers cannot show EMF.*2 comments.*Deletions/)
  })

  it('makes no mark of Markdown out of what was typed', async () => {
    const { chunks } = await noteOf('r.docx', buildDocx(paragraph('# 1. *not* [a](b) &lt;i&gt; `c` $5 and $6')))
    expect(chunks[0]?.text).toBe('# 1. *not* [a](b) <i> `c` $5 and $6')
  })

  it('that is locked, old, cut or no document at all is refused as such', async () => {
    const ole = new Uint8Array(4096)
    ole.set([0xd0, 0xcf, 0x11, 0xe0])
    const locked = ole.slice()
    locked.set(new TextEncoder().encode([...'EncryptedPackage'].join('\0')), 1024)
    const code = async (bytes: Uint8Array<ArrayBuffer>) => {
      const outcome = await read('r.docx', bytes)
      return outcome.ok ? 'read' : outcome.failure.code
    }
    expect(await code(ole)).toBe('file-mistaken')
    expect(await code(locked)).toBe('file-locked')
    expect(await code(buildDocx(paragraph('x')).slice(0, 200))).toBe('file-broken')
    expect(await code(new Uint8Array(zipSync({ 'a.txt': new Uint8Array([65]) })))).toBe('file-broken')
    expect(await code(new TextEncoder().encode('{\\rtf1 hello}'))).toBe('file-mistaken')
    expect(await code(buildDocx(paragraph('')))).toBe('file-empty')
  })

  it('that unpacks to more than may be is stopped by what comes out', async () => {
    const bomb = buildDocx(paragraph('x '.repeat(3_000_000)))
    const outcome = await read('r.docx', bomb, { limits: { ...readLimits, bytesOut: 1_000_000 } })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'zip-bomb' } })
  })
})
