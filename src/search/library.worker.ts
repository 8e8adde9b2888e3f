import { pack } from '../app/pack'
import { serve } from '../app/worker-serve'
import { packDocument } from '../notes/pack-notes'
import { PreflightDatabase } from '../storage/database'
import { noteStore } from '../storage/notes'
import { Follower } from './follow'
import { Library } from './library'
import type { LibraryCalls } from './protocol'

// The worker's name is the database's. A tab that upgrades it must not wait for us; a reload starts us again.
const db = new PreflightDatabase(self.name || undefined)
db.on('versionchange', () => db.close())
void db.open().catch(() => undefined)

async function open() {
  const library = new Library(await pack.glossary())
  const follower = new Follower(library, {
    notes: noteStore(db, () => Date.now()),
    pack: async () => (await pack.notes()).map(packDocument),
    pause: () => new Promise((resolve) => setTimeout(resolve)),
  })
  await follower.ready
  return { library, follower }
}
const opening = open()

serve<LibraryCalls>({
  async search(request, { signal }) {
    const { library, follower } = await opening
    signal.throwIfAborted()
    const start = performance.now()
    const result = library.search(request)
    return { ...result, indexed: follower.indexed, milliseconds: performance.now() - start }
  },
  async status() {
    return (await opening).follower.indexed
  },
})
