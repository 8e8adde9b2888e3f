import { contentStems } from './assess/words'
import type { CriterionStanding, NewTurn, Standing } from './conduct'
import { asksForStory, keyOf, type Stage } from './items'

/** From here on the point was most likely made, whatever keeps it from being credited: it is not asked for again. */
const said = 0.7
/** From here on the nearest sentence is near enough to be taken up by the follow-up. */
const near = 0.45
const longestQuote = 110

/** The criterion that is worth most among those missed or vague, and was not asked for yet. */
export function nextProbe(stage: Stage, now: Standing, verdicts: CriterionStanding[]): NewTurn | undefined {
  const open = stage.criteria.flatMap((criterion, order) => {
    const found = verdicts.find(({ criterionId }) => criterionId === criterion.id)
    const likelihood = found?.likelihood ?? 0
    const settled = found?.verdict === 'met' || (found?.verdict === 'unsure' && likelihood >= said)
    if (settled || now.probed.includes(criterion.id)) return []
    // Squared: to ask for what was probably said is worse than to leave it open.
    return [{ criterion, found, order, worth: criterion.weight * (1 - likelihood) ** 2 }]
  })
  open.sort((a, b) => b.worth - a.worth || a.order - b.order)
  const worst = open[0]
  if (!worst) return undefined
  const { probe: text, id: criterionId } = worst.criterion
  const quote = quoteOf(worst.found)
  return { by: 'interviewer', kind: 'probe', text, ...keyOf(stage), criterionId, ...(quote && { quote }) }
}

/** The candidate's words that are nearest to the point, where they are near enough to go on from. */
function quoteOf(found: CriterionStanding | undefined): string | undefined {
  const { verdict, likelihood, evidence } = found ?? {}
  if (!evidence?.trim() || likelihood! < near || (verdict !== 'unsure' && verdict !== 'partly')) return undefined
  const line = evidence.split('\n').find((each) => each.trim())!
  const cut = line.trim().length > longestQuote ? shortened(line.trim()) : line.trim()
  return cut.replace(/[\s.,;:!]+$/, '') || undefined
}

/** Ends at a clause, or else at a word. */
function shortened(text: string): string {
  const head = text.slice(0, longestQuote)
  const clause = Math.max(...[', ', '; ', ': '].map((mark) => head.lastIndexOf(mark)))
  return head.slice(0, clause > longestQuote / 3 ? clause : Math.max(1, head.lastIndexOf(' ')))
}

const openers = [
  (quote: string) => `You said “${quote}”.`,
  (quote: string) => `You mentioned “${quote}”.`,
  (quote: string) => `Let me stay with “${quote}”.`,
]
const further = [
  (quote: string) => `You touched on that: “${quote}”. Go further.`,
  (quote: string) => `You began with it: “${quote}”. Let me ask it squarely.`,
]
/** Share of the follow-up's words that stand in the candidate's: from here on it would ask for what was just said. */
const touching = 0.34

/** The follow-up as it is said where no model phrases it: it goes on from the candidate's own words. */
export function takeUp(turn: NewTurn, before: number): NewTurn {
  if (turn.kind !== 'probe' || !turn.quote) return turn
  const ways = touches(turn.text, turn.quote) ? further : openers
  return { ...turn, text: `${ways[before % ways.length]!(turn.quote)} ${turn.text}` }
}

function touches(probe: string, quote: string): boolean {
  const asked = contentStems(probe)
  const said = contentStems(quote)
  return asked.size > 0 && [...asked].filter((stem) => said.has(stem)).length / asked.size >= touching
}

const fewestWords = 8
/** Every point below this: the answer was about something else, or about too little to go on from. */
const aside = 0.15

/**
 * The question in other words, where a whole answer came near none of its points; undefined where there is something
 * to go on from. Stories come in so many words that their answers are followed up by their points instead.
 */
export function putAgain(stage: Stage, answer: string, verdicts: CriterionStanding[]): NewTurn | undefined {
  const { ask, variants } = stage.item
  const off = verdicts.length > 0 && verdicts.every(({ likelihood }) => likelihood < aside)
  if (!off || stage.twistId || asksForStory(stage)) return undefined
  if (answer.trim().split(/\s+/).length < fewestWords) return undefined
  const other = [...variants, ask].find((wording) => wording !== stage.say)
  if (!other) return undefined
  return { by: 'interviewer', kind: 'probe', text: `Let me put my question another way. ${other}`, ...keyOf(stage) }
}
