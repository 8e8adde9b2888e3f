import type { Pack } from './compile'
import type { CurriculumRow, Question, Scenario } from './format'

/** How much of each kind the pack holds. */
export function countsOf(pack: Pack) {
  const parts = [...pack.scenarios, ...pack.coding].flatMap(({ twists }) => twists)
  const discussed = pack.coding.flatMap(({ discussion }) => discussion)
  const rubrics = [...pack.questions, ...pack.scenarios, ...parts, ...discussed]
  const inRound = (round: string) => pack.questions.filter((question) => question.rounds.some((r) => r === round))
  return {
    notes: pack.notes.length,
    cards: pack.cards.length,
    questions: pack.questions.length,
    criteria: rubrics.reduce((sum, { criteria }) => sum + criteria.length, 0),
    scenarios: pack.scenarios.length,
    behavioural: inRound('behavioural').length,
    coding: pack.coding.length,
    terms: pack.terms.length,
  }
}

/** A line of the coverage table. */
export interface Covered {
  row: string
  notes: number
  cards: number
  questions: number
}

/** What there is for each topic, and then for each row of the curriculum. */
export function coverageOf(pack: Pack): Covered[] {
  return [...topicsOf(pack), ...rowsOf(pack)]
}

export function topicsOf(pack: Pack): Covered[] {
  return pack.topics.map(({ id, row }) => {
    const count = (items: { topic: string }[]) => items.filter((item) => item.topic === id).length
    return { row, notes: count(pack.notes), cards: count(pack.cards), questions: count(pack.questions) }
  })
}

/** Notes are the passages that explain the row; cards and questions are those that link to them or are named. */
export function rowsOf(pack: Pack): Covered[] {
  const items = [...pack.questions, ...pack.scenarios]
  return pack.curriculum.map((row) => ({
    row: row.row,
    notes: row.notes.length,
    cards: pack.cards.filter(({ note }) => note && isUnder(note, row.notes)).length,
    questions: items.filter((item) => belongs(item, row)).length,
  }))
}

function belongs(item: Question | Scenario, row: CurriculumRow): boolean {
  if (row.round) return item.rounds.includes(row.round)
  if (row.quality) return item.criteria.some(({ quality }) => quality === row.quality)
  return row.questions.includes(item.id) || item.notes.some((note) => isUnder(note, row.notes))
}

/** A row that names a whole note takes every passage of it. */
function isUnder(address: string, passages: string[]): boolean {
  return passages.some((passage) => address === passage || address.startsWith(`${passage}#`))
}

const tableBegins = '<!-- coverage: written by "npm run content:check -- --update" -->\n'
const tableEnds = '<!-- /coverage -->'

/** The guide with the coverage table as it is now between its two marks. */
export function withCoverage(guide: string, pack: Pack): string {
  const begin = guide.indexOf(tableBegins)
  const end = guide.indexOf(tableEnds)
  if (begin < 0 || end < begin) throw new Error('content/README.md has lost the marks of its coverage table.')
  return guide.slice(0, begin + tableBegins.length) + tableOf(pack) + guide.slice(end)
}

function tableOf(pack: Pack): string {
  const c = countsOf(pack)
  const counts = `${c.notes} notes, ${c.cards} cards, ${c.questions} questions (${c.behavioural} behavioural, ${c.coding} for the coding round), ${c.scenarios} scenarios, ${c.criteria.toLocaleString('en-GB')} criteria, ${c.terms} terms, ${pack.plans.length} plans.`
  const table = (rows: Covered[], first: string) => [
    `| ${first} | notes | cards | questions |`,
    '| --- | --- | --- | --- |',
    ...rows.map(({ row, notes, cards, questions }) => `| ${row} | ${notes} | ${cards} | ${questions} |`),
  ]
  const topics = table(topicsOf(pack), 'topic')
  const rows = table(rowsOf(pack), 'row of the curriculum (notes: passages)')
  return [counts, '', ...topics, '', ...rows, ''].join('\n')
}
