import { words } from './assess/words'
import type { OwnCriterion } from './own-question'

/** What a sentence that can be asked for does. */
export type PointKind = 'definition' | 'reason' | 'limit' | 'contrast' | 'rule' | 'number' | 'plain'

/** A sentence that can be asked for, to the letter. */
export interface Point {
  text: string
  kind: PointKind
  /** What a definition defines. */
  term?: string
}

/** 1-3: what a point of each kind is worth. */
export const weights = { definition: 3, reason: 2, limit: 2, contrast: 2, rule: 2, number: 2, plain: 1 } as const
const qualities = {
  definition: 'depth',
  reason: 'depth',
  limit: 'trade-offs',
  contrast: 'trade-offs',
  rule: 'experience',
  number: 'depth',
  plain: 'depth',
} as const

/** A point as a criterion; `about` names the subject of the question. It has no known mistakes. */
export function criterionOf(id: string, point: Point, about: string): OwnCriterion {
  return {
    id,
    short: shortOf(point.text, point.term),
    statement: point.text,
    paraphrases: [],
    wrong: [],
    probe: probeFor(point, about),
    weight: weights[point.kind],
    quality: qualities[point.kind],
  }
}

/** What a point is called in a list. */
export function shortOf(text: string, term = termOf(text)): string {
  return cut(term ? `Defines “${term}”` : text, 60)
}

function probeFor({ kind, term }: Point, about: string): string {
  if (kind === 'definition' && term) return `How would you define “${term}”?`
  const subject = about.replace(/[\s:.!?]+$/, '')
  const asks = {
    definition: `What exactly is meant by “${subject}”?`,
    reason: `You have not said why. What is the reason behind it?`,
    limit: `When does that not hold?`,
    contrast: `What is the alternative, and how does it differ?`,
    rule: `What would you make sure of in practice?`,
    number: `Can you put a number on it?`,
    plain: `What else belongs to “${subject}”?`,
  }
  return asks[kind]
}

const joining = new Set(['of', 'for', 'and', 'to', 'in', 'with', 'on', 'the'])

/** The term that a definition defines: "LoRA is a …", "Chunking: cutting a document into …". */
export function termOf(text: string): string | undefined {
  const match =
    /^(?:an?\s+|the\s+)?([\p{L}\p{N}][\p{L}\p{N}\-/’' ]{1,48}?)\s+(?:is|are|means|refers to|stands for|denotes|describes)\s+(?:an?|the|when|how|where|to|what|any|all)\s/iu.exec(
      text,
    ) ?? /^([\p{L}\p{N}][\p{L}\p{N}\-/ ]{1,40}?)(?::| [–—-] )\s*\p{L}/u.exec(text)
  const term = match?.[1]?.trim()
  const parts = term ? words(term) : []
  if (!term || parts.length > 5 || !parts.some(({ grammar }) => !grammar)) return undefined
  if (joining.has(parts[0]!.raw) || parts.some(({ grammar, raw }) => grammar && !joining.has(raw))) return undefined
  return /\b(?:one|reason|idea|point|goal|result|problem|question|answer|difference|example|way|key|tip|part)s?\b/i.test(
    term,
  )
    ? undefined
    : term
}

const measured =
  /\d+(?:[.,]\d+)?\s?(?:%|percent|per cent|×|x\b|times|ms|seconds?|minutes?|[KMGT]?B\b|bits?|bytes?|tokens?|parameters?|layers?|documents?|passages?|dimensions?|billion|million|thousand)/i

/** What else than define a sentence does, by its turns of phrase. */
export function kindOf(text: string): PointKind {
  if (
    /\b(?:because|since|so that|therefore|as a result|which means|due to|leads? to|causes?|in order to)\b/i.test(text)
  )
    return 'reason'
  if (
    /\b(?:unless|except|only (?:if|when|where)|does not|do not|cannot|fails?|but|however|although|at the cost)\b/i.test(
      text,
    )
  )
    return 'limit'
  if (/\b(?:instead of|rather than|unlike|whereas|while|compared (?:to|with)|than|versus|vs)\b/i.test(text))
    return 'contrast'
  if (/\b(?:must|should|always|never|needs? to|make sure|avoid)\b/i.test(text)) return 'rule'
  return measured.test(text) ? 'number' : 'plain'
}

/** At most so many characters, at a word's end. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const short = text.slice(0, most - 1)
  return `${short.slice(0, Math.max(short.lastIndexOf(' '), most / 2)).replace(/[\s,;:–—-]+$/, '')}…`
}
