import type { Failure } from '../app/failures'
import { counted } from '../app/words'
import type { DocumentType } from './document'

export type Outcome = 'added' | 'updated' | 'unchanged' | 'duplicate' | 'refused'

/** What became of one file. */
export interface ImportItem {
  path: string
  outcome: Outcome
  documentId?: string
  /** For a duplicate: the title of the note that holds the same text. */
  sameAs?: string
  failure?: Failure
  warnings?: string[]
  /** What of it is in the library now. */
  came?: { type: DocumentType; passages: number; pictures: number; pages?: number }
}

/** What an import did; kept until it is dismissed, also over a reload. */
export interface ImportReport {
  startedAt: number
  counts: Record<Outcome, number>
  /** Everything worth a line: all but what was simply added or there already, up to a limit. */
  items: ImportItem[]
  /** Lines that the limit left out. */
  unlisted: number
  /** Why it stopped early; what was not reached waits in the intake. */
  stopped?: Failure
  /** Files that were taken out of the queue because the import was cancelled. */
  cancelled: number
  finished: boolean
}

const mostItems = 500

export function newReport(startedAt: number): ImportReport {
  const counts = { added: 0, updated: 0, unchanged: 0, duplicate: 0, refused: 0 }
  return { startedAt, counts, items: [], unlisted: 0, cancelled: 0, finished: false }
}

/** The report with one more file in it. */
export function record(report: ImportReport, item: ImportItem): ImportReport {
  const counts = { ...report.counts, [item.outcome]: report.counts[item.outcome] + 1 }
  if (isPlain(item)) return { ...report, counts }
  if (report.items.length >= mostItems) return { ...report, counts, unlisted: report.unlisted + 1 }
  return { ...report, counts, items: [...report.items, item] }
}

/** The report with one more remark on a file that it counts already. */
export function remark(
  report: ImportReport,
  { id, path }: { id: string; path: string },
  sentence: string,
): ImportReport {
  const at = report.items.findIndex((item) => item.documentId === id && item.path === path)
  const item = report.items[at] ?? { path, outcome: 'added', documentId: id }
  const more: ImportItem = { ...item, warnings: [...(item.warnings ?? []), sentence] }
  if (at >= 0) return { ...report, items: report.items.with(at, more) }
  if (report.items.length >= mostItems) return { ...report, unlisted: report.unlisted + 1 }
  return { ...report, items: [...report.items, more] }
}

/** Text that came in as it is; of a document somebody wants to know how much of it did. */
function isPlain({ outcome, warnings, came }: ImportItem): boolean {
  if (warnings?.length || !(outcome === 'added' || outcome === 'unchanged')) return false
  return !came || came.type === 'markdown' || came.type === 'text'
}

/** "12 pages, 40 passages, 3 pictures": what of a file is in the library now. */
export function cameInWords({ came }: ImportItem): string {
  if (!came) return ''
  const { pages, passages, pictures } = came
  const parts = [
    pages && counted(pages, 'page'),
    counted(passages, 'passage'),
    pictures && counted(pictures, 'picture'),
  ]
  return parts.filter(Boolean).join(', ')
}

/** "12 notes added, 3 updated, 1 already there." */
export function summary(report: ImportReport): string {
  const { added, updated, unchanged, duplicate, refused } = report.counts
  const parts = [
    added && `${notes(added)} added`,
    updated && `${updated} updated`,
    unchanged && `${unchanged} already there`,
    duplicate && `${duplicate} ${duplicate === 1 ? 'duplicate' : 'duplicates'} left out`,
    refused && `${refused} not imported`,
    report.cancelled && `${report.cancelled} cancelled`,
  ].filter(Boolean)
  return parts.length ? `${parts.join(', ')}.` : 'Nothing was imported.'
}

function notes(count: number): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? 'note' : 'notes'}`
}
