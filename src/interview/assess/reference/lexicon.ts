import type { InstantEncoder } from '../../../encoder/embed'

/** What is known of English words without any model of meaning. */
export interface Lexicon {
  /** How much a word tells, 0-1: rare words much, common ones little. */
  information(raw: string): number
  /** Whether it is a word as people spell it. */
  knows(raw: string): boolean
}

/** Words of this rank in English count half; the usual weight a / (a + p) with p by Zipf's law (Arora et al. 2017). */
const halfRank = 100
const mostRemembered = 50_000

/**
 * WordPiece's vocabulary lists whole words in the order of how often they occur, which is all that this takes of it.
 * Single characters stand before them and so tell next to nothing: labels are compared apart.
 */
export function lexiconOf({ tokeniser }: Pick<InstantEncoder, 'tokeniser'>): Lexicon {
  const first = tokeniser.vocabulary.indexOf('the')
  const ranks = new Map<string, number>()
  const rankOf = (raw: string) => {
    let rank = ranks.get(raw)
    if (rank === undefined) {
      if (ranks.size >= mostRemembered) ranks.clear()
      const [id = -1, ...more] = tokeniser.encode(raw)
      rank = more.length || id < 0 ? 0 : Math.max(1, id - first + 1)
      ranks.set(raw, rank)
    }
    return rank
  }
  return {
    information(raw) {
      const rank = rankOf(raw)
      return rank ? rank / (rank + halfRank) : 1
    },
    knows: (raw) => rankOf(raw) > 0,
  }
}
