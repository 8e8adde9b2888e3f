import type { Pack, Path } from '../compile.ts'
import type { CodingTask } from '../format-coding.ts'
import type { Criterion, Question, Scenario } from '../format.ts'
import type { Report } from './report.ts'

/** What the interviewer puts at once, with its rubric: a question, the opening of a scenario, or one of its turns. */
export interface Part {
  item: Question | Scenario | CodingTask
  /** As a message names it. */
  name: string
  /** The way from the item to its criteria. */
  path: Path
  ask: string
  hint?: string
  criteria: Criterion[]
  answer: string
}

/** Several answers to one part. */
export interface Trial {
  rubric: Pick<Part, 'ask' | 'hint' | 'criteria'>
  texts: string[]
}

/** How one answer fares: the verdict on each criterion, the share of them that is met, 0-1, and whether it passes. */
export interface Graded {
  verdicts: {
    criterionId: string
    verdict: string
    likelihood: number
    contradiction?: { said: string; claim: string }
  }[]
  met: number
  passes: boolean
}

/** Judges each text of each trial, in order. */
export type Grade = (trials: Trial[]) => Promise<Graded[][]>

/** The most criteria that an answer which must fail may meet: a sentence may be right by chance, or by kinship. */
const most = { bland: 1, repeated: 0, other: (of: number) => Math.max(1, Math.floor(of / 3)) }

/** Says nothing in the words of somebody who wants to sound experienced. */
const bland =
  'That is a very important question. There are many aspects to consider, and in my experience it always depends on the context. I would look at the requirements, talk to the stakeholders, follow best practices, choose the right tools and monitor the results carefully. Communication is key, and one has to find a good balance between quality, cost and time.'

/**
 * What the app's own assessor says of the pack's answers: a model answer meets every criterion of its rubric, those of a
 * scenario's turns and of the talk about code too, and an answer that says nothing, or something else, fails.
 */
export async function gradedAnswers(pack: Pack, report: Report, grade: Grade) {
  const parts = partsOf(pack)
  const answers = parts.map((part, index) => [
    { what: 'the model answer', text: part.answer, limit: part.criteria.length },
    { what: 'a bland answer', text: bland, limit: most.bland },
    { what: 'the question repeated', text: part.ask, limit: most.repeated },
    ...otherAnswer(part, parts, index),
  ])
  const graded = await grade(
    parts.map(({ ask, hint, criteria }, index) => ({
      rubric: { ask, hint, criteria },
      texts: answers[index]!.map(({ text }) => text),
    })),
  )
  parts.forEach((part, index) => {
    const [model, ...failing] = graded[index]!
    meetsAll(part, model!, report)
    failing.forEach(({ met, passes }, n) => {
      const { what, limit } = answers[index]![n + 1]!
      const count = Math.round(met * part.criteria.length)
      if (passes || count > limit)
        report(part.item, `${part.name}: ${what} meets ${count} of ${part.criteria.length} criteria`, part.path)
    })
  })
}

/** Every rubric that words can meet, with the model answer to it. The tests decide a coding task's opening. */
export function partsOf({ questions, scenarios, coding }: Pack): Part[] {
  const openings = [...questions, ...scenarios].map((item) => ({
    item,
    name: item.id,
    path: ['criteria'],
    ask: item.ask,
    hint: item.hint,
    criteria: item.criteria,
    answer: item.answer,
  }))
  const turns = scenarios.flatMap((item) => turnsOf(item, item.ask, 'twists', item.twists))
  const talk = coding.flatMap((task) => [
    ...turnsOf(task, task.title, 'discussion', task.discussion),
    ...turnsOf(task, task.title, 'twists', task.twists),
  ])
  return [...openings, ...turns, ...talk]
}

function turnsOf(
  item: Scenario | CodingTask,
  ask: string,
  name: string,
  turns: { id: string; say: string; criteria: Criterion[] }[],
): Part[] {
  return turns.map(({ id, say, criteria }, index) => ({
    item,
    name: `${item.id}/${id}`,
    path: [name, index, 'criteria'],
    ask: `${ask} ${say}`,
    hint: item.hint,
    criteria,
    answer: item.answer,
  }))
}

function meetsAll({ item, name, path }: Part, { verdicts }: Graded, report: Report) {
  verdicts.forEach(({ criterionId, verdict, likelihood, contradiction }, index) => {
    if (verdict === 'met') return
    const why = contradiction ? `, held to claim "${contradiction.claim}" by "${contradiction.said}"` : ''
    const found = `${verdict} at ${likelihood.toFixed(2)}${why}`
    report(item, `${name}: the model answer does not meet "${criterionId}" (${found})`, [...path, index])
  })
}

/** Of another topic and another round: a story may well fit another story's question. */
function otherAnswer(part: Part, parts: Part[], index: number) {
  const rotated = parts.map((_, n) => parts[(index + 7 * (n + 1)) % parts.length]!)
  const other = rotated.find(
    ({ item }) =>
      item.topic !== part.item.topic && !roundsOf(item).some((round) => roundsOf(part.item).includes(round)),
  )
  return other
    ? [{ what: `the answer to "${other.name}"`, text: other.answer, limit: most.other(part.criteria.length) }]
    : []
}

function roundsOf(item: Part['item']): string[] {
  return 'rounds' in item ? item.rounds : ['coding']
}
