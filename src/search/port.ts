import type { CallOptions, WorkerPort } from '../app/worker-protocol'
import type { Checked, CitingSentence, Indexed, LibraryCalls, SearchRequest, SearchResult } from './protocol'

/** The user's notes and the pack's, as something to search. Ask, Interview and Notes use this. */
export interface LibrarySearch {
  search(request: SearchRequest, options?: CallOptions<never>): Promise<SearchResult>
  /** How far the index is. Asking starts it, so that it is warm when the question comes. */
  status(): Promise<Indexed>
  /** Checks sentences against what they cite, by words and the instant encoder: src/ask/verify.ts. */
  verify(sentences: CitingSentence[], options?: CallOptions<never>): Promise<Checked>
}

export function librarySearch(port: WorkerPort<LibraryCalls>): LibrarySearch {
  return {
    search: (request, options) => port.call('search', request, { signal: options?.signal }),
    status: () => port.call('status', undefined),
    verify: (sentences, options) => port.call('verify', sentences, { signal: options?.signal }),
  }
}
