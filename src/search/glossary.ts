import type { Term } from '../../content/format'
import { isAbbreviation, type Vocabulary } from './vocabulary'

interface Phrase {
  parts: readonly number[]
  concept: number
}

/**
 * The glossary's names for one thing as one more term, put beside the words in documents and questions alike: so
 * "low-rank adaptation" finds "LoRA" and the reverse, and the two together are counted as one thing.
 */
export class Glossary {
  readonly names = new Map<number, string[]>()
  readonly #phrases = new Map<number, Phrase[]>()
  readonly #abbreviations = new Map<string, number>()

  constructor(terms: Term[], vocabulary: Vocabulary) {
    for (const { term, abbreviation, synonyms } of terms) {
      const forms = [term, ...(abbreviation ? [abbreviation] : []), ...synonyms]
      if (forms.length < 2) continue
      const concept = vocabulary.idOf(`≈${term}`)
      this.names.set(concept, forms)
      for (const form of forms) this.#add(form, concept, vocabulary)
    }
  }

  #add(form: string, concept: number, vocabulary: Vocabulary) {
    if (isAbbreviation(form)) this.#abbreviations.set(form.toLowerCase(), concept)
    const words = form.split(/\s+/).map((word) => vocabulary.learn(word))
    const apart = words.flatMap(({ parts }) => parts)
    const joined = words.flatMap(({ ids }) => ids.slice(-1))
    // A single everyday word would match too much: abbreviations count only as they are written.
    for (const parts of [apart, joined])
      if (parts.length && !(parts.length === 1 && isAbbreviation(form))) this.#addPhrase({ parts, concept })
  }

  #addPhrase(phrase: Phrase) {
    const first = phrase.parts[0]!
    const others = this.#phrases.get(first) ?? []
    if (others.some((other) => String(other.parts) === String(phrase.parts))) return
    // The longest first: "multi-head attention" before "attention".
    this.#phrases.set(
      first,
      [...others, phrase].sort((a, b) => b.parts.length - a.parts.length),
    )
  }

  /** The concept that this word names as an abbreviation; in documents only its capitals make it one. */
  abbreviated(raw: string): number | undefined {
    const lower = raw.toLowerCase()
    return (
      this.#abbreviations.get(lower) ?? (lower.endsWith('s') ? this.#abbreviations.get(lower.slice(0, -1)) : undefined)
    )
  }

  /** The phrase that begins at `at`, if the glossary has one. */
  phraseAt(parts: readonly number[], at: number): Phrase | undefined {
    const candidates = this.#phrases.get(parts[at]!)
    return candidates?.find((phrase) => phrase.parts.every((part, n) => parts[at + n] === part))
  }
}
