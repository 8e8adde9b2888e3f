import type { Embedded } from './embedded'
import { renderBlock, type Renderers, type Surroundings } from './render-block'

/** How deep notes in notes in notes go, and how many there may be in all: each may hold many. */
const mostLevels = 4
const mostShown = 100

export interface Embedding {
  renderers: Renderers
  /** The keys of what is being shown, outermost first. */
  trail: string[]
  /** How many were shown in this note by now, those inside others too. */
  count: { shown: number }
}

/** Puts what a rendered block embeds in the place of the links that stand for it. */
export async function showEmbeds(element: Element, around: Surroundings, embedding: Embedding): Promise<void> {
  const slots = slotsIn(element)
  await Promise.all([...slots].map(([link, slot]) => showOne(link, slot, around, embedding)))
}

async function showOne(link: HTMLElement, slot: Element, around: Surroundings, embedding: Embedding) {
  const { trail, count } = embedding
  if (count.shown >= mostShown) return
  count.shown++
  // Where it cannot be had, the link is what is shown.
  const found = await around.embedded?.(link.dataset.embed ?? '').catch(() => undefined)
  if (!found) return
  const lack = isCircle(found.key, trail) ? 'circle' : trail.length > mostLevels ? 'deep' : found.lacking
  const figure = figureOf(link.ownerDocument, found, lack)
  slot.replaceWith(figure)
  if (lack === 'circle' || lack === 'deep') return
  const body = bodyOf(found, embedding.renderers)
  if (!body.childElementCount) return
  figure.append(body)
  await showEmbeds(body, found.around, { ...embedding, trail: [...trail, found.key] })
}

/** The same part, or all of a note of which a part stands around it. */
function isCircle(key: string, trail: string[]): boolean {
  return trail.some((outer) => outer === key || (key.endsWith('#') && outer.startsWith(key)))
}

/** For each link what gives way to the embedded part: itself, or a place after the paragraph that it stands in with other words. */
function slotsIn(element: Element): Map<HTMLElement, Element> {
  const slots = new Map<HTMLElement, Element>()
  const after = new Map<Element, Element>()
  for (const link of element.querySelectorAll<HTMLElement>('a[data-embed]')) {
    // A heading stays a line.
    if (link.closest('h1, h2, h3, h4, h5, h6, summary')) continue
    const paragraph = link.closest('p')
    if (!paragraph || isOnlyEmbeds(paragraph)) {
      if (paragraph) opened(paragraph)
      slots.set(link, link)
      continue
    }
    const slot = link.ownerDocument.createElement('div')
    ;(after.get(paragraph) ?? paragraph).after(slot)
    after.set(paragraph, slot)
    slots.set(link, slot)
  }
  return slots
}

function isOnlyEmbeds(paragraph: Element): boolean {
  return [...paragraph.childNodes].every(
    (node) =>
      node.nodeName === 'BR' ||
      (node.nodeType === Node.TEXT_NODE && !node.textContent?.trim()) ||
      (node.nodeName === 'A' && (node as HTMLElement).dataset.embed !== undefined),
  )
}

/** A paragraph holds no other: it becomes a part. */
function opened(paragraph: Element) {
  const part = paragraph.ownerDocument.createElement('div')
  part.append(...paragraph.childNodes)
  paragraph.replaceWith(part)
}

type Lack = Embedded['lacking'] | 'circle' | 'deep'
const sentences: Record<NonNullable<Lack>, string> = {
  part: 'This part is not in the note any more. Open the note to look for it.',
  long: 'This note is too long to be shown inside another. Open it to read it.',
  rest: 'Only its beginning is shown here. Open it to read the rest.',
  circle: 'This is shown around here already, so it is not repeated.',
  deep: 'This stands too deep in other notes to be shown here. Open it to read it.',
}

function figureOf(page: Document, { title, href }: Embedded, lack: Lack): HTMLElement {
  const figure = page.createElement('figure')
  figure.className = 'embed'
  const caption = page.createElement('figcaption')
  const source = page.createElement('a')
  source.href = href
  source.textContent = title
  caption.append('From ', source)
  if (lack) {
    const remark = page.createElement('p')
    remark.textContent = sentences[lack]
    caption.append(remark)
  }
  figure.append(caption)
  return figure
}

function bodyOf({ blocks, around, href }: Embedded, renderers: Renderers): HTMLElement {
  const body = document.createElement('div')
  body.innerHTML = blocks.map(({ text, raw }) => renderBlock(text, raw, around, renderers)).join('\n')
  for (const heading of body.querySelectorAll('h1, h2, h3, h4, h5, h6')) demote(heading)
  // A link to a place in that note leads to that note.
  for (const link of body.querySelectorAll<HTMLAnchorElement>('a[href^="#"]:not([href^="#/"])')) link.href = href
  return body
}

/** The outline is that of the note that is read: headings of others are bold lines in it. */
function demote(heading: Element) {
  const line = heading.ownerDocument.createElement('p')
  line.className = 'embed-heading'
  line.append(...heading.childNodes)
  heading.replaceWith(line)
}
