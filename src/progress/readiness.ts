/** Where the learner stands in one topic. */
export interface TopicStanding {
  topic: string
  title: string
  /** Cards in the deck, suspended ones left out. */
  cards: number
  /** Cards never reviewed. */
  fresh: number
  /** Sum over the cards of the chance that each is recalled on the day (FSRS retrievability); new cards count nothing. */
  recalled: number
  /** Shares of the rubric met, 0-1, newest first. */
  interviews: number[]
}

export interface Readiness {
  /** 0-100, or null while there is nothing to stand on. */
  value: number | null
  /** 0-100 each. */
  recall: number
  interviews: number
  /** The topic in which twenty minutes of new cards gain most. */
  gain: { topic: string; title: string; points: number } | null
}

/** Attempts that count, per topic: what one could do a while ago says little of the day. */
const attemptsThatCount = 5
const gainMinutes = 20
/** A new card is met three times in a first session, about ten seconds each. */
const secondsPerNewCard = 30
/** A card learnt today is recalled with about the desired retention on its next day. */
const recallOfNew = 0.9

/**
 * Readiness on the day: half the share of cards that would be recalled, half the share of rubrics met in the last five
 * answers of each topic, the mean over the topics. A topic not yet practised counts as nothing: that is the point.
 */
export function readiness(standings: TopicStanding[]): Readiness {
  const topics = standings.filter(({ cards }) => cards > 0)
  const recall = mean(topics.map(({ recalled, cards }) => recalled / cards))
  const interviews = mean(topics.map((topic) => mean(topic.interviews.slice(0, attemptsThatCount))))
  const begun = topics.some(({ cards, fresh, interviews }) => fresh < cards || interviews.length > 0)
  return {
    value: begun ? Math.round(50 * recall + 50 * interviews) : null,
    recall: Math.round(100 * recall),
    interviews: Math.round(100 * interviews),
    gain: mostToGain(topics),
  }
}

function mostToGain(topics: TopicStanding[]): Readiness['gain'] {
  const within = Math.floor((gainMinutes * 60) / secondsPerNewCard)
  const gains = topics.map(({ topic, title, cards, fresh }) => ({
    topic,
    title,
    points: Math.round((50 * ((Math.min(fresh, within) * recallOfNew) / cards)) / topics.length),
  }))
  const best = gains.sort((a, b) => b.points - a.points)[0]
  return best && best.points > 0 ? best : null
}

function mean(values: number[]): number {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0
}
