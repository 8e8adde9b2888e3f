import { strToU8, zipSync } from 'fflate'

interface Options {
  title?: string
  /** Without one the order of the chapters is not told. */
  spine?: boolean
  /** The table of contents: titles by chapter. */
  contents?: Record<string, string>
  /** META-INF/encryption.xml */
  encryption?: string
}

/** A book of the given chapters (their bodies by file name) and other files. */
export function buildEpub(
  chapters: Record<string, string>,
  files: Record<string, Uint8Array> = {},
  { title = 'A book', spine = true, contents, encryption }: Options = {},
): Uint8Array<ArrayBuffer> {
  const names = Object.keys(chapters)
  const items = names.map((name, n) => `<item id="c${n}" href="${name}" media-type="application/xhtml+xml"/>`)
  const refs = spine ? names.map((_, n) => `<itemref idref="c${n}"/>`) : []
  const nav = contents ? '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>' : ''
  const all: Record<string, Uint8Array> = {
    mimetype: strToU8('application/epub+zip'),
    'META-INF/container.xml': strToU8(
      '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
    ),
    'OEBPS/book.opf': strToU8(
      `<package><metadata><dc:title>${title}</dc:title></metadata><manifest>${items.join('')}${nav}</manifest><spine>${refs.join('')}</spine></package>`,
    ),
  }
  if (contents) {
    const links = Object.entries(contents).map(([name, words]) => `<li><a href="${name}">${words}</a></li>`)
    all['OEBPS/nav.xhtml'] = strToU8(`<html><body><nav><ol>${links.join('')}</ol></nav></body></html>`)
  }
  if (encryption) all['META-INF/encryption.xml'] = strToU8(encryption)
  for (const name of names) all[`OEBPS/${name}`] = strToU8(`<html><body>${chapters[name]}</body></html>`)
  for (const [name, bytes] of Object.entries(files)) all[`OEBPS/${name}`] = bytes
  return new Uint8Array(zipSync(all))
}
