import { readChallenge, challengeRules, type Stood } from './challenge'
import { stageKey } from './items'
import type { ChallengeMet, CriterionVerdict, Turn } from './session'

/** How each challenge of a transcript was met. One that was never answered, because the interview ended, is left out. */
export function challengesMet(turns: readonly Turn[], verdicts: CriterionVerdict[]): ChallengeMet[] {
  return turns.flatMap((turn, index): ChallengeMet[] => {
    if (turn.kind !== 'challenge' || !turn.quote) return []
    const reply = turns.slice(index + 1).find(({ kind }) => kind === 'answer' || kind === 'skip')
    if (!reply || stageKey(reply) !== stageKey(turn)) return []
    const before = turns
      .slice(0, index)
      .flatMap((earlier) => (earlier.kind === 'answer' && stageKey(earlier) === stageKey(turn) ? [earlier.text] : []))
    const outcome = readChallenge(turn.quote, reply.text, before, stoodOf(turn, verdicts))
    return [
      {
        turnId: reply.id,
        itemId: turn.itemId,
        twistId: turn.twistId,
        claim: turn.quote,
        said: reply.text,
        outcome,
        credit: challengeRules[outcome].credit,
      },
    ]
  })
}

/** What the assessor made of the sentence: near a known mistake, evidence of a point that was met, or neither. */
function stoodOf(challenge: Turn, verdicts: CriterionVerdict[]): Stood {
  const own = verdicts.filter((verdict) => stageKey(verdict) === stageKey(challenge))
  const claim = challenge.quote!
  const touches = (said: string | undefined) => !!said && (said.includes(claim) || claim.includes(said))
  if (own.some(({ contradiction }) => touches(contradiction?.said))) return 'wrong'
  return own.some(({ verdict, evidence }) => verdict === 'met' && touches(evidence)) ? 'right' : 'open'
}
