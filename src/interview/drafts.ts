import { isBlank } from '../app/blank'
import type { AnswerDraft, LeftDraft, Turn } from './session'

/*
 * A session has one row for what is not submitted yet. What several tabs write stands in it side by side: the newest in
 * its fields, that of the others below, each under its tab's name.
 */

type Words = Pick<LeftDraft, 'text' | 'aside' | 'attached'>

/** Whether there is anything to lose. */
export function holdsWords({ text, aside = '', attached }: Words): boolean {
  return !(isBlank(text) && isBlank(aside)) || !!attached?.length
}

/** The row once `draft` is written to it; `dropped` are tabs whose words were taken over or thrown away. */
export function withDraft(
  kept: AnswerDraft | undefined,
  draft: AnswerDraft,
  dropped: readonly string[] = [],
): AnswerDraft {
  const left = everyDraft(kept).filter(
    (each) => each.tab !== draft.tab && !dropped.includes(each.tab) && holdsWords(each) && !sameWords(each, draft),
  )
  const { others: _, ...own } = draft
  return left.length ? { ...own, others: left } : own
}

/** The row once `said` was submitted: these words are drafts nowhere any more; undefined where no others are left. */
export function withoutSaid(
  kept: AnswerDraft | undefined,
  said: readonly Pick<Turn, 'kind' | 'text'>[],
  tab = '',
): AnswerDraft | undefined {
  if (!kept) return undefined
  const [first, ...others] = everyDraft(kept)
    .map((each) => said.reduce((left, turn) => without(left, turn, tab), each))
    .filter(holdsWords)
  if (!first) return undefined
  const { updatedAt, sinceTurnMs } = kept
  const row = { sessionId: kept.sessionId, updatedAt, ...(sinceTurnMs === undefined ? {} : { sinceTurnMs }), ...first }
  return others.length ? { ...row, others } : row
}

/**
 * What a tab goes on with: its own words, else the newest that a closed tab left, else a copy of another's; and what
 * closed tabs left beside them. `open` are the other tabs that are there: they show their own words.
 */
export function takeDraft(
  kept: AnswerDraft | undefined,
  tab: string,
  open: ReadonlySet<string>,
): { own?: LeftDraft; left: LeftDraft[] } {
  const all = everyDraft(kept).filter(holdsWords)
  const closed = all.filter((each) => each.tab !== tab && !open.has(each.tab))
  const own = all.find((each) => each.tab === tab) ?? closed[0] ?? all[0]
  return { own, left: closed.filter((each) => each !== own && !(own && sameWords(each, own))) }
}

/** Every tab's words, the newest first. */
export function everyDraft(kept: AnswerDraft | undefined): LeftDraft[] {
  if (!kept) return []
  const { tab = '', text, aside, attached, others = [] } = kept
  return [{ tab, text, ...(aside ? { aside } : {}), ...(attached?.length ? { attached } : {}) }, ...others]
}

/** An answer takes the words and what tools hold; a question put in the field for answers takes its words alone. */
function without(draft: LeftDraft, { kind, text }: Pick<Turn, 'kind' | 'text'>, tab: string): LeftDraft {
  const own = draft.tab === tab
  const same = draft.text.trim() === text.trim()
  if (kind === 'answer' && (own || (same && text))) return { ...draft, text: '', attached: undefined }
  if (kind === 'clarify' && text && same) return { ...draft, text: '' }
  const asideSaid = ['clarify', 'think', 'question'].includes(kind) && own && draft.aside?.trim() === text.trim()
  return asideSaid ? { ...draft, aside: undefined } : draft
}

function sameWords(a: Words, b: Words): boolean {
  const level = ({ text, aside = '', attached = [] }: Words) => JSON.stringify([text.trim(), aside.trim(), attached])
  return level(a) === level(b)
}
