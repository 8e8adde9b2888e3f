import type { Glossary } from './glossary'
import { eachWord } from './tokenise'
import { askingWords, leadIns } from './words'
import type { Vocabulary } from './vocabulary'

export type How = 'typed' | 'compound' | 'spelling' | 'beginning' | 'glossary'

/** A term that stands for a word of the question, and how much of it. */
export interface Alternative {
  id: number
  /** As shown: the word found, or the glossary's names. */
  shown: string
  how: How
  weight: number
}

/** A word of the question: what it may be found by, and how much it tells. */
export interface QuestionWord {
  typed: string
  start: number
  end: number
  /** Its information: the idf of what was typed, less for words that only ask. */
  information: number
  alternatives: Alternative[]
}

/** How much a stand-in counts beside the word as typed. */
export const weights = {
  typed: 1,
  compound: 0.3,
  glossary: 0.5,
  beginning: 0.5,
  spelling: [1, 0.8, 0.6],
  asking: 0.25,
}
const mostGuesses = 4

interface Library {
  vocabulary: Vocabulary
  glossary: Glossary
  idf: (id: number) => number
  frequency: (id: number) => number
}

/** What a question asks for, word by word. With `unfinished` its last word may be a beginning. */
export function analyseQuestion(question: string, library: Library, unfinished = false): QuestionWord[] {
  const words: QuestionWord[] = []
  // In a question all in capitals they mark nothing.
  const text = question === question.toUpperCase() ? question.toLowerCase() : question
  eachWord(text, (start, end) => words.push(...partsOf(text.slice(start, end), start, end, library)))
  quieten(words, text, library)
  addPhrases(words, library)
  addInitials(words, text, library)
  const last = words.at(-1)
  if (unfinished && last && last.end === text.length) addBeginnings(last, library)
  return words
}

function partsOf(raw: string, start: number, end: number, library: Library): QuestionWord[] {
  const { ids, parts } = library.vocabulary.learn(raw)
  const words = parts.map((id) => {
    const shown = library.vocabulary.terms[id]!
    const typed = parts.length > 1 ? shown : raw
    const alternatives: Alternative[] = [{ id, shown, how: 'typed', weight: weights.typed }]
    const word = {
      typed,
      start,
      end,
      information: informationOf(raw, id, library),
      alternatives,
    }
    if (library.frequency(id) === 0) addSpellings(word, library)
    return word
  })
  const whole = ids.length > 1 ? ids.at(-1)! : undefined
  if (whole !== undefined)
    for (const word of words) add(word, whole, library.vocabulary.terms[whole]!, 'compound', weights.compound)
  const concept = library.glossary.abbreviated(raw)
  if (concept === undefined) return words
  addConcept(words, concept, library)
  for (const word of words) asCommonAs(concept, word, library)
  return words
}

/**
 * An abbreviation is no rarer than the thing, and where it stands it counts once: beside its other names, which are there
 * with it. Otherwise "LLM" would outweigh all else in notes that mostly write the name out.
 */
function asCommonAs(concept: number, word: QuestionWord, { idf, frequency }: Library) {
  const [typed] = word.alternatives
  if (!typed || !frequency(concept)) return
  const share = Math.min(1, idf(concept) / idf(typed.id))
  typed.weight = Math.max(share - weights.glossary, share * weights.glossary)
  word.information *= share
}

/** "Tell me about a time when …" says only that a story is wanted. */
function quieten(words: QuestionWord[], text: string, { idf }: Library) {
  const leadIn = leadIns.exec(text)
  if (!leadIn) return
  for (const word of words) {
    if (word.end > leadIn.index + leadIn[0].length) break
    const [typed] = word.alternatives
    if (!typed || word.start < leadIn.index) continue
    typed.weight = weights.asking
    word.information = Math.min(word.information, idf(typed.id) * weights.asking)
  }
}

function informationOf(raw: string, id: number, { idf }: Library): number {
  return idf(id) * (askingWords.has(raw.toLowerCase()) ? weights.asking : 1)
}

function add(word: QuestionWord, id: number, shown: string, how: How, weight: number) {
  if (!word.alternatives.some((known) => known.id === id)) word.alternatives.push({ id, shown, how, weight })
}

/** Another name stands for all the words of a phrase, so it counts for as many. */
function addConcept(words: QuestionWord[], concept: number, { glossary, frequency }: Library) {
  if (!frequency(concept)) return
  const names = (glossary.names.get(concept) ?? []).join(', ')
  const weight = weights.glossary * Math.min(3, words.length)
  for (const word of words) add(word, concept, names, 'glossary', weight)
}

/** For a word that the library does not have: what it may have meant. */
function addSpellings(word: QuestionWord, { vocabulary, frequency }: Library) {
  const guesses = vocabulary.near(word.typed.toLowerCase(), frequency)
  const nearest = guesses.filter(({ distance }) => distance === guesses[0]?.distance).slice(0, mostGuesses)
  for (const { id, word: shown, distance } of nearest) add(word, id, shown, 'spelling', weights.spelling[distance] ?? 0)
  if (!nearest.length) addBeginnings(word, { vocabulary, frequency })
}

function addBeginnings(word: QuestionWord, { vocabulary, frequency }: Pick<Library, 'vocabulary' | 'frequency'>) {
  for (const { id, word: shown } of vocabulary.beginning(word.typed.toLowerCase(), frequency).slice(0, mostGuesses * 2))
    add(word, id, shown, 'beginning', weights.beginning)
}

function addPhrases(words: QuestionWord[], library: Library) {
  const parts = words.map(({ alternatives }) => alternatives[0]!.id)
  for (let at = 0; at < parts.length; at++) {
    const phrase = library.glossary.phraseAt(parts, at)
    if (phrase) addConcept(words.slice(at, at + phrase.parts.length), phrase.concept, library)
  }
}

/** "Write-ahead logging" may stand in a note as WAL only: words that follow one another, by their initials. */
function addInitials(words: QuestionWord[], text: string, library: Library) {
  const { vocabulary, frequency } = library
  for (let at = 0; at < words.length; at++)
    for (let count = 3; count <= 5 && at + count <= words.length; count++) {
      const phrase = words.slice(at, at + count)
      if (!touch(phrase, text)) break
      // What the glossary knows needs no guess.
      if (phrase.some(({ alternatives }) => alternatives.some(({ how }) => how === 'glossary'))) continue
      const initials = phrase.map(({ typed }) => typed[0]!.toLowerCase()).join('')
      const id = vocabulary.find(initials)
      if (id === undefined || !frequency(id) || !vocabulary.abbreviations.has(id)) continue
      for (const word of phrase)
        add(word, id, initials.toUpperCase(), 'glossary', weights.glossary * Math.min(3, count))
    }
}

/** Nothing but spaces and hyphens between the words. */
function touch(words: QuestionWord[], text: string): boolean {
  return words.every(({ start }, n) => !n || /^[\s-]*$/.test(text.slice(Math.min(words[n - 1]!.end, start), start)))
}

/** What to search for: each term once, with its weight. */
export function weightedTerms(words: QuestionWord[]): Map<number, number> {
  const terms = new Map<number, number>()
  for (const { typed, alternatives } of words)
    for (const { id, how, weight } of alternatives) {
      const asking = how === 'typed' && askingWords.has(typed.toLowerCase()) ? weights.asking : 1
      terms.set(id, Math.max(terms.get(id) ?? 0, Math.min(weight, asking)))
    }
  return terms
}
