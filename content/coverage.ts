import type { Pack } from './compile'

/** How much of each kind the pack holds. */
export function countsOf(pack: Pack) {
  const rubrics = [...pack.questions, ...pack.scenarios, ...pack.scenarios.flatMap((scenario) => scenario.twists)]
  const inRound = (round: string) => pack.questions.filter((question) => question.rounds.some((r) => r === round))
  return {
    notes: pack.notes.length,
    cards: pack.cards.length,
    questions: pack.questions.length,
    criteria: rubrics.reduce((sum, { criteria }) => sum + criteria.length, 0),
    scenarios: pack.scenarios.length,
    behavioural: inRound('behavioural').length,
    coding: inRound('coding').length,
    terms: pack.terms.length,
  }
}

/** What there is for each row of the curriculum. */
export function coverageOf(pack: Pack) {
  return pack.topics.map(({ id, row }) => {
    const count = (items: { topic: string }[]) => items.filter((item) => item.topic === id).length
    return { row, notes: count(pack.notes), cards: count(pack.cards), questions: count(pack.questions) }
  })
}
