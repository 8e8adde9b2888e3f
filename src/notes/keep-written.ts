import type { Clock } from '../app/clock'
import type { WorkerPort } from '../app/worker-protocol'
import { makeNote } from './make-note'
import type { NoteCalls } from './protocol'
import type { NoteStore } from './store'

interface Needs {
  notes: NoteStore
  noteWorker: WorkerPort<NoteCalls>
  clock: Clock
}

/** Stores a text that the app made, at the user's word, as a note of theirs; resolves to its id once it is durable. */
export async function keepWritten(title: string, text: string, { notes, noteWorker, clock }: Needs): Promise<string> {
  const { note, hash } = await noteWorker.call('parse', { type: 'markdown', text, name: title })
  const now = clock.now()
  const about = { id: clock.newId(), source: 'written' as const, path: '', hash, addedAt: now, updatedAt: now }
  await notes.put([makeNote({ ...note, title }, about, [])])
  return about.id
}
