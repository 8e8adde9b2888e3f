import type { Criterion } from '../../content/format'
import { contentStems } from './assess/words'
import type { CriterionStanding, NewTurn, Standing } from './conduct'
import { keyOf, type Stage } from './items'
import { quotable } from './quotable'

/**
 * From here on the point was most likely made, whatever keeps it from being credited: among answers that people graded, 8
 * in 10 of those suggested as partly made had made it. It is not asked for as if nothing had been said.
 */
const said = 0.4
/** Above this not even a closer look is worth it. */
const surelySaid = 0.7
/** A whole answer in doubt is doubted by halving what each of its points was likely to have: whoever asks goes by the whole. */
const undoubted = 2
/** So many words of the point, and such a part of them, in the nearest sentence: less, and it is near by chance. */
const fewestShared = 2
const leastShared = 0.25

/**
 * The criterion that is worth most among those missed, and was not asked for yet; else, once a stage, a closer look at
 * one that the candidate's own words touch. `spoken` is what was said in words: a board's labels are no sentence to quote.
 */
export function nextProbe(
  stage: Stage,
  now: Standing,
  verdicts: CriterionStanding[],
  spoken = '',
): NewTurn | undefined {
  const open = stage.criteria
    .flatMap((criterion, order) => {
      const found = verdicts.find(({ criterionId }) => criterionId === criterion.id)
      if (found?.verdict === 'met' || now.probed.includes(criterion.id)) return []
      const made = found?.verdict === 'missed' ? Math.min(found.likelihood, said / 2) : madeBy(found)
      // Squared: to ask for what was probably said is worse than to leave it open.
      return [{ criterion, found, order, made, worth: criterion.weight * (1 - made) ** 2 }]
    })
    .sort((a, b) => b.worth - a.worth || a.order - b.order)
  const lacking = open.find(({ made }) => made < said)
  if (lacking) return probeFor(stage, lacking.criterion)
  if (now.closer) return undefined
  for (const { criterion, found, made } of open) {
    const quote = made < surelySaid ? quoteOf(criterion, found, spoken) : undefined
    if (quote) return { ...probeFor(stage, criterion), quote }
  }
  return undefined
}

function madeBy(found: CriterionStanding | undefined): number {
  if (!found) return 0
  return Math.min(1, found.likelihood * (found.doubted ? undoubted : 1))
}

function probeFor(stage: Stage, { probe: text, id: criterionId }: Criterion): NewTurn {
  return { by: 'interviewer', kind: 'probe', text, ...keyOf(stage), criterionId }
}

/** The candidate's words that are nearest to the point, where they speak of what it speaks of. */
function quoteOf(criterion: Criterion, found: CriterionStanding | undefined, spoken: string): string | undefined {
  const line = found?.evidence?.split('\n').find((each) => each.trim())
  if (!line || !spoken.includes(line)) return undefined
  const quote = quotable(line).replace(/[\s.,;:!]+$/, '')
  const said = contentStems(quote)
  const near = [criterion.statement, `${criterion.short} ${criterion.probe}`].some((wording) => {
    const about = [...contentStems(wording)]
    const shared = about.filter((stem) => said.has(stem)).length
    return shared >= fewestShared && shared >= leastShared * about.length
  })
  return near ? quote : undefined
}

const closer = [
  (quote: string) => `You touched on that: “${quote}”. Go further.`,
  (quote: string) => `Let me stay with “${quote}”.`,
  (quote: string) => `You spoke of “${quote}”. Take me one step further.`,
]

/** The follow-up as it is said where no model phrases it: a closer look goes on from the candidate's own words. */
export function takeUp(turn: NewTurn, before: number): NewTurn {
  if (turn.kind !== 'probe' || !turn.quote) return turn
  return { ...turn, text: `${closer[before % closer.length]!(turn.quote)} ${turn.text}` }
}
