import type { Question, Scenario } from '../../content/format'
import type { LibrarySearch } from '../search/port'
import { isAnswered } from '../search/abstain'

/** A topic of the plan, and whether the user's own notes answer any of its questions. */
export interface TopicCoverage {
  topic: string
  covered: boolean
}

/**
 * Which topics of a plan the user's own notes do not cover: none of the planned questions of the topic is answered
 * there, by the search's own measure.
 */
export async function topicCoverage(
  items: readonly Pick<Question | Scenario, 'topic' | 'ask' | 'title'>[],
  library: Pick<LibrarySearch, 'search'>,
  signal?: AbortSignal,
): Promise<TopicCoverage[]> {
  const topics = [...new Set(items.map(({ topic }) => topic))]
  const found: TopicCoverage[] = []
  for (const topic of topics) {
    let covered = false
    for (const { ask, title } of items.filter((item) => item.topic === topic)) {
      if (covered) break
      const { evidence, passages } = await library.search(
        { question: `${title}. ${ask}`, limit: 1, from: 'own' },
        signal ? { signal } : {},
      )
      covered = passages.length > 0 && isAnswered(evidence)
    }
    found.push({ topic, covered })
  }
  return found
}
