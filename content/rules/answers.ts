import type { Pack } from '../compile.ts'
import type { Question } from '../format.ts'
import type { Report } from './report.ts'

/** Judges an answer to a question: the shares of the rubric's weight that it meets and that it misses. */
export type Grade = (question: Question, answer: string) => { met: number; missed: number }

/**
 * What the assessor holds on the whole pack by wording alone, without its encoder: a model answer is hardly ever said to
 * miss a point (it may be left unsure), and an answer that says nothing, or something else, earns next to nothing.
 * A story shares too few words with a rubric on how stories are told: its model answer is not held to this.
 */
const most = { modelMissed: 0.4, bland: 0.15, repeated: 0.05, other: 0.2 }

/** Says nothing in the words of somebody who wants to sound experienced. */
const bland =
  'That is a very important question. There are many aspects to consider, and in my experience it always depends on the context. I would look at the requirements, talk to the stakeholders, follow best practices, choose the right tools and monitor the results carefully. Communication is key, and one has to find a good balance between quality, cost and time.'

export function gradedAnswers(pack: Pack, report: Report, grade: Grade) {
  pack.questions.forEach((question, index) => {
    const say = (message: string) => report(question, `${question.id}: ${message}`)
    const { missed } = isStory(question) ? { missed: 0 } : grade(question, question.answer)
    if (missed > most.modelMissed) say(`the model answer is said to miss ${percent(missed)} of its own rubric`)
    const other = otherQuestion(question, pack.questions, index)
    const failing = [
      { what: 'a bland answer', answer: bland, limit: most.bland },
      { what: 'the question repeated', answer: question.ask, limit: most.repeated },
      ...(other ? [{ what: `the answer to "${other.id}"`, answer: other.answer, limit: most.other }] : []),
    ]
    for (const { what, answer, limit } of failing) {
      const { met } = grade(question, answer)
      if (met > limit) say(`${what} earns ${percent(met)} of the rubric, more than ${percent(limit)}`)
    }
  })
}

function isStory({ rounds }: Question): boolean {
  return rounds.some((round) => round === 'behavioural' || round === 'project' || round === 'recruiter')
}

/** Of another topic and another round: a story may well fit another story's question. */
function otherQuestion(question: Question, all: Question[], index: number): Question | undefined {
  const rotated = all.map((_, n) => all[(index + 7 * (n + 1)) % all.length]!)
  return rotated.find(
    ({ topic, rounds }) => topic !== question.topic && !rounds.some((round) => question.rounds.includes(round)),
  )
}

const percent = (share: number) => `${Math.round(100 * share)} %`
