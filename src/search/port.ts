import type { CallOptions, WorkerPort } from '../app/worker-protocol'
import type { Duplicate } from '../cards/duplicates'
import type {
  Checked,
  CitingSentence,
  Indexed,
  LibraryCalls,
  SearchRequest,
  SearchResult,
  SimilarFound,
  TestFound,
} from './protocol'
import type { RelatedFound } from './relating'

type Input<C extends keyof LibraryCalls> = LibraryCalls[C]['input']

/** The user's notes and the pack's, as something to search. Ask, Interview and Notes use this. */
export interface LibrarySearch {
  search(request: SearchRequest, options?: CallOptions<never>): Promise<SearchResult>
  /** How far the index is. Asking starts it, so that it is warm when the question comes. */
  status(): Promise<Indexed>
  /** Checks sentences against what they cite, by words and the instant encoder: src/ask/verify.ts. */
  verify(sentences: CitingSentence[], options?: CallOptions<never>): Promise<Checked>
  /** Notes that are near to one, by the instant encoder. */
  similar(input: Input<'similar'>, options?: CallOptions<never>): Promise<SimilarFound[]>
  /** Cards that ask much the same: src/cards/duplicates.ts. */
  duplicates(input: Input<'duplicates'>, options?: CallOptions<never>): Promise<Duplicate[][]>
  /** Cards and interview questions that are near to a question: src/search/askables.ts. */
  related(input: Input<'related'>, options?: CallOptions<never>): Promise<RelatedFound>
  /** How a question whose passages are known is found. */
  test(input: Input<'test'>, options?: CallOptions<never>): Promise<TestFound>
}

export function librarySearch(port: WorkerPort<LibraryCalls>): LibrarySearch {
  return {
    search: (request, options) => port.call('search', request, { signal: options?.signal }),
    status: () => port.call('status', undefined),
    verify: (sentences, options) => port.call('verify', sentences, { signal: options?.signal }),
    similar: (input, options) => port.call('similar', input, { signal: options?.signal }),
    duplicates: (input, options) => port.call('duplicates', input, { signal: options?.signal }),
    related: (input, options) => port.call('related', input, { signal: options?.signal }),
    test: (input, options) => port.call('test', input, { signal: options?.signal }),
  }
}
