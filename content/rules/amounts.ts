import type { Pack } from '../compile.ts'
import { countsOf, rowsOf } from '../coverage.ts'
import type { Report } from './report.ts'

/** The least that makes the pack useful on the first evening. */
const least = { notes: 28, cards: 450, questions: 180, scenarios: 12, behavioural: 20, coding: 12, terms: 350 }
const leastOfCore = { cards: 15, questions: 10 }
const leastOfTopic = { cards: 15, questions: 8 }

export function enoughOfAll(pack: Pack, report: Report) {
  const counts = countsOf(pack)
  for (const [kind, number] of Object.entries(least)) {
    const there = counts[kind as keyof typeof least]
    if (there < number) report(pack, `the pack has ${there} ${kind}, fewer than ${number}`)
  }
  if (pack.plans.length !== 3) report(pack, `the pack has ${pack.plans.length} study plans, not three`)
}

/** Every topic has a note, cards of both levels and in several kinds, and questions. */
export function coveredTopics(pack: Pack, report: Report) {
  for (const topic of pack.topics) {
    const of = <T extends { topic: string }>(items: T[]) => items.filter((item) => item.topic === topic.id)
    const cards = of(pack.cards)
    const least = topic.core ? leastOfCore : leastOfTopic
    if (!of(pack.notes).length) report(topic, `topic "${topic.id}" has no note`)
    if (cards.length < least.cards) report(topic, `topic "${topic.id}" has ${cards.length} cards`)
    if (of(pack.questions).length < least.questions)
      report(topic, `topic "${topic.id}" has ${of(pack.questions).length} questions`)
    for (const level of ['junior', 'mid'])
      if (!cards.some((card) => card.level === level)) report(topic, `topic "${topic.id}" has no ${level} card`)
    variedCards(topic, cards, report)
  }
}

function variedCards(topic: { id: string }, cards: { kind: string }[], report: Report) {
  const kinds = new Map<string, number>()
  for (const { kind } of cards) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  if (kinds.size < 4) report(topic, `topic "${topic.id}" uses ${kinds.size} of the four kinds of card`)
  for (const [kind, number] of kinds)
    if (number > 0.75 * cards.length) report(topic, `${number} of ${cards.length} cards of "${topic.id}" are ${kind}`)
}

/** Every row of the curriculum has its passages, cards and questions. */
export function coveredRows(pack: Pack, report: Report) {
  if (!pack.curriculum.length) report(pack, 'curriculum.yaml has no rows')
  const rows = rowsOf(pack)
  pack.curriculum.forEach((row, index) => {
    const { cards, questions } = rows[index]!
    if (cards < row.needs.cards) report(row, `"${row.row}" has ${cards} cards, fewer than ${row.needs.cards}`)
    if (questions < row.needs.questions)
      report(row, `"${row.row}" has ${questions} questions, fewer than ${row.needs.questions}`)
  })
}
