import type { LibrarySearch } from '../search/port'
import { termsOf } from '../search/tokenise'
import type { AskRecord, SentenceCheck } from './answer'
import { plainFormula } from './formula'
import type { Against } from './verify'

/** The answer with each sentence checked against the sources that it cites. */
export async function checkSentences(
  record: AskRecord,
  library: Pick<LibrarySearch, 'verify'>,
  signal?: AbortSignal,
): Promise<AskRecord> {
  if (!record.sentences.length) return record
  const citing = record.sentences.map(({ text, cites }) => ({
    text,
    passages: cites
      .flatMap((source) => record.sources[source - 1] ?? [])
      // Formulas as the answer shows them, else their figures would be missing.
      .map(({ text, title, headings }) => ({ text: plainFormula(text), title, headings })),
  }))
  const { by, checks } = await library.verify(citing, { signal })
  const sentences = record.sentences.map((sentence, n) => {
    const own = !record.generation && citing[n]!.passages.some(({ text }) => isTakenFrom(sentence.text, text))
    const { support, against, word } = own ? taken : checks[n]!
    return { ...sentence, check: { support, ...(against && { against }), ...(word && { word }) } }
  })
  return { ...record, sentences, checkedBy: by }
}

const taken: SentenceCheck = { support: 'supported' }

/** A list or the row of a table is read out as a sentence: not to the letter, but with no word that is not there. */
function isTakenFrom(sentence: string, passage: string): boolean {
  const there = new Set(termsOf(passage))
  return termsOf(sentence).every((term) => there.has(term))
}

/** Why a sentence is marked, in words. */
export function checkInWords({ support, against, word }: SentenceCheck): string {
  const what = against ? reasons[against](word) : ''
  return support === 'weak' ? `Only partly supported by its source: ${what}.` : `Not supported by its source: ${what}.`
}

const reasons: Record<Against, (word?: string) => string> = {
  number: (word) => `it does not give the number ${word}`,
  name: (word) => `it does not say this of “${word}”`,
  denied: (word) => `one of the two denies “${word}”`,
  opposite: (word) => (word ? `it says the opposite of “${word}”` : 'it compares the other way round'),
  words: (word) => (word ? `it does not say “${word}”` : 'it says something else, or says it in quite other words'),
}

/** How many sentences the check marked, and what it was made by; empty where nothing was checked. */
export function checkSummary({ sentences, checkedBy }: Pick<AskRecord, 'sentences' | 'checkedBy'>): string {
  if (!checkedBy) return ''
  const marked = sentences.filter(({ check }) => check && check.support !== 'supported').length
  const by = checkedBy === 'instant' ? 'words, numbers, names and the instant encoder' : 'words, numbers and names'
  const found = marked ? `${marked} of ${sentences.length} marked` : 'all supported'
  return `Sentences checked against their sources by ${by}: ${found}`
}
