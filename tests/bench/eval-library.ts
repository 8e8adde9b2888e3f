import { readFileSync } from 'node:fs'
import { compilePack } from '../../content/compile'
import { InstantEncoder } from '../../src/encoder/embed'
import { passageText } from '../../src/models/passage-text'
import { packVectors } from '../../src/models/pack-vectors'
import type { Chunk, NoteDocument } from '../../src/notes/document'
import type { Meaning } from '../../src/search/abstain'
import { Library, type LibraryDocument } from '../../src/search/library'
import type { QueryVector } from '../../src/search/protocol'
import type { Collection } from './eval-collection'
import type { NodeEmbedder } from './eval-embedder'

/** The app's library over notes: with the instant encoder, without it, and with an embedder's vectors where there is one. */
export interface EvalLibraries {
  keyword: Library
  library: Library
  /** What a question's request carries for each way of searching. */
  queries: Map<string, QueryVector>
  kinds: Meaning[]
}

export async function librariesOf(
  notes: LibraryDocument[],
  questions: string[],
  embedder?: NodeEmbedder,
): Promise<EvalLibraries> {
  const { terms } = compilePack('content').pack
  const keyword = new Library(terms)
  const library = new Library(terms, instantEncoder())
  for (const note of notes) {
    keyword.put(note)
    library.put(note)
  }
  const queries = new Map<string, QueryVector>()
  if (embedder) {
    const texts = notes.flatMap(({ document, chunks }) => chunks.map((chunk) => passageText(document.title, chunk)))
    const vectors = await embedder.embed(texts)
    let from = 0
    for (const { document, chunks } of notes) {
      const own = vectors.slice(from, (from += chunks.length))
      if (!own.length) continue
      const { levels, scales } = packVectors(own, own[0]!.length)
      library.putVectors(document.id, embedder.model, levels, scales)
    }
    const values = await embedder.embed(questions)
    questions.forEach((question, n) => queries.set(question, { model: embedder.model, values: values[n]! }))
  }
  return { keyword, library, queries, kinds: ['keyword', 'instant', ...(embedder ? (['embedder'] as const) : [])] }
}

export function instantEncoder(): InstantEncoder {
  return new InstantEncoder(readFileSync('src/encoder/weights/instant-1.bin'))
}

/** The library and the request for one way of searching. */
export function asking({ keyword, library, queries }: EvalLibraries, question: string, kind: Meaning) {
  return {
    library: kind === 'keyword' ? keyword : library,
    request: { question, vector: kind === 'embedder' ? queries.get(question) : undefined },
  }
}

/** A collection's documents as notes of one passage each. */
export function notesOf({ documents }: Collection): LibraryDocument[] {
  return documents.map(({ id, title, text }) => {
    const chunk: Chunk = { id: 'top', headings: [], text, start: 0, end: text.length, kind: 'prose' }
    return { document: noteOf(id, title.replaceAll('_', ' ')), chunks: [chunk] }
  })
}

export function noteOf(id: string, title: string): NoteDocument {
  const empty = { path: '', tags: [], hash: '', characters: 0, passages: 1, addedAt: 0, updatedAt: 0, warnings: [] }
  return { ...empty, id, title, type: 'text', source: 'file' }
}

export const systemNames: Record<Meaning, string> = {
  keyword: 'keyword',
  instant: 'hybrid-instant',
  embedder: 'hybrid',
}

export const leftOut = (kinds: Meaning[]) =>
  kinds.includes('embedder')
    ? ''
    : 'Left out: embedder, hybrid (no model in --models, ../shared/models or public/models).'
