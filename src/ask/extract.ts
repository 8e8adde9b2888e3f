import type { FoundPassage, UnderstoodWord } from '../search/protocol'
import { termsOf } from '../search/tokenise'
import { suits, wantedBy, type Wanted } from './asked'
import { compose, type Candidate } from './choose'
import { coveredBy, shareCovered, turnsOtherWay } from './question'
import { isReadable, readingWorth, standsAlone } from './reading'
import { sentencesOf, type Sentence } from './sentences'

/** A sentence chosen for the answer. */
export interface Extract extends Sentence {
  /** Place of its passage among those given. */
  passage: number
}

/** How much counts what only the heading or the question before a sentence says. */
const fromContext = 0.5

/**
 * Chooses two to four sentences that answer together: each by how much of the question's information it (and the heading
 * it stands under) covers, whether it tells what was asked for, how good its passage is, and how it reads.
 */
export function extract(question: string, words: UnderstoodWord[], passages: FoundPassage[]): Extract[] {
  const best = passages[0]?.score ?? 0
  const wanted = wantedBy(question)
  const candidates = passages.flatMap((passage, place) => {
    const standing =
      (best > 0 ? 1 - (wanted.definition ? 0.4 : 0.7) * (1 - passage.score / best) : 1) *
      trust(passage, question) *
      named(passage, words, wanted)
    return passage.sameAs === undefined ? candidatesOf(passage, place, words, wanted, standing) : []
  })
  const fitting = candidates.filter(({ text }) => !turnsOtherWay(question, text))
  return compose(fitting, words)
}

const falsehoods = /mistake|pitfall|myth|anti-?pattern|quiz|test your|self-check|\bQ\d+\b/i
/** Samples of talk, and what only points elsewhere. */
const asides =
  /how to say it|good answer sounds|answer marked|what interviewers|resources|further reading|references|learn more|read more|see also|conclusion|introduction|prerequisites|table of contents|acknowledge?ments|bonus unit|this course|you.ll learn|certificate|objectives/i

/** Lists of mistakes and quizzes hold false statements: no answer comes from them unless they are asked for. */
function trust({ title, headings }: FoundPassage, question: string): number {
  const above = [title, ...headings].join('\n')
  if (falsehoods.test(above) && !falsehoods.test(question)) return 0.3
  return asides.test(above) && !asides.test(question) ? 0.65 : 1
}

/** A question is best served by the note that is about it, above all one of how something is done: its title and headings say so. */
function named({ title, headings }: FoundPassage, words: UnderstoodWord[], { instruction }: Wanted): number {
  const above = new Set(termsOf([title, ...headings].join('\n')))
  const share = shareCovered(words, (word) => coveredBy(above, word))
  return instruction ? 0.85 + 0.4 * share : 0.9 + 0.45 * share
}

function candidatesOf(
  passage: FoundPassage,
  place: number,
  words: UnderstoodWord[],
  wanted: Wanted,
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
      0.4 * meaning,
      shareCovered(words, (word) => coveredBy(terms, word)),
    )
    const covered = Math.max(
      leads,
      shareCovered(words, (word) => Math.max(coveredBy(terms, word), fromContext * context(word))),
    )
    const reading = readingWorth(sentence)
    const told = suits(sentence, terms, wanted, words)
    const worth = ((own + covered) / 2 + 0.5 * meaning + reading + (leads ? 0.2 : 0) + told) * standing
    candidates.push({ ...sentence, passage: place, terms, own, reading, worth })
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

/** The one sentence of a passage that comes closest: what is marked where nothing is claimed. */
export function closestSentence(words: UnderstoodWord[], passage: FoundPassage): Sentence | undefined {
  const scored = sentencesOf(passage.text).map((sentence) => {
    const terms = new Set(termsOf(sentence.text))
    return { sentence, share: shareCovered(words, (word) => coveredBy(terms, word)) }
  })
  return scored.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share)[0]?.sentence
}
