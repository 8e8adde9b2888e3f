import { systemClock } from '../app/clock'
import { pack } from '../app/pack'
import { verifyAll } from '../ask/verify-all'
import { findDuplicates } from '../cards/duplicates'
import { loadEncoder } from '../encoder/load'
import { remembering } from '../encoder/remembering'
import { indexStore } from '../storage/indexes'
import type { Handlers } from '../app/worker-protocol'
import { shippedNote } from '../notes/pack-notes'
import { PreflightDatabase } from '../storage/database'
import { vectorStore } from '../storage/embeddings'
import { noteStore } from '../storage/notes'
import { Askables } from './askables'
import { bring } from './bring'
import { Follower } from './follow'
import { Library } from './library'
import { askableItem, askableTask } from './pack-askables'
import type { LibraryCalls } from './protocol'
import { Relating } from './relating'
import { versionOf } from './packed-index'
import { sharpen } from './sharpen'

// The worker's name is the database's. It writes only what can be derived again. A tab that upgrades it must not wait
// for us; a reload starts us again.
const db = new PreflightDatabase(self.name || undefined, 'relaxed')
db.on('versionchange', () => db.close())
void db.open().catch(() => undefined)
const vectors = vectorStore(db)

async function open() {
  // All of it is on its way before any of it is waited for.
  const [encoder, glossary, notes] = await Promise.all([
    // Where the encoder cannot be loaded, notes are still found by their words, and the answer says so.
    loadEncoder().catch(() => undefined),
    pack.glossary(),
    pack.notes(),
  ])
  const library = new Library(glossary, encoder)
  const follower = new Follower(library, {
    notes: noteStore(db, systemClock.now),
    pack: async () => notes.map(shippedNote),
    pause: () => new Promise((resolve) => setTimeout(resolve)),
    kept: indexStore(db),
    version: versionOf(glossary, encoder?.name),
  })
  await follower.ready
  // Read by whoever measures how long opening takes.
  void follower.whole().then(() => performance.measure('library-opened', { start: 0 }))
  return { library, follower }
}
let opening: ReturnType<typeof open> | undefined
/** One that failed is tried again with the next call. */
const opened = () =>
  (opening ??= open().catch((fault: unknown) => {
    opening = undefined
    throw fault
  }))

let embed: ((text: string) => Float32Array) | undefined

async function openRelating(): Promise<Relating> {
  const [encoder, glossary, questions, scenarios, coding] = await Promise.all([
    loadEncoder().then(
      (encoder) => ({ embed: remembering(encoder) }),
      () => undefined,
    ),
    pack.glossary(),
    pack.questions(),
    pack.scenarios(),
    pack.coding(),
  ])
  const items = [...[...questions, ...scenarios].map(askableItem), ...coding.map(askableTask)]
  return new Relating(new Askables(glossary, items, encoder), (cards) => new Askables(glossary, cards, encoder))
}
let relating: ReturnType<typeof openRelating> | undefined

export const libraryHandlers: Handlers<LibraryCalls> = {
  async search(request, { signal }) {
    const { library, follower } = await opened()
    // A note that was just imported is worth a moment.
    await follower.settled(2000)
    if (request.vector) await sharpen(library, vectors, request.vector.model, signal)
    signal.throwIfAborted()
    const start = performance.now()
    if (request.hidden) await bring(library, follower, [request.hidden.documentId])
    const ranking = library.rank(request)
    const ranked = performance.now()
    await bring(library, follower, library.lacking(ranking, request.limit))
    const reading = performance.now() - ranked
    const result = library.describe(request, ranking)
    return { ...result, indexed: follower.indexed, milliseconds: performance.now() - start - reading }
  },
  async verify(sentences) {
    const encoder = await loadEncoder().catch(() => undefined)
    return verifyAll(sentences, encoder && ((text) => encoder.embed(text)))
  },
  async similar({ documentId, limit }) {
    const { library, follower } = await opened()
    await follower.settled(2000)
    const found = library.similar(documentId, limit)
    await bring(library, follower, library.withoutTexts(found.map(({ document }) => document.id)))
    return found.map(({ document, cosine, place }) => ({ ...library.nameOf(document.id, place), cosine }))
  },
  async duplicates({ cards, known }) {
    embed ??= await loadEncoder().then(remembering, () => undefined)
    return cards.map((card) => findDuplicates(card, known, embed))
  },
  async related(asked) {
    relating ??= openRelating().catch((fault: unknown) => {
      relating = undefined
      throw fault
    })
    return (await relating).find(asked)
  },
  async test(request, { signal }) {
    const { library, follower } = await opened()
    await follower.settled(2000)
    if (request.vector) await sharpen(library, vectors, request.vector.model, signal)
    await bring(library, follower, library.withoutTexts([request.hidden.documentId]))
    const ranking = library.rank(request)
    const rank = library.rankOf(ranking, request.hidden, request.limit)
    const wordRank = library.rankOf(library.rank(request, 'keyword'), request.hidden, request.limit)
    const first = rank === 1 ? undefined : ranking.passages[0]
    if (first) await bring(library, follower, library.lacking({ passages: [first] }, 1))
    return { rank, wordRank, by: ranking.by, ...(first && { instead: library.nameOfPassage(first.passage) }) }
  },
  async status() {
    return (await opened()).follower.indexed
  },
}
