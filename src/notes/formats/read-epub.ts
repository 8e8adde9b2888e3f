import { resolveReference } from '../paths'
import { Archive } from './archive'
import { breather, type Extracted, type ReadContext } from './extracted'
import { Pictures } from './pictures'
import { isCode } from './read-html'
import { Refused } from './refused'
import { toMarkdown } from './to-markdown'
import { child, childElements, descendants, find, parseMarkup, textOf, type Element } from './tree'

interface Item {
  path: string
  type: string
  properties: string
}

/** What a book says of itself. */
interface Book {
  title: string
  /** Paths of the chapters in reading order. */
  chapters: string[]
  /** Titles of chapters by the table of contents. */
  titles: Map<string, string>
  warnings: string[]
}

/** A book as Markdown: its chapters in reading order, with their pictures. */
export async function readEpub(bytes: Uint8Array<ArrayBuffer>, context: ReadContext): Promise<Extracted> {
  const archive = await Archive.open(bytes, context)
  await refuseProtected(archive, context.name)
  const { title, chapters, titles, warnings } = await openBook(archive, context.name)
  const pictures = new Pictures(context, 'Choose an edition that holds its pictures.')
  const shown = new Map<string, string | undefined>()
  const breathe = breather(context.signal)
  const texts: string[] = []
  let unread = 0
  let characters = 0
  for (const [n, path] of chapters.entries()) {
    await breathe()
    context.progress(`part ${n + 1} of ${chapters.length}`)
    const source = await archive.text(path)
    if (source === undefined) {
      unread++
      continue
    }
    if (characters > context.limits.characters) {
      warnings.push(
        `${context.name} is too long to be kept whole: it was cut after part ${n} of ${chapters.length}. Split it and import the rest by itself.`,
      )
      break
    }
    const body = chapterBody(source)
    await keepPictures(body, path, archive, pictures, shown)
    const text = chapterText(body, titles.get(path), (address) => shown.get(resolveReference(path, address) ?? ''))
    if (text) texts.push(text)
    characters += text.length
  }
  if (unread)
    warnings.push(
      `${unread === 1 ? 'One part' : `${unread} parts`} of ${context.name} ${unread === 1 ? 'is' : 'are'} missing or damaged and ${unread === 1 ? 'was' : 'were'} left out. Download the book again.`,
    )
  return {
    title,
    tags: [],
    text: texts.join('\n\n'),
    media: pictures.media,
    warnings: [...warnings, ...pictures.warnings()],
  }
}

/** Fonts may be scrambled by anyone; chapters only by a shop. */
async function refuseProtected(archive: Archive, name: string) {
  const encryption = await archive.xml('META-INF/encryption.xml', true)
  if (!encryption) return
  const scrambled = descendants(encryption, 'CipherReference').map(({ attributes }) => attributes.URI ?? '')
  if (scrambled.some((path) => /\.x?html?$/i.test(path))) throw new Refused('file-protected', name)
}

async function openBook(archive: Archive, name: string): Promise<Book> {
  const container = await archive.xml('META-INF/container.xml', true)
  const listed = find(container, 'rootfile')?.attributes['full-path'] ?? ''
  const path = archive.has(listed) ? listed : archive.paths.find((each) => each.toLowerCase().endsWith('.opf'))
  const book = path ? find(await archive.xml(path, true), 'package') : undefined
  if (!path || !book) return withoutIndex(archive, name)
  const items = itemsOf(book, path)
  const toc = await tableOfContents(archive, book, items)
  const title = textOf(find(child(book, 'metadata'), 'title'))
    .replace(/\s+/g, ' ')
    .trim()
  const spine = childElements(child(book, 'spine') ?? book, 'itemref')
    .map(({ attributes }) => items.get(attributes.idref ?? '')?.path ?? '')
    .filter(Boolean)
  if (spine.length) return { title, chapters: withoutContents(spine, items), titles: toc, warnings: [] }
  const pages = [...items.values()].filter(({ type }) => type === 'application/xhtml+xml' || type === 'text/html')
  const chapters = inOrder(pages.length ? pages.map((item) => item.path) : pagesOf(archive), toc)
  if (!chapters.length) throw new Refused('file-broken', name, 'it has no chapters')
  return { title, chapters: withoutContents(chapters, items), titles: toc, warnings: [noOrder(name, toc.size > 0)] }
}

/** No package file: every page there is. */
function withoutIndex(archive: Archive, name: string): Book {
  const chapters = inOrder(pagesOf(archive), new Map())
  if (!chapters.length) throw new Refused('file-broken', name, 'it has no chapters')
  return { title: '', chapters, titles: new Map(), warnings: [noOrder(name, false)] }
}

function noOrder(name: string, contents: boolean): string {
  const instead = contents ? 'of its table of contents' : 'of their file names'
  return `${name} does not say in which order its chapters come, so they stand in the order ${instead}. Check it before you rely on it.`
}

function pagesOf(archive: Archive): string[] {
  return archive.paths.filter((path) => /\.x?html?$/i.test(path))
}

function inOrder(paths: string[], titles: Map<string, string>): string[] {
  const places = [...titles.keys()]
  const place = (path: string) => (titles.has(path) ? places.indexOf(path) : Infinity)
  const byName = new Intl.Collator('en', { numeric: true })
  return paths.toSorted((a, b) => (place(a) === place(b) ? byName.compare(a, b) : place(a) - place(b)))
}

function itemsOf(book: Element, opf: string): Map<string, Item> {
  const items = childElements(child(book, 'manifest') ?? book, 'item')
  return new Map(
    items.map(({ attributes }) => {
      const { id = '', href = '', properties = '' } = attributes
      return [id, { path: resolveReference(opf, href) ?? '', type: attributes['media-type'] ?? '', properties }]
    }),
  )
}

/** The book's own table of contents: the reader has one. */
function withoutContents(chapters: string[], items: Map<string, Item>): string[] {
  const nav = [...items.values()].find(({ properties }) => /\bnav\b/.test(properties))?.path
  return chapters.filter((path) => path !== nav)
}

/** Titles by path, in order, from the navigation page or from the older `toc.ncx`. */
async function tableOfContents(
  archive: Archive,
  book: Element,
  items: Map<string, Item>,
): Promise<Map<string, string>> {
  const all = [...items.values()]
  const nav = all.find(({ properties }) => /\bnav\b/.test(properties))
  const ncx = items.get(child(book, 'spine')?.attributes.toc ?? '') ?? all.find(({ type }) => type.includes('ncx'))
  const titles = new Map<string, string>()
  const add = (from: string, address: string | undefined, title: string) => {
    const path = resolveReference(from, address ?? '')
    const words = title.replace(/\s+/g, ' ').trim()
    if (path && words && !titles.has(path)) titles.set(path, words)
  }
  if (nav)
    for (const link of descendants((await archive.xml(nav.path, true)) ?? book, 'a'))
      add(nav.path, link.attributes.href, textOf(link))
  if (!titles.size && ncx)
    for (const point of descendants((await archive.xml(ncx.path, true)) ?? book, 'navPoint'))
      add(ncx.path, child(point, 'content')?.attributes.src, textOf(child(point, 'navLabel')))
  return titles
}

function chapterBody(source: string): Element {
  const { root } = parseMarkup(source.replace(/<\?xml[^>]*\?>/, ''), { without: isCode })
  return find(root, 'body') ?? root
}

/** All that the chapter shows, also in drawings that only hold a picture. */
async function keepPictures(
  body: Element,
  path: string,
  archive: Archive,
  pictures: Pictures,
  shown: Map<string, string | undefined>,
) {
  for (const image of descendants(body, 'image')) asPicture(image)
  for (const { attributes } of descendants(body, 'img')) {
    const target = resolveReference(path, attributes.src ?? '')
    if (!target || shown.has(target)) continue
    const bytes = await archive.bytes(target)
    shown.set(target, bytes && pictures.keep(bytes, target))
  }
  for (const drawing of descendants(body, 'svg')) if (find(drawing, 'img')) drawing.name = 'div'
}

/** SVG's way to show a picture, which covers use. */
function asPicture(image: Element) {
  image.name = 'img'
  image.attributes.src = image.attributes['xlink:href'] ?? image.attributes.href ?? ''
}

/** A chapter's text under a heading: its own first one, else its title in the table of contents. */
function chapterText(body: Element, title: string | undefined, image: (address: string) => string | undefined): string {
  const link = (address: string) => (/^(?:https?|mailto):/i.test(address) ? address : undefined)
  const text = toMarkdown(body, { image, link })
  const headed = /^#{1,6} /m.test(text)
  if (!title || !text || headed) return text
  return `## ${title.replace(/[\\*_`[\]<>#]/g, '\\$&')}\n\n${text}`
}
