import type { Pack } from '../compile.ts'
import type { Report } from './report.ts'

/** Every id as `kind/id`. Reviews, edits, attempts and verdicts of learners hang on them. */
export function idsOf(pack: Pack): string[] {
  const rubrics = (items: { id: string; criteria: { id: string }[] }[]) =>
    items.flatMap(({ id, criteria }) => criteria.map((criterion) => `criterion/${id}/${criterion.id}`))
  const twists = pack.scenarios.flatMap(({ id, twists }) =>
    twists.map((twist) => ({ id: `${id}/${twist.id}`, criteria: twist.criteria })),
  )
  const followUps = pack.coding.flatMap(({ id, discussion, twists }) =>
    [...discussion, ...twists].map((part) => ({ id: `${id}/${part.id}`, criteria: part.criteria })),
  )
  return [
    ...pack.topics.map(({ id }) => `topic/${id}`),
    ...pack.notes.map(({ id }) => `note/${id}`),
    ...pack.cards.map(({ id }) => `card/${id}`),
    ...pack.questions.map(({ id }) => `question/${id}`),
    ...pack.scenarios.map(({ id }) => `scenario/${id}`),
    ...twists.map(({ id }) => `twist/${id}`),
    ...pack.coding.map(({ id }) => `coding/${id}`),
    ...followUps.map(({ id }) => `follow-up/${id}`),
    ...rubrics([...pack.questions, ...pack.scenarios, ...twists, ...followUps]),
    ...pack.plans.map(({ id }) => `plan/${id}`),
    ...pack.plans.flatMap(({ id, steps }) => steps.map((step) => `step/${id}/${step.id}`)),
  ]
}

export function uniqueIds(pack: Pack, report: Report) {
  const kinds: { id: string }[][] = [
    pack.topics,
    pack.notes,
    pack.cards,
    [...pack.questions, ...pack.scenarios, ...pack.coding],
    pack.plans,
  ]
  for (const items of kinds) eachTwice(items, (item) => report(item, `id "${item.id}" is used twice`))
  for (const plan of pack.plans) eachTwice(plan.steps, ({ id }) => report(plan, `step "${id}" is used twice`))
  const names = new Map<string, string>()
  for (const term of pack.terms)
    for (const name of [term.term, term.abbreviation, ...term.synonyms]) {
      if (!name) continue
      const other = names.get(name.toLowerCase())
      if (other) report(term, `"${name}" also names the term "${other}"`)
      names.set(name.toLowerCase(), term.term)
    }
}

function eachTwice<T extends { id: string }>(items: T[], found: (item: T) => void) {
  const seen = new Set<string>()
  for (const item of items) {
    if (seen.has(item.id)) found(item)
    seen.add(item.id)
  }
}

/** An id that shipped may not vanish, and one that was taken out may not come back with another meaning. */
export function stableIds(pack: Pack, report: Report) {
  const now = new Set(idsOf(pack))
  const shipped = new Set(pack.shipped)
  const retired = new Set(pack.retired.map(({ id }) => id))
  for (const id of shipped)
    if (!now.has(id) && !retired.has(id))
      report(pack, `${id} has shipped and is gone: bring it back, or say in retired.yaml why it had to go`)
  for (const id of now) {
    if (retired.has(id)) report(pack, `${id} was retired: an id is never used again`)
    if (!shipped.has(id)) report(pack, `${id} is new: run "npm run content:check -- --update" and commit the list`)
  }
  for (const item of pack.retired) if (!shipped.has(item.id)) report(item, `${item.id} is retired but never shipped`)
}
