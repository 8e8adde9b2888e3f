import type { LibrarySearch } from '../search/port'
import type { CheckEach } from './generate'

/** The library worker's check, of every sentence against every passage by itself. */
export function checkEach(library: Pick<LibrarySearch, 'verify'>): CheckEach {
  return async (sentences, passages, signal) => {
    const pairs = sentences.flatMap((text) => passages.map((passage) => ({ text, passages: [passage] })))
    const { by, checks } = await library.verify(pairs, { signal })
    const of = (n: number) => checks.slice(n * passages.length, (n + 1) * passages.length)
    return { by, checks: sentences.map((_, n) => of(n)) }
  }
}
