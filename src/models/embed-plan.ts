import type { Chunk } from '../notes/document'

/** A document of the library, as far as its embedding goes. */
export interface Listed {
  id: string
  title: string
  /** Changes whenever its passages may have. */
  stamp: string
  passages: number
}

/** The library as the embedding sees it: the user's notes and the pack's. */
export interface LibrarySource {
  watch(changed: (documents: Listed[]) => void): () => void
  chunks(ids: readonly string[]): Promise<Map<string, Chunk[]>>
}

export interface Plan {
  todo: Listed[]
  /** Documents that are gone and still have vectors. */
  gone: string[]
  /** Passages embedded, and passages in all. */
  done: number
  of: number
}

export function planEmbedding(documents: readonly Listed[], stamps: ReadonlyMap<string, string>): Plan {
  const known = new Set(documents.map(({ id }) => id))
  const todo = documents.filter(({ id, stamp }) => stamps.get(id) !== stamp)
  const of = documents.reduce((sum, { passages }) => sum + passages, 0)
  const left = todo.reduce((sum, { passages }) => sum + passages, 0)
  return { todo, gone: [...stamps.keys()].filter((id) => !known.has(id)), done: of - left, of }
}

/** The documents of the next step: as many as have about `passages`, at least one. */
export function nextDocuments(todo: readonly Listed[], passages: number): Listed[] {
  const taken: Listed[] = []
  let sum = 0
  for (const document of todo) {
    if (taken.length && sum + document.passages > passages) break
    taken.push(document)
    sum += document.passages
  }
  return taken
}

/** Seconds left at the pace so far; undefined until there is one. */
export function secondsLeft(left: number, embedded: number, workedMs: number): number | undefined {
  if (embedded < 16 || workedMs < 1500) return undefined
  return Math.ceil((left * workedMs) / embedded / 1000)
}

/** Why the work rests, where it should be kind to the device. */
export type Rest = 'paused' | 'hidden' | 'battery'

export interface Conditions {
  paused: boolean
  hidden: boolean
  phone: boolean
  battery?: { level: number; charging: boolean }
}

const lowBattery = 0.2

export function restFor({ paused, hidden, phone, battery }: Conditions): Rest | undefined {
  if (paused) return 'paused'
  if (hidden && phone) return 'hidden'
  if (battery && !battery.charging && battery.level < lowBattery) return 'battery'
  return undefined
}
