import { serve } from '../app/worker-serve'
import { PreflightDatabase } from '../storage/database'
import { storageFailure } from '../storage/failure'
import { intakeStore } from '../storage/intake'
import { noteStore } from '../storage/notes'
import { packedCharacterMaps } from './formats/pdf/cmaps'
import { noteHandlers } from './handlers'
import type { NoteCalls } from './protocol'

// Writing from here keeps the page free while hundreds of files come in. The worker's name is the database's.
const db = new PreflightDatabase(self.name || undefined)
const now = () => Date.now()
// Calls that come before it is open wait for it inside Dexie.
void db.open().catch(() => undefined)

serve<NoteCalls>(
  noteHandlers({
    notes: noteStore(db, now),
    intake: intakeStore(db, now),
    newId: () => crypto.randomUUID(),
    now,
    characterMaps: packedCharacterMaps(fetchCharacterMaps),
    failureOf: storageFailure,
  }),
)

async function fetchCharacterMaps(): Promise<Blob> {
  const { default: address } = await import('virtual:pdf-cmaps')
  return (await fetch(address)).blob()
}
