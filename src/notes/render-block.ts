import type { DocumentType } from './document'
import type { Embedded } from './embedded'
import { formOf } from './form'
import { readPageMark } from './page-marks'
import { headingAnchor } from './plain'

/** What a block needs of its surroundings to be shown. */
export interface Surroundings {
  type: DocumentType
  definitions: string
  /** The blob: address of an image that came along. */
  image(reference: string): string | undefined
  /** The address of another note, by title, path or relative link. */
  note(reference: string): string | undefined
  /** What is embedded by this reference; undefined where the library has no such note. */
  embedded?(reference: string): Promise<Embedded | undefined>
}

/** The two renderers of ui/markdown.ts; both sanitise. */
export interface Renderers {
  renderMarkdown(markdown: string): string
  sanitise(html: string): string
}

/** A block of a document as safe HTML. */
export function renderBlock(text: string, raw: boolean, around: Surroundings, renderers: Renderers): string {
  if (raw) return `<pre class="raw" tabindex="0">${escapeHtml(text)}</pre>`
  const form = formOf(around.type)
  const mark = around.type === 'pdf' ? readPageMark(text) : undefined
  if (mark)
    return `<p class="page-mark">Page ${mark.page}${mark.textless ? ' · no text here, so it cannot be searched' : ''}</p>`
  if (form === 'text') return `<p class="plain-text">${escapeHtml(text.replace(/\n+$/, ''))}</p>`
  try {
    if (form === 'html') return renderers.sanitise(localImages(text, around))
    return renderers.renderMarkdown(prepared(text, around))
  } catch {
    // Whatever the renderer cannot take is still there to be read.
    return `<pre class="raw" tabindex="0">${escapeHtml(text)}</pre>`
  }
}

/** Markdown with its wiki-links, images and relative links led to where they are in the library. */
export function prepared(markdown: string, around: Surroundings): string {
  const fenced = /^ {0,3}(?:`{3}|~{3}|\t| {4})/.test(markdown)
  if (fenced) return markdown
  const source = /^ {0,3}#/.test(markdown) ? markdown.trimEnd().replace(headingAnchor, '') : markdown
  const text = localImages(links(withoutBlockIds(source), around), around)
    .replace(/<\/?details\b[^>]*>/gi, '')
    .replace(/<summary\b[^>]*>/gi, '<p><strong>')
    .replace(/<\/summary>/gi, '</strong></p>')
  return around.definitions && text.includes('[') ? `${text}\n\n${around.definitions}` : text
}

/** `^quote-1` at the end of a block is an address, and nothing to read. */
function withoutBlockIds(source: string): string {
  return source.replace(/(?:^|[ \t])\^(?=[\w-]*[a-z])[\w-]{2,100}[ \t]*$/gim, '')
}

/** Code spans and fences pass untouched; everything else in brackets is looked at. */
const linked =
  /(`+)[\s\S]*?\1|(!?)\[\[([^\]|#\n]*)(#[^\]|\n]*)?(?:\|([^\]\n]*))?\]\]|(!?)\[([^\]\n]*)\]\(\s*(?:<([^>\n]+)>|([^)\s<>]+))(\s+"[^"\n]*")?\s*\)/g

function links(markdown: string, around: Surroundings): string {
  return markdown.replace(linked, (whole, code, embed, target, section, label, picture, text, angled, plain, title) => {
    const address = angled ?? plain
    if (code) return whole
    if (target !== undefined)
      return wikiLink(embed, bareTarget(target), (section ?? '').replace(/\\$/, ''), label, around)
    if (picture) return imageLink(whole, text, address, around)
    const href = address.startsWith('#') ? undefined : around.note(address)
    return href ? `[${text}](${href}${title ?? ''})` : whole
  })
}

/** In a table the line before the words is escaped. */
function bareTarget(target: string): string {
  return target.replace(/\\$/, '').trim()
}

function wikiLink(
  embed: string,
  target: string,
  section: string,
  label: string | undefined,
  around: Surroundings,
): string {
  if (embed && picture.test(target)) return imageTag(target, label ?? '', target, around)
  const plain = label?.trim() || nameOf(target, section)
  const href = around.note(target + section)
  if (!embed) return href ? `[${escapeMarks(plain)}](${href})` : escapeMarks(plain)
  if (!href) return `*${escapeMarks(missing(target, section))}*`
  return `<a data-embed="${escapeHtml(target + section)}" href="${escapeHtml(href)}">${escapeHtml(plain)}</a>`
}

const picture = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$/i
const recording = /\.(?:mp[34]|m4a|wav|ogg|oga|opus|flac|3gp|mov|mkv|webm|ogv)$/i

/** "Note › Heading"; the address of a block is no name. */
function nameOf(target: string, section: string): string {
  const parts = section.split('#').filter((part) => part && !part.startsWith('^'))
  return [target, ...parts].filter(Boolean).join(' › ') || 'a passage of this note'
}

function missing(target: string, section: string): string {
  const name = `“${nameOf(target, section)}”`
  if (recording.test(target)) return `${name} is a recording: only text and pictures are kept.`
  return `${name} is shown here in its vault, but it is not among your notes. Import it to see it.`
}

/** `![[a.png|300]]` and `![a|300x200](a.png)`: a size is no caption. */
const size = /(?:^|\|)\s*(\d{1,4})(?:x(\d{1,4}))?\s*$/

/** Somebody who does not see it learns at least that it is there. */
const unnamed = 'Picture without a description'

function imageTag(address: string, label: string, otherwise: string, around: Surroundings): string {
  const [, width, height] = size.exec(label) ?? []
  const words = escapeHtml(label.replace(size, '').trim() || otherwise)
  const sizes = [width && ` width="${width}"`, height && ` height="${height}"`].filter(Boolean).join('')
  return `<img src="${around.image(address) ?? 'missing:'}" alt="${words}"${sizes}>`
}

function imageLink(whole: string, alt: string, address: string, around: Surroundings): string {
  const url = around.image(address)
  if (!url && !size.test(alt)) return whole
  return size.test(alt) ? imageTag(address, alt, unnamed, around) : `![${alt || unnamed}](${url})`
}

function localImages(html: string, around: Surroundings): string {
  return html.replace(/(<img\b[^>]*?\bsrc\s*=\s*)(["'])([^"']+)\2/gi, (whole, before: string, _, reference: string) => {
    const url = around.image(reference)
    return url ? `${before}"${url}"` : whole
  })
}

function escapeMarks(text: string): string {
  return text.replace(/[[\]*_`<>\\]/g, '\\$&')
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
