/** Keeps what is being written until it is saved, also over a reload; one draft a card. */
export interface DraftKeeper<T> {
  read(id: string): T | null
  keep(id: string, draft: T): void
  forget(id: string): void
}

/** In a Storage such as sessionStorage; where that is full or refused, drafts are only kept on the screen. */
export function draftKeeper<T>(storage: Storage, prefix: string): DraftKeeper<T> {
  const safely = <R>(work: () => R): R | null => {
    try {
      return work()
    } catch {
      return null
    }
  }
  return {
    read: (id) => safely(() => JSON.parse(storage.getItem(prefix + id) ?? 'null') as T | null),
    keep: (id, draft) => void safely(() => storage.setItem(prefix + id, JSON.stringify(draft))),
    forget: (id) => void safely(() => storage.removeItem(prefix + id)),
  }
}
