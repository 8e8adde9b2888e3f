import { sentencesOf } from '../ask/sentences'
import type { Chunk, NoteDocument } from '../notes/document'
import type { Evidence } from './abstain'
import { coverageOf, covers } from './coverage'
import { cosineOf, type Encoder } from './dense'
import { evidenceOf, weighed } from './evidence'
import type { KeywordIndex } from './keyword'
import { askedWords } from './passage-words'
import type { Ranking } from './ranking'
import type { FoundPassage, SearchRequest, UnderstoodWord, Within } from './protocol'
import type { QuestionWord } from './question'
import { repeats } from './same'

export interface Place {
  document: NoteDocument
  chunk: Chunk
}

export interface LibraryResult {
  words: UnderstoodWord[]
  passages: FoundPassage[]
  evidence: Evidence
  /** What the filter left to be searched; absent without one. */
  within?: Within
}

interface Inside {
  index: KeywordIndex
  encoder?: Encoder
  /** Undefined where the text is not at hand. */
  place: (passage: number) => Place | undefined
}

/** How many of the first passages are read sentence by sentence. */
const readClosely = 10

/** A ranking as it is shown: passages with their texts, repeats marked, and what the evidence is worth. */
export function describe(
  { question, limit }: SearchRequest,
  { by, words, passages }: Ranking,
  inside: Inside,
): LibraryResult {
  const front = passages.slice(0, Math.max(2 * limit, weighed))
  const termSets = front.map(({ passage }) => inside.index.termsIn(passage))
  const coverages = termSets.map((terms) => coverageOf(words, (id) => terms.has(id)))
  const query = by === 'keyword' ? undefined : inside.encoder?.embed(question)
  const found = front.slice(0, placesFor(limit, repeats(termSets))).flatMap((one, n) => {
    const place = inside.place(one.passage)
    if (!place) return []
    const cosines = query && n < readClosely ? sentenceCosines(query, place.chunk.text, inside.encoder!) : undefined
    const { passage } = foundPassage(one, place, by)
    return [{ passage, terms: termSets[n]!, coverage: coverages[n]!, ...(cosines && { sentenceCosines: cosines }) }]
  })
  const same = repeats(found.map(({ terms }) => terms))
  const asked = words.map((word) => understood(word, inside.index))
  return {
    words: asked,
    passages: found.map(({ passage, terms: _, ...more }, n) => ({ ...passage, ...more, sameAs: same[n] })),
    evidence: evidenceOf(by, passages, textsOf(front, inside), {
      question,
      words: askedWords(
        question,
        asked.map((word, n) => ({ ...word, start: words[n]!.start, end: words[n]!.end })),
      ),
      ideal: inside.index.ideal(words),
      encoder: inside.encoder,
    }),
  }
}

function textsOf(front: Ranking['passages'], { place }: Inside) {
  return front.slice(0, weighed).flatMap(({ passage }) => {
    const found = place(passage)
    return found ? [{ title: found.document.title, headings: found.chunk.headings, text: found.chunk.text }] : []
  })
}

/** How many of the first passages it takes until there are `limit` that repeat no other. */
function placesFor(limit: number, same: (number | undefined)[]): number {
  let distinct = 0
  const last = same.findIndex((earlier) => earlier === undefined && ++distinct === limit)
  return last < 0 ? same.length : last + 1
}

function foundPassage(
  { passage: _, cosine, ...rest }: Ranking['passages'][number],
  { document, chunk }: Place,
  by: Ranking['by'],
) {
  const { id: chunkId, headings, text, kind, page } = chunk
  const { id: documentId, title } = document
  return {
    passage: {
      documentId,
      chunkId,
      title,
      headings,
      text,
      kind,
      page,
      ...rest,
      ...(by === 'keyword' ? {} : { cosine }),
    },
  }
}

function sentenceCosines(query: Float32Array, text: string, encoder: Encoder): number[] {
  return sentencesOf(text).map((sentence) => cosineOf(query, encoder.embed(sentence.text)))
}

function understood({ typed, information, alternatives }: QuestionWord, index: KeywordIndex): UnderstoodWord {
  const terms = alternatives.map((one) => ({
    term: index.vocabulary.terms[one.id]!,
    covers: covers(one),
    shown: one.shown,
    how: one.how,
  }))
  return { typed, information, terms }
}
