import { kindOf } from './challenge-lines'
import { sentences } from './assess/sentences'
import type { CriterionStanding, NewTurn } from './conduct'
import { asksForStory, keyOf, type Stage } from './items'

const fewestWords = 8
/** Every point below this: the answer was about something else, or about too little to go on from. */
const aside = 0.15

/** What to say before any point is followed up, where an answer did not take the question up; undefined where it did. */
export function putAgain(stage: Stage, answer: string, verdicts: CriterionStanding[]): NewTurn | undefined {
  if (countWords(answer) < fewestWords) return undefined
  if (asksForStory(stage)) return askForOccasion(stage, answer) ?? askForLink(stage, answer, verdicts)
  return inOtherWords(stage, verdicts)
}

/** What is in doubt as a whole, or contradicts a point, was near enough to be followed up by the points. */
function farOff({ likelihood, doubted, contradiction }: CriterionStanding): boolean {
  return likelihood < aside && !doubted && !contradiction
}

/** The question in other words, where a whole answer came near none of its points. */
function inOtherWords(stage: Stage, verdicts: CriterionStanding[]): NewTurn | undefined {
  const { ask, variants } = stage.item
  const off = verdicts.length > 0 && verdicts.every(farOff)
  if (!off || stage.twistId) return undefined
  const other = [...variants, ask].find((wording) => wording !== stage.say)
  return other ? say(stage, `Let me put my question another way. ${other}`) : undefined
}

const occasion =
  /\b(?:a|one|any|the last) (?:time|occasion|situation|case|example)\b|\b(?:tell me about|describe) (?!your)|\bhave you (?:ever|found|had|been|learn)/i

/** Whether a question asks for something that happened. */
export function asksForOccasion({ say, item }: Pick<Stage, 'say' | 'item'>): boolean {
  return item.rounds.includes('behavioural') && occasion.test(`${say} ${item.ask}`)
}

/** Rules and opinions where something that happened was asked for. */
function askForOccasion(stage: Stage, answer: string): NewTurn | undefined {
  if (!asksForOccasion(stage)) return undefined
  const told = sentences(answer).some(({ start, end }) => kindOf(answer.slice(start, end)) === 'story')
  if (told) return undefined
  return say(
    stage,
    'That is how you go about it in general. Take one occasion: when was it, and what did you do yourself?',
  )
}

const wholeStory = 25
/** Of stories told to the question of another, half stay below both; of 18 told to their own, none. */
const farAtBest = 0.45
const farOnAverage = 0.3

/** A story that seems to belong to another question: the candidate says how it belongs here. */
function askForLink(stage: Stage, answer: string, verdicts: CriterionStanding[]): NewTurn | undefined {
  if (!asksForOccasion(stage) || !verdicts.length || countWords(answer) < wholeStory) return undefined
  // What is in doubt as a whole, or was not read at all, may be the right answer in unforeseen words.
  if (verdicts.some(({ doubted, likelihood }) => doubted || likelihood === 0)) return undefined
  const sum = verdicts.reduce((total, { likelihood }) => total + likelihood, 0)
  const far = verdicts.every(({ likelihood }) => likelihood < farAtBest) && sum / verdicts.length < farOnAverage
  return far ? say(stage, `Help me to see how that answers what I asked. ${stage.say}`) : undefined
}

function say(stage: Stage, text: string): NewTurn {
  return { by: 'interviewer', kind: 'probe', text, ...keyOf(stage) }
}

/** No further than anybody asks here. */
function countWords(text: string): number {
  return text.trim().split(/\s+/, wholeStory).length
}
