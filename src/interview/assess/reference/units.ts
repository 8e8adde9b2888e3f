import { normalise } from '../../../encoder/embed'
import { isSlip } from '../typo'
import { words, type Word } from '../words'
import type { Lexicon } from './lexicon'
import type { Space } from './space'

/** A text as the comparison sees it: its words that say something, and their vectors where there is a space. */
export interface Side {
  text: string
  /** All words, grammar included. */
  all: Word[]
  /** The words that say something; misspelt ones as they were meant. */
  content: Word[]
  /** Where in `all` each of them stands. */
  places: number[]
  /** How much each says, 0-1; nothing where the same word was said before. */
  information: Float32Array
  /** Unit vectors of the content words, one after another. */
  units: Float32Array
  /** The same, as long as they came. */
  vectors: Float32Array
  dims: number
  /** The whole text's unit vector. */
  pooled: Float32Array
}

export interface Tools {
  lexicon: Lexicon
  /** None: words are compared by their spelling alone. */
  space?: Space
  /** A downloaded embedder's unit vectors, by text: of all that `textsToEmbed` names. */
  embedded?: ReadonlyMap<string, Float32Array>
}

/** Makes a text ready; `meant` are the words that a misspelt one may stand for. */
export function sideOf(text: string, { lexicon, space }: Tools, meant: readonly Word[] = []): Side {
  const all = words(text)
  const found = all.map((word, place) => ({ word, place })).filter(({ word }) => says(text, word))
  const content = corrected(
    found.map(({ word }) => word),
    meant,
    lexicon,
  )
  const dims = space?.dims ?? 0
  const vectors = space ? space.words(content) : new Float32Array(0)
  const units = vectors.slice()
  for (let at = 0; at < units.length; at += dims) normalise(units, at, dims)
  return {
    text,
    all,
    content,
    places: found.map(({ place }) => place),
    information: informationOf(content, lexicon),
    units,
    vectors,
    dims,
    pooled: space ? space.pooled(text) : new Float32Array(0),
  }
}

/** Grammar aside; but single letters and figures that name something ("bulb B", "terminal 1") are said too. */
function says(text: string, word: Word): boolean {
  if (!word.grammar) return true
  if (word.raw.length > 1 || !/^[\da-z]$/.test(word.raw)) return false
  if (/[ist]/.test(word.raw)) return false
  return word.raw !== 'a' || (text[word.start] === 'A' && insideSentence(text, word.start))
}

function insideSentence(text: string, start: number): boolean {
  const before = text.slice(0, start)
  const said = before.trimEnd()
  return said.length > 0 && said.length < before.length && !/[.!?]/.test(said.at(-1)!)
}

function corrected(content: Word[], meant: readonly Word[], lexicon: Lexicon): Word[] {
  if (!meant.length) return content
  const stems = new Set(meant.map(({ stem }) => stem))
  return content.map((word) => {
    if (stems.has(word.stem) || word.raw.length < 4 || /\d/.test(word.raw) || lexicon.knows(word.raw)) return word
    const slip = meant.find(({ raw }) => isSlip(word.raw, raw))
    return slip ? { ...word, stem: slip.stem, raw: slip.raw } : word
  })
}

function informationOf(content: Word[], lexicon: Lexicon): Float32Array {
  const seen = new Set<string>()
  return Float32Array.from(content, ({ stem, raw }) => {
    if (seen.has(stem)) return 0
    seen.add(stem)
    return lexicon.information(raw)
  })
}
