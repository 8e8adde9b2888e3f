import type { PDFDocumentProxy } from 'pdfjs-dist/types/src/display/api'
import type { OutlineEntry } from './headings'

export interface Outline {
  byPage: Map<number, OutlineEntry[]>
  entries: number
}

/** More than this nobody wrote by hand. */
const mostEntries = 1_500
const mostLevels = 5

type Node = NonNullable<Awaited<ReturnType<PDFDocumentProxy['getOutline']>>>[number]

/** The document's own outline, by the pages to which it leads. Without one, or with a broken one, empty. */
export async function outlineOf(document: PDFDocumentProxy): Promise<Outline> {
  const outline: Outline = { byPage: new Map(), entries: 0 }
  const roots = (await document.getOutline().catch(() => null)) ?? []
  await addAll(document, roots, 0, outline)
  return outline
}

async function addAll(document: PDFDocumentProxy, nodes: Node[], level: number, outline: Outline) {
  for (const { title, dest, items } of nodes) {
    if (outline.entries >= mostEntries) return
    const page = await pageOf(document, dest)
    if (page !== undefined && title.trim()) {
      outline.byPage.set(page, [...(outline.byPage.get(page) ?? []), { title, level }])
      outline.entries++
    }
    if (level < mostLevels) await addAll(document, items as Node[], level + 1, outline)
  }
}

async function pageOf(document: PDFDocumentProxy, dest: Node['dest']): Promise<number | undefined> {
  try {
    const explicit = typeof dest === 'string' ? await document.getDestination(dest) : dest
    const target: unknown = explicit?.[0]
    if (typeof target === 'number') return target + 1
    return target
      ? (await document.getPageIndex(target as Parameters<PDFDocumentProxy['getPageIndex']>[0])) + 1
      : undefined
  } catch {
    return undefined
  }
}
