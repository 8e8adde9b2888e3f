import type { Chunk } from '../notes/document'
import { sentences } from './assess/sentences'
import { contentStems, words } from './assess/words'
import { criterionOf, cut, kindOf, termOf, weights, type Point } from './own-point'
import { ownTopic, type OwnQuestion } from './own-question'
import { seedOf } from './seeded'

/** A document that questions are made from. */
export interface OwnSource {
  documentId: string
  title: string
  chunks: readonly Chunk[]
}

/** A sentence of a note that can be asked for. */
interface Found extends Point {
  chunkId: string
}

const mostPoints = 5
/** Fewer make no question. */
const leastPoints = 2

/**
 * Questions from a note, one for each section that says enough: asked by its heading, judged by its definitions and
 * claims, each to the letter and with its place. By wording, no model used. The same note gives the same questions.
 */
export function draftQuestions(source: OwnSource, most: number, now: number): OwnQuestion[] {
  const drafts = sectionsOf(source.chunks).flatMap((section) => questionOf(source, section, now) ?? [])
  return drafts
    .map((draft, order) => ({ draft, order, worth: draft.criteria.reduce((sum, { weight }) => sum + weight, 0) }))
    .sort((a, b) => b.worth - a.worth || a.order - b.order)
    .slice(0, most)
    .sort((a, b) => a.order - b.order)
    .map(({ draft }) => draft)
}

/** The same for several notes, which take turns until `most` are there. */
export function draftFromMany(sources: readonly OwnSource[], most: number, now: number): OwnQuestion[] {
  const lists = sources.map((source) => draftQuestions(source, most, now))
  const drafts: OwnQuestion[] = []
  for (let turn = 0; drafts.length < most && lists.some((list) => list.length > turn); turn++)
    for (const list of lists) if (list[turn] && drafts.length < most) drafts.push(list[turn]!)
  return drafts
}

interface Section {
  heading: string
  chunks: Chunk[]
}

/** Chunks under the same headings, in order. */
function sectionsOf(chunks: readonly Chunk[]): Section[] {
  const sections: (Section & { key: string })[] = []
  for (const chunk of chunks) {
    const key = chunk.headings.join('›')
    const last = sections.at(-1)
    if (last?.key === key) last.chunks.push(chunk)
    else sections.push({ key, heading: chunk.headings.at(-1) ?? '', chunks: [chunk] })
  }
  return sections
}

function questionOf({ documentId, title }: OwnSource, section: Section, now: number): OwnQuestion | undefined {
  const points = pointsOf(section.chunks)
  // A section of plain sentences alone claims nothing that could be asked for.
  if (points.length < leastPoints || points.every(({ kind }) => kind === 'plain')) return undefined
  const about = section.heading || title
  if (unfit.test(about)) return undefined
  const criteria = points.map((point, n) => ({
    ...criterionOf(`p${n + 1}`, point, about),
    passage: { documentId, chunkId: point.chunkId, quote: point.text },
  }))
  return {
    id: `own-${seedOf(`${documentId}/${section.chunks[0]!.id}`).toString(36)}`,
    title: cut(about, 60),
    topic: ownTopic,
    rounds: [],
    level: 'junior',
    minutes: Math.min(6, 2 + points.length),
    ask: askAbout(about, title, points),
    variants: [
      `A new colleague asks you about “${cut(about, 60)}”. What do you tell them, and what must they not get wrong?`,
    ],
    notes: [],
    answer: points.map(({ text }) => text).join(' '),
    sources: [],
    criteria,
    from: { documentId, title },
    createdAt: now,
    updatedAt: now,
  }
}

/** Sections that hold no claims of the note's own, or claims that it calls wrong. */
const unfit =
  /\b(?:mistakes?|pitfalls?|misconceptions?|myths?|references|sources|bibliography|further reading|links|acknowledge?ments?|contents|changelog|licen[cs]e|install(?:ation)?|how to say it)\b/i

function askAbout(about: string, title: string, points: readonly Found[]): string {
  const heading = about.replace(/[\s:.!?]+$/, '')
  if (/^(?:how|why|what|when|which|who|where)\b/i.test(heading)) return `${heading}?`
  const defined = points.find(({ term }) => term && sharesWords(term, heading))?.term
  if (defined) return `What is meant by “${defined}”, and what matters about it?`
  const place = heading === title || sharesWords(heading, title) ? '' : `, from the note “${cut(title, 60)}”`
  return `Explain “${heading}”${place}, as you would to a colleague.`
}

function sharesWords(a: string, b: string): boolean {
  const other = contentStems(b)
  return [...contentStems(a)].some((stem) => other.has(stem))
}

/** The sentences that say most, in their order; of two that say the same the first stays. */
function pointsOf(chunks: readonly Chunk[]): Found[] {
  const all = chunks
    .filter(({ kind }) => kind === 'prose' || kind === 'list')
    .flatMap(({ id, text }) => sentences(text).map(({ start, end }) => pointOf(text.slice(start, end), id)))
    .filter((point) => point !== undefined)
  const distinct = all.filter((point, n) => !all.slice(0, n).some((earlier) => sameWords(earlier.text, point.text)))
  return distinct
    .map((point, order) => ({ point, order }))
    .sort((a, b) => weights[b.point.kind] - weights[a.point.kind] || a.order - b.order)
    .slice(0, mostPoints)
    .sort((a, b) => a.order - b.order)
    .map(({ point }) => point)
}

function sameWords(a: string, b: string): boolean {
  const [one, two] = [contentStems(a), contentStems(b)]
  return [...two].filter((stem) => one.has(stem)).length > 0.8 * two.size
}

/** Sentences that hang on what was said before, or tell the reader to do something, are no points by themselves. */
const dangling =
  /^(?:it|this|that|these|those|they|he|she|here|there|such|so|and|but|or|then|also|for example|for instance|e\.g\.|see|note|figure|table|as above|however|therefore|thus|hence|instead|otherwise|in that case|both|neither|now|first|next|finally|given|suppose|imagine|consider|let|be careful|print|show|check|write|click|run|open|try|install|download|create|following|the following|screenshot|example|source|thanks|if you see|following|like|my|i|we|i['’]\w+|we['’]\w+|the (?:former|latter|first|second|other|answer|list|above|next)|yes|no|because|surprisingly|basically|on the (?:other|one) hand|on its|in (?:it|this|that|these|our|their|its)|with (?:this|that|these)|which|whichever|various|some of)\b/i
/** Tells of the text itself or of who did what, or only announces. */
const aside =
  /\b(?:(?:this|the following|a great|another) (?:paper|piece|post|article|section|chapter|unit|course|video|notebook|tutorial|repo(?:sitory)?)|we(?:['’]ll| will) (?:see|look|learn|explore|cover|discuss)|(?:two|three|four|five|several|the following) (?:\w+ )?(?:things?|ways?|steps?|kinds?|types?|reasons?|points?)[.:]?$)|^\p{Lu}\p{Ll}+ (?:\p{Lu}\p{Ll}+ )?(?:wrote|used|said|says|built|posted|made|points? out|pointed|tweeted|published)\b/u
const code = /[\\$={}<>|`~^]|\w_\w|\w\(|https?:|www\.|^\W|[?:]$/

function pointOf(raw: string, chunkId: string): Found | undefined {
  const text = raw.trim().replace(/^(?:\d+[.)]|[-•*])\s+/, '')
  const said = words(text)
  const grammar = said.filter((word) => word.grammar).length
  if (said.length < 6 || said.length > 45 || contentStems(text).size < 3) return undefined
  if (
    !/^[\p{Lu}\d"“]/u.test(text) ||
    dangling.test(text) ||
    aside.test(text) ||
    code.test(text) ||
    /\b(?:I|my|me)\b/.test(text)
  )
    return undefined
  const term = termOf(text)
  if (term) return { text, chunkId, kind: 'definition', term }
  // A list of terms or a line of code has hardly a function word.
  return grammar >= 0.2 * said.length ? { text, chunkId, kind: kindOf(text) } : undefined
}
