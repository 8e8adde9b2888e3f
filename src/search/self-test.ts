import type { Chunk } from '../notes/document'
import { termsOf } from './tokenise'

/** A note that questions are made from. */
export interface TestedNote {
  id: string
  title: string
  /** Its source text, in which `chunks` have their places. */
  text: string
  chunks: readonly Chunk[]
}

/** A question that a note asks of itself, and the passages that answer it. */
export interface TestQuestion {
  question: string
  documentId: string
  title: string
  /** Any of these answers it. */
  chunkIds: string[]
  from: 'heading' | 'bold term' | 'definition'
  /** The words in the note that it was made of. */
  basis: string
}

/** Too general to be looked for by themselves. */
const general =
  /^(?:introduction|intro|overview|summary|conclusions?|references|resources|links|notes?|examples?|usage|installation|setup|background|further reading|see also|todo|faq|contents|table of contents|license|exercises?|quiz|solution|answers?|q\d+|(?:part|chapter|section|step|unit) \d+)\W*$/i
const mostWords = 12

/**
 * Questions from headings, terms in bold and definitions: at most `most`, from as many notes as there are, by chance. What
 * several notes have in common is left out, since no one passage is its answer.
 */
export function questionsFrom(notes: readonly TestedNote[], random: () => number, most: number): TestQuestion[] {
  const all = notes.map((note) => shuffled(questionsOf(note), random))
  const uses = new Map<string, number>()
  for (const { basis } of all.flat()) uses.set(keyOf(basis), (uses.get(keyOf(basis)) ?? 0) + 1)
  const left = shuffled(
    all.map((questions) => questions.filter(({ basis }) => uses.get(keyOf(basis)) === 1)),
    random,
  )
  const chosen: TestQuestion[] = []
  // A question of each note in turn, so that a long note does not stand for all.
  for (let round = 0; chosen.length < most && left.some((questions) => questions.length > round); round++)
    chosen.push(...left.flatMap((questions) => questions[round] ?? []))
  return chosen.slice(0, most)
}

function questionsOf(note: TestedNote): TestQuestion[] {
  return [...fromHeadings(note), ...fromBoldTerms(note), ...fromDefinitions(note)]
}

function fromHeadings(note: TestedNote): TestQuestion[] {
  const sections = new Map<string, string[]>()
  for (const { id, headings } of note.chunks) {
    const heading = headings.at(-1)
    if (heading && heading !== note.title) sections.set(heading, [...(sections.get(heading) ?? []), id])
  }
  return [...sections].flatMap(([heading, chunkIds]) => {
    const bare = heading.replace(/^[\d.)\s]+|[*_`#]|\p{Extended_Pictographic}/gu, '').trim()
    if (!telling(bare) || general.test(bare)) return []
    const question = bare.endsWith('?') ? bare : `What do my notes say about ${bare}?`
    return [{ question, ...about(note), chunkIds, from: 'heading' as const, basis: heading }]
  })
}

function fromBoldTerms(note: TestedNote): TestQuestion[] {
  return note.chunks.flatMap((chunk) => {
    const source = note.text.slice(chunk.start, chunk.end)
    return [...source.matchAll(/(?:\*\*|__)([^*_\n]{3,50}?)(?:\*\*|__)/g)].flatMap(([, marked = '']) => {
      const term = marked.replace(/[:.,]+$/, '').trim()
      if (!isTerm(term) || !telling(term, 1)) return []
      const chunkIds = holding(note, term)
      if (!chunkIds.length) return []
      return [{ question: `What is ${term}?`, ...about(note), chunkIds, from: 'bold term' as const, basis: term }]
    })
  })
}

const defining =
  /(?<=^|[.!?]\s|\n)(?:An?\s|The\s)?(\p{Lu}[\p{L}\p{N} -]{2,40}?)\s(?:is|are)\s(?:an?|the)\s[^.\n]{20,}/gu

function fromDefinitions(note: TestedNote): TestQuestion[] {
  return note.chunks.flatMap(({ id, text }) =>
    [...text.matchAll(defining)].flatMap(([, subject = '']) => {
      if (!isTerm(subject) || /^(?:this|that|these|there|it|here|what|which|they|one|another|each)\b/i.test(subject))
        return []
      if (!telling(subject, 1)) return []
      return [
        {
          question: `What is ${subject}?`,
          ...about(note),
          chunkIds: [id],
          from: 'definition' as const,
          basis: subject,
        },
      ]
    }),
  )
}

const about = ({ id, title }: TestedNote) => ({ documentId: id, title })

/** All passages of a note that name a term: whichever is found, it was found. */
function holding({ chunks }: TestedNote, term: string): string[] {
  const wanted = term.toLowerCase()
  return chunks.filter(({ text }) => text.toLowerCase().includes(wanted)).map(({ id }) => id)
}

function isTerm(term: string): boolean {
  return term.split(/\s+/).length <= 5 && /\p{L}{2}/u.test(term) && !general.test(term)
}

function telling(text: string, least = 2): boolean {
  return termsOf(text).length >= least && text.split(/\s+/).length <= mostWords
}

const keyOf = (basis: string) => termsOf(basis).join(' ')

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const out = [...list]
  for (let n = out.length - 1; n > 0; n--) {
    const other = Math.floor(random() * (n + 1))
    ;[out[n], out[other]] = [out[other]!, out[n]!]
  }
  return out
}

/** A question with what became of it. */
export interface TestedQuestion extends TestQuestion {
  /** The place (from 1) of the first passage that answers it; 0 where none is among the first twenty. */
  rank: number
  /** The same by keywords alone. */
  wordRank: number
  /** What came first instead. */
  instead?: { documentId: string; chunkId: string; title: string }
}

export interface TestReport {
  of: number
  first: number
  inFive: number
  wordsInFive: number
  kinds: { from: TestQuestion['from']; of: number; inFive: number }[]
  /** Not among the first five, the worst first. */
  missed: TestedQuestion[]
}

export function reportOf(tested: readonly TestedQuestion[]): TestReport {
  const within = (most: number) => (rank: number) => rank > 0 && rank <= most
  const count = (some: readonly TestedQuestion[], most: number) => some.filter(({ rank }) => within(most)(rank)).length
  const kinds = (['heading', 'bold term', 'definition'] as const).map((from) => {
    const some = tested.filter((one) => one.from === from)
    return { from, of: some.length, inFive: count(some, 5) }
  })
  const last = ({ rank }: TestedQuestion) => rank || 99
  return {
    of: tested.length,
    first: count(tested, 1),
    inFive: count(tested, 5),
    wordsInFive: tested.filter(({ wordRank }) => within(5)(wordRank)).length,
    kinds: kinds.filter(({ of }) => of),
    missed: tested.filter(({ rank }) => !within(5)(rank)).sort((a, b) => last(b) - last(a)),
  }
}
