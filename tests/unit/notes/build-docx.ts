import { strToU8, zipSync } from 'fflate'

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A Word file of the given body; `parts` by their names: styles, numbering, comments, footnotes; `media` by theirs. */
export function buildDocx(
  body: string,
  parts: Record<string, string> = {},
  media: Record<string, Uint8Array> = {},
): Uint8Array<ArrayBuffer> {
  const names = Object.keys(parts)
  const relations = names.map(
    (name, n) => `<Relationship Id="rId${n + 1}" Type="${office}/${name}" Target="${name}.xml"/>`,
  )
  const images = Object.keys(media).map(
    (name) => `<Relationship Id="${name}" Type="${office}/image" Target="media/${name}"/>`,
  )
  const files: Record<string, Uint8Array> = {
    '_rels/.rels': strToU8(
      `<Relationships><Relationship Id="r" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/_rels/document.xml.rels': strToU8(`<Relationships>${relations.join('')}${images.join('')}</Relationships>`),
    'word/document.xml': strToU8(`<w:document ${namespaces}><w:body>${body}</w:body></w:document>`),
  }
  for (const name of names) files[`word/${name}.xml`] = strToU8(parts[name] ?? '')
  for (const [name, bytes] of Object.entries(media)) files[`word/media/${name}`] = bytes
  return new Uint8Array(zipSync(files))
}

export const paragraph = (text: string, properties = '') =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
