import type { FoundPassage, UnderstoodWord } from '../search/protocol'
import { termsOf } from '../search/tokenise'
import { coveredBy, shareCovered, turnsOtherWay, wantsDefinition, wantsInstruction } from './question'
import { definingWorth, instructingWorth, isReadable, leansBack, readingWorth, standsAlone } from './reading'
import { sentencesOf, type Sentence } from './sentences'

/** A sentence chosen for the answer. */
export interface Extract extends Sentence {
  /** Place of its passage among those given. */
  passage: number
}

interface Candidate extends Extract {
  terms: Set<string>
  /** The share of the question that its own words cover. */
  own: number
  /** How much it answers, before what is already chosen counts. */
  worth: number
}

interface Wanted {
  definition: boolean
  instruction: boolean
}

const mostSentences = 5
const mostWords = 100
/** How much counts what only the heading or the question before a sentence says. */
const fromContext = 0.5
/** A sentence must be worth this share of the best to be added. */
const enough = 0.6
/** A sentence that shares more of its words with a chosen one only repeats it. */
const tooAlike = 0.5

/**
 * Chooses up to five sentences that answer together: each by how much of the question's information it (and the heading
 * it stands under) covers, how good its passage is, and how it reads; none that repeats another.
 */
export function extract(question: string, words: UnderstoodWord[], passages: FoundPassage[]): Extract[] {
  const best = passages[0]?.score ?? 0
  const kind = { definition: wantsDefinition(question), instruction: wantsInstruction(question) }
  const candidates = passages.flatMap((passage, place) => {
    const standing =
      (best > 0 ? 0.3 + 0.7 * (passage.score / best) : 1) * trust(passage, question) * named(passage, words, kind)
    return passage.sameAs === undefined ? candidatesOf(passage, place, words, kind, standing) : []
  })
  const fitting = candidates.filter(({ text }) => !turnsOtherWay(question, text))
  return inReadingOrder(choose(fitting))
}

/** Lists of mistakes and quizzes hold false statements: no answer comes from them unless they are asked for. */
function trust({ title, headings }: FoundPassage, question: string): number {
  const doubtful = /mistake|pitfall|myth|anti-?pattern|quiz|test your|self-check|\bQ\d+\b/i
  return doubtful.test([title, ...headings].join('\n')) && !doubtful.test(question) ? 0.3 : 1
}

/** Who asks how something is done is best served by the note that is about doing it: its title and headings say so. */
function named({ title, headings }: FoundPassage, words: UnderstoodWord[], { instruction }: Wanted): number {
  if (!instruction) return 1
  const above = new Set(termsOf([title, ...headings].join('\n')))
  return 0.85 + 0.4 * shareCovered(words, (word) => coveredBy(above, word))
}

function candidatesOf(
  passage: FoundPassage,
  place: number,
  words: UnderstoodWord[],
  { definition, instruction }: Wanted,
  standing: number,
): Candidate[] {
  const around = new Set(termsOf([passage.title, ...passage.headings].join('\n')))
  let asked: ReadonlySet<string> = new Set(termsOf(passage.headings.at(-1) ?? passage.title))
  let opens = true
  const candidates: Candidate[] = []
  for (const [n, sentence] of sentencesOf(passage.text).entries()) {
    const terms = new Set(termsOf(sentence.text))
    if (sentence.asks) {
      asked = terms
      opens = true
      continue
    }
    if (!isReadable(sentence)) continue
    const context = (word: UnderstoodWord) => Math.max(coveredBy(asked, word), 0.6 * coveredBy(around, word))
    // What stands right under the very question, or a heading of its name, speaks of it without naming it again.
    const leads = opens && isFirst(passage) && standsAlone(sentence.text) ? askedShare(words, asked) : 0
    const meaning = nearness(passage.sentenceCosines?.[n])
    const own = Math.max(
      0.8 * leads,
      0.7 * meaning,
      shareCovered(words, (word) => coveredBy(terms, word)),
    )
    const covered = Math.max(
      leads,
      shareCovered(words, (word) => Math.max(coveredBy(terms, word), fromContext * context(word))),
    )
    const suits = (definition ? definingWorth(sentence, words) : 0) + (instruction ? instructingWorth(sentence) : 0)
    const worth = ((own + covered) / 2 + 0.3 * meaning + readingWorth(sentence) + (leads ? 0.2 : 0) + suits) * standing
    candidates.push({ ...sentence, passage: place, terms, own, worth })
    opens = false
  }
  return candidates
}

/** A cosine of the instant encoder as a share: unrelated sentences have some .2, one that says the same in other words .7. */
function nearness(cosine = 0): number {
  return Math.min(1, Math.max(0, (cosine - 0.25) / 0.5))
}

/** How far a heading (or a question in the text) asks just what is asked; 0 where it asks something else or more. */
function askedShare(words: UnderstoodWord[], asked: ReadonlySet<string>): number {
  const known = new Set(words.flatMap(({ terms }) => terms.map(({ term }) => term)))
  const same = [...asked].filter((term) => known.has(term)).length
  const share = shareCovered(words, (word) => coveredBy(asked, word))
  return share > 0.7 && same >= asked.size / 2 ? share : 0
}

/** The first chunk under its heading: later ones are numbered. */
function isFirst({ chunkId }: FoundPassage): boolean {
  return !/\.\d+$/.test(chunkId)
}

function choose(candidates: Candidate[]): Candidate[] {
  const chosen: Candidate[] = []
  let length = 0
  while (chosen.length < mostSentences && length < mostWords) {
    const next = bestBeside(chosen, candidates)
    if (!next) break
    chosen.push(next)
    length += next.text.split(' ').length
  }
  return chosen
}

/** The sentence that adds most; none when none adds enough. */
function bestBeside(chosen: Candidate[], candidates: Candidate[]): Candidate | undefined {
  const [lead] = chosen
  let most = lead ? enough * Math.min(0.85, lead.worth) : 0
  let best: Candidate | undefined
  for (const candidate of candidates) {
    const value = valueBeside(candidate, chosen)
    if (value > most) [best, most] = [candidate, value]
  }
  return best
}

/** What a sentence adds: less where it repeats; more where it goes on from a chosen one, else it must say what it is about. */
function valueBeside(candidate: Candidate, chosen: Candidate[]): number {
  const before = chosen.find((other) => follows(candidate, other))
  const own = Math.max(0, ...chosen.map((other) => other.own))
  if (chosen.includes(candidate) || (chosen.length && !before && candidate.own < 0.6 * own)) return 0
  // The sentence after a good one mostly goes on to explain it.
  let value = before ? Math.max(candidate.worth, 0.5 * before.worth + readingWorth(candidate)) + 0.15 : candidate.worth
  if (before && leansBack(candidate.text)) value += 0.16
  for (const other of chosen) {
    const alike = overlap(candidate.terms, other.terms)
    if (alike > tooAlike) return 0
    value -= 0.3 * alike
  }
  return value
}

function follows(a: Extract, b: Extract): boolean {
  return a.passage === b.passage && a.block === b.block && a.place === b.place + 1
}

/** What the smaller of two sets shares with the larger. */
function overlap(a: Set<string>, b: Set<string>): number {
  let shared = 0
  for (const term of a) if (b.has(term)) shared++
  return shared / Math.max(1, Math.min(a.size, b.size))
}

/** The passage of the best sentence first, each passage's sentences as they stand there. */
function inReadingOrder(chosen: Candidate[]): Extract[] {
  const order = [...new Set(chosen.map(({ passage }) => passage))]
  return [...chosen].sort((a, b) => order.indexOf(a.passage) - order.indexOf(b.passage) || a.start - b.start)
}

/** The one sentence of a passage that comes closest: what is marked where nothing is claimed. */
export function closestSentence(words: UnderstoodWord[], passage: FoundPassage): Sentence | undefined {
  const scored = sentencesOf(passage.text).map((sentence) => {
    const terms = new Set(termsOf(sentence.text))
    return { sentence, share: shareCovered(words, (word) => coveredBy(terms, word)) }
  })
  return scored.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share)[0]?.sentence
}
