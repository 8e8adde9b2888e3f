import type { DocumentType } from './document'
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
  const text = localImages(links(source, around), around)
    .replace(/<\/?details\b[^>]*>/gi, '')
    .replace(/<summary\b[^>]*>/gi, '<p><strong>')
    .replace(/<\/summary>/gi, '</strong></p>')
  return around.definitions && text.includes('[') ? `${text}\n\n${around.definitions}` : text
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
    const href = around.note(address)
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
  if (embed && /\.(?:png|jpe?g|gif|webp|avif|svg)$/i.test(target))
    return `![${label ?? target}](${around.image(target) ?? 'missing:'})`
  const words = escapeMarks(label?.trim() || [target, section.slice(1)].filter(Boolean).join(' › '))
  const href = target ? around.note(target + section) : section
  return href ? `[${words}](${href})` : words
}

function imageLink(whole: string, alt: string, address: string, around: Surroundings): string {
  const url = around.image(address)
  return url ? `![${alt}](${url})` : whole
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
