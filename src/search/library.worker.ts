import { pack } from '../app/pack'
import { verifyAll } from '../ask/verify-all'
import { loadEncoder } from '../encoder/load'
import { serve } from '../app/worker-serve'
import { packDocument } from '../notes/pack-notes'
import { PreflightDatabase } from '../storage/database'
import { vectorStore } from '../storage/embeddings'
import { noteStore } from '../storage/notes'
import { Follower } from './follow'
import { Library } from './library'
import type { LibraryCalls } from './protocol'
import { sharpen } from './sharpen'

// The worker's name is the database's. A tab that upgrades it must not wait for us; a reload starts us again.
const db = new PreflightDatabase(self.name || undefined)
db.on('versionchange', () => db.close())
void db.open().catch(() => undefined)
const vectors = vectorStore(db)

async function open() {
  // Where the encoder cannot be loaded, notes are still found by their words, and the answer says so.
  const encoder = await loadEncoder().catch(() => undefined)
  const library = new Library(await pack.glossary(), encoder)
  const follower = new Follower(library, {
    notes: noteStore(db, () => Date.now()),
    pack: async () => (await pack.notes()).map(packDocument),
    pause: () => new Promise((resolve) => setTimeout(resolve)),
  })
  await follower.ready
  return { library, follower }
}
let opening: ReturnType<typeof open> | undefined
/** One that failed is tried again with the next call. */
const opened = () =>
  (opening ??= open().catch((fault: unknown) => {
    opening = undefined
    throw fault
  }))

serve<LibraryCalls>({
  async search(request, { signal }) {
    const { library, follower } = await opened()
    // A note that was just imported is worth a moment.
    await follower.settled(2000)
    if (request.vector) await sharpen(library, vectors, request.vector.model, signal)
    signal.throwIfAborted()
    const start = performance.now()
    const result = library.search(request)
    return { ...result, indexed: follower.indexed, milliseconds: performance.now() - start }
  },
  async verify(sentences) {
    const encoder = await loadEncoder().catch(() => undefined)
    return verifyAll(sentences, encoder && ((text) => encoder.embed(text)))
  },
  async status() {
    return (await opened()).follower.indexed
  },
})
