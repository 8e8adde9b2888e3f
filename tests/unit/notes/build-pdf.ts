/** A line of text on a page: from its left end, points from the top. */
export interface Words {
  text: string
  x?: number
  y: number
  size?: number
  font?: 'plain' | 'bold' | 'mono'
}

/** A picture on a page: its data as they stand in the file, and its place from the page's top left. */
export interface PictureSpec {
  /** The same name is the same picture. */
  name: string
  width: number
  height: number
  data: string
  /** More of its dictionary. */
  about?: string
  at: { x: number; y: number; width: number; height: number }
}

export interface PageSpec {
  pictures?: PictureSpec[]

  words?: Words[]
  /** Raw content, drawn as well. */
  draw?: string
  rotate?: number
}

export interface PdfSpec {
  pages: PageSpec[]
  outline?: { title: string; page: number }[]
  title?: string
  encrypted?: boolean
}

const height = 792
const fonts = { plain: 'F1', bold: 'F2', mono: 'F3' }

/** A small PDF of letter pages, as a test needs it. */
export function buildPdf({ pages, outline = [], title, encrypted }: PdfSpec): Uint8Array<ArrayBuffer> {
  const objects: string[] = []
  const add = (body: string) => objects.push(body)
  const first = 7
  const kids = pages.map((_, n) => `${first + n * 2} 0 R`).join(' ')
  const outlineAt = first + pages.length * 2
  add(`<< /Type /Catalog /Pages 2 0 R ${outline.length ? `/Outlines ${outlineAt} 0 R` : ''} >>`)
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  for (const name of ['Helvetica', 'Helvetica-Bold', 'Courier'])
    add(`<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`)
  add(`<< ${title ? `/Title (${escaped(title)})` : ''} /Producer (test) >>`)
  const afterOutline = outlineAt + (outline.length ? outline.length + 1 : 0)
  const named = new Map(pages.flatMap(({ pictures = [] }) => pictures.map((one) => [one.name, one] as const)))
  const names = [...named.keys()]
  const pictures = names.map((name, n) => `/${name} ${afterOutline + n} 0 R`).join(' ')
  for (const [n, page] of pages.entries()) {
    const rotate = page.rotate ? `/Rotate ${page.rotate}` : ''
    const resources = `/Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> /XObject << ${pictures} >> >>`
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 ${height}] ${rotate} ${resources} /Contents ${first + n * 2 + 1} 0 R >>`,
    )
    const drawn = (page.pictures ?? []).map(shownPicture)
    const content = [...(page.words ?? []).map(shown), ...drawn, page.draw ?? ''].join('\n')
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`)
  }
  addOutline(add, outline, outlineAt, first)
  for (const picture of named.values()) add(pictureObject(picture))
  const locked = encrypted ? add(lock) : 0
  return assembled(objects, locked)
}

/** Any keys will do that do not fit the empty password. */
const lock = `<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> >>`

function shown({ text, x = 72, y, size = 10, font = 'plain' }: Words): string {
  return `BT /${fonts[font]} ${size} Tf 1 0 0 1 ${x} ${height - y} Tm (${escaped(text)}) Tj ET`
}

function shownPicture({ name, at }: PictureSpec): string {
  return `q ${at.width} 0 0 ${at.height} ${at.x} ${height - at.y - at.height} cm /${name} Do Q`
}

function pictureObject({ width, height, data, about = '/ColorSpace /DeviceRGB' }: PictureSpec): string {
  const size = `/Width ${width} /Height ${height} /BitsPerComponent 8`
  return `<< /Type /XObject /Subtype /Image ${size} ${about} /Length ${data.length} >>\nstream\n${data}\nendstream`
}

/** Red, green and blue in a pattern that no other seed has. */
export function dots(width: number, height: number, seed = 1): string {
  const codes = Array.from({ length: width * height * 3 }, (_, n) => (n * 7 * seed + (n >> 8) * 31) & 0xff)
  return codes.map((code) => String.fromCharCode(code)).join('')
}

function escaped(text: string): string {
  return text.replace(/[\\()]/g, '\\$&').replace(/[\u0080-\uffff]/g, (char) => {
    const code = char === '•' ? 0x95 : char.charCodeAt(0)
    return `\\${code.toString(8).padStart(3, '0')}`
  })
}

function addOutline(
  add: (body: string) => void,
  outline: { title: string; page: number }[],
  at: number,
  first: number,
) {
  if (!outline.length) return
  add(`<< /Type /Outlines /First ${at + 1} 0 R /Last ${at + outline.length} 0 R /Count ${outline.length} >>`)
  for (const [n, { title, page }] of outline.entries()) {
    const next = n + 1 < outline.length ? `/Next ${at + n + 2} 0 R` : ''
    const dest = `/Dest [${first + (page - 1) * 2} 0 R /Fit]`
    add(`<< /Title (${escaped(title)}) /Parent ${at} 0 R ${dest} ${next} >>`)
  }
}

function assembled(objects: string[], locked: number): Uint8Array<ArrayBuffer> {
  let file = '%PDF-1.4\n'
  const places = objects.map((body, n) => {
    const at = file.length
    file += `${n + 1} 0 obj\n${body}\nendobj\n`
    return at
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  file += places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const encrypt = locked ? `/Encrypt ${locked} 0 R /ID [<00> <00>]` : ''
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R ${encrypt} >>\nstartxref\n${start}\n%%EOF\n`
  return Uint8Array.from(file, (char) => char.charCodeAt(0))
}

/** Running text in lines of about so many characters, one below the other. */
export function column(text: string, at: { x?: number; y: number; width?: number; size?: number }): Words[] {
  const { x, y, width = 60, size = 10 } = at
  const lines = text.match(new RegExp(`.{1,${width}}(?:\\s|$)`, 'g')) ?? []
  return lines.map((line, n) => ({ text: line.trim(), x, y: y + n * size * 1.2, size }))
}
