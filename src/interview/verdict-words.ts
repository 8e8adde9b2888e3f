import type { ContradictionKind, CriterionVerdict } from './session'

/** What stands beside a sentence that collides with a rubric. */
export const collisionNames: Record<ContradictionKind, string> = {
  'wrong-claim': 'A known mistake',
  number: 'The number that is right',
  negation: 'What is so, where yours says it is not',
  antonym: 'The other way round',
}

/** How sure the assessor is, by its own figure. */
export function sureInWords({ verdict, confidence }: Pick<CriterionVerdict, 'verdict' | 'confidence'>): string {
  if (verdict === 'unsure') return 'not sure'
  const percent = Math.round(confidence * 100)
  return `${percent > 99 ? 'over 99' : percent} % sure by its own figure`
}
