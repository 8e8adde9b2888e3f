import { isBlank } from '../app/blank'
import { cut, shortOf } from './own-point'
import type { OwnQuestion } from './own-question'
import { ownPoint, variantOf } from './own-written'

/** A question as it is kept: what was edited is trimmed, and what follows from it follows. */
export function asKept(question: OwnQuestion, now: number): OwnQuestion {
  const ask = question.ask.trim()
  const byNote = !!question.from.documentId
  const criteria = question.criteria
    .map((criterion) => ({ ...criterion, statement: criterion.statement.trim() }))
    .filter(({ statement }) => !isBlank(statement))
    .map((criterion, n) =>
      byNote
        ? { ...criterion, short: shortOf(criterion.statement) }
        : { ...ownPoint(criterion.statement, ask, n), id: criterion.id },
    )
  const joined = criteria.map(({ statement }) => statement).join(' ')
  const { reference, ...rest } = question
  const whole = { ...rest, ask, criteria, answer: joined, updatedAt: now }
  if (byNote) return whole
  const wanted = isBlank(reference ?? '') ? '' : reference?.trim()
  const byHand = { ...whole, title: cut(ask, 60), variants: [variantOf(ask)] }
  return wanted ? { ...byHand, reference: wanted, answer: wanted } : byHand
}
