/** How near a turn of an answer comes to the rubric. */
export interface HeardTurn {
  /** For each sentence, how near it comes to any line, true or wrong, 0-1. */
  sentences: number[]
  /** How clearly its clearest stretch belongs to one point, 0-1. */
  clearest: number
}

/**
 * Whether an answer is about the question is judged by its clearest point plus so many times its topicality. Measured on
 * 176 answers to the question and 398 to another one or vague (of stories, which are told in words that no rubric foresees,
 * 76 and 84): all but 2 of the former are above, 368 of the latter below.
 */
const whole = { times: 3, least: 1.86 }
const story = { times: 2, least: 1.33 }
/** Of one or two sentences, which a question put as a statement may be, nothing can be concluded but by this: */
const fewest = { sentences: 3, clearest: 0.64 }
/** A point made as clearly as this belongs here, whatever surrounds it. */
const clearly = 0.9

/** Follow-ups are answered in a few words that lean on what was asked: a turn is left out only where it is clearly elsewhere. */
const turnLeast = { whole: 0.36, story: 0.33 }
const turnAnswers = { whole: 0.41, story: 0.36 }

/** Mean of the nearer half: what else is said beside the point lowers it little. 0 of none. */
export function topicality(sentences: readonly number[]): number {
  const nearest = [...sentences].sort((a, b) => b - a).slice(0, Math.ceil(sentences.length / 2))
  return nearest.reduce((sum, each) => sum + each, 0) / Math.max(1, nearest.length)
}

/** Whether an answer speaks of something else: as a whole and turn by turn, so that a later turn casts no doubt on an earlier one. */
export function offTopic(turns: readonly HeardTurn[], told: boolean): boolean {
  const together = {
    sentences: turns.flatMap(({ sentences }) => sentences),
    clearest: Math.max(0, ...turns.map(({ clearest }) => clearest)),
  }
  return [together, ...turns].every((turn) => elsewhere(turn, told))
}

function elsewhere({ sentences, clearest }: HeardTurn, told: boolean): boolean {
  const { times, least } = told ? story : whole
  if (!told && sentences.length < fewest.sentences && clearest < fewest.clearest) return true
  return clearest < clearly && clearest + times * topicality(sentences) < least
}

/** The turns that speak of something else while others answer: a sentence of theirs is near to a line by chance only. */
export function strayTurns(turns: readonly HeardTurn[], told: boolean): number[] {
  const kind = told ? 'story' : 'whole'
  const near = turns.map(({ sentences }) => topicality(sentences))
  if (!near.some((each) => each >= turnAnswers[kind])) return []
  return near.flatMap((each, turn) => (turns[turn]!.sentences.length >= 2 && each < turnLeast[kind] ? [turn] : []))
}
