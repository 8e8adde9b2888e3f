import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { compilePack } from '../../content/compile'
import type { Question } from '../../content/format'
import { findingsOf, type Knowledge } from '../../src/interview/assess/assess'
import { featureNames, type Features } from '../../src/interview/assess/features'
import { knowledgeFrom } from '../../src/interview/assess/knowledge'
import { words } from '../../src/interview/assess/words'
import { seeded } from '../../src/interview/seeded'
import { inputOf, readRows, type CriteriaRow } from './criteria-data'
import { auc } from './eval-criteria'
import { fitLogistic } from './ridge'

/**
 * `npx tsx tests/bench/fit-assessor.ts --data FILE.jsonl… [--write]`: fits the assessor's weights on labelled answers and
 * prints what they reach on questions left out. Chance is seeded.
 */
interface Example {
  question: string
  kind: string
  met: boolean
  features: Features
}

const { values } = parseArgs({
  options: {
    data: { type: 'string', multiple: true, default: [] },
    penalty: { type: 'string', default: '3' },
    write: { type: 'boolean', default: false },
  },
})

function examplesOf(rows: CriteriaRow[], knowledge: Knowledge): Example[] {
  return rows.flatMap((row) =>
    [true, false].flatMap((withWrong) => {
      const findings = findingsOf(inputOf(row, withWrong), knowledge) ?? []
      return findings.map(({ features }, index) => ({
        question: row.question_id,
        kind: row.kind,
        met: row.met[index]!,
        features,
      }))
    }),
  )
}

/** The answer with its content words thrown about and its grammar left in place: right terms, no sense. */
function shuffled(row: CriteriaRow, seed: number): CriteriaRow[] {
  const random = seeded(seed + 1)
  const content = words(row.student_answer).filter((word) => !word.grammar)
  const drawn = content.map((word) => ({ text: row.student_answer.slice(word.start, word.end), key: random() }))
  drawn.sort((a, b) => a.key - b.key)
  let text = ''
  let from = 0
  content.forEach((word, index) => {
    text += row.student_answer.slice(from, word.start) + drawn[index]!.text
    from = word.end
  })
  const met = row.met.map(() => false)
  return [{ ...row, kind: 'made-shuffled', met, student_answer: text + row.student_answer.slice(from) }]
}

const vector = (features: Features) => featureNames.map((name) => features[name])

function fit(examples: Example[]): number[] {
  return fitLogistic(
    examples.map(({ features }) => vector(features)),
    examples.map(({ met }) => (met ? 1 : 0)),
    // Credit for what was not said is the worse mistake.
    examples.map(({ met, kind }) => (kind.startsWith('made-') ? 0.1 : 1) * (met ? 1 : 1.2)),
    Number(values.penalty),
  )
}

function score(weights: number[], features: Features): number {
  const sum = vector(features).reduce((total, value, index) => total + value * weights[index + 1]!, weights[0]!)
  return 1 / (1 + Math.exp(-sum))
}

/** Each question judged by weights that have not seen it. */
function heldOut(examples: Example[]) {
  const questions = [...new Set(examples.map(({ question }) => question))].sort()
  return questions.flatMap((question) => {
    const weights = fit(examples.filter((example) => example.question !== question))
    const own = examples.filter((example) => example.question === question)
    return own.map((example) => ({ ...example, chance: score(weights, example.features) }))
  })
}

function report(name: string, judged: (Example & { chance: number })[]) {
  const chances = (keep: (example: Example) => boolean) => judged.filter(keep).map(({ chance }) => chance)
  const fair = judged.filter(({ kind }) => kind !== 'wrong' && !kind.startsWith('made-'))
  console.log(name, {
    criteria: judged.length,
    auc: auc(
      chances(({ met }) => met),
      chances(({ met }) => !met),
    ),
    aucWithoutWrong: auc(
      fair.filter(({ met }) => met).map(({ chance }) => chance),
      fair.filter(({ met }) => !met).map(({ chance }) => chance),
    ),
    realOverShuffled: auc(
      chances(({ met }) => met),
      chances(({ kind }) => kind === 'made-shuffled'),
    ),
    excellentOverWrong: auc(
      chances(({ kind }) => kind === 'excellent'),
      chances(({ kind }) => kind === 'wrong'),
    ),
  })
  console.table(
    [0.5, 0.6, 0.7, 0.75, 0.8].map((threshold) => {
      const taken = fair.filter(({ chance }) => chance >= threshold)
      const wrong = judged.filter(({ kind }) => kind === 'wrong')
      const nonsense = judged.filter(({ kind }) => kind.includes('shuffled'))
      return {
        threshold,
        precision: taken.filter(({ met }) => met).length / taken.length,
        recall: taken.filter(({ met }) => met).length / fair.filter(({ met }) => met).length,
        wrongCredited: wrong.filter(({ chance }) => chance >= threshold).length / wrong.length,
        shuffledCredited: nonsense.filter(({ chance }) => chance >= threshold).length / nonsense.length,
      }
    }),
  )
}

/**
 * Answers made from the pack: each question's model answer, which meets every criterion, and another question's, which
 * meets none.
 */
function fromPack(questions: Question[]): CriteriaRow[] {
  return questions.flatMap((question, index) => {
    const { criteria } = question
    const another = questions[(index + 7) % questions.length]!.answer
    const row = (kind: string, met: boolean, text: string): CriteriaRow => ({
      id: `${question.id}-${kind}`,
      question_id: question.id,
      question: question.ask,
      reference_answers: [],
      criteria: [],
      met: criteria.map(() => met),
      student_answer: text,
      kind: `made-${kind}`,
      rubric: criteria.map(({ statement, paraphrases, wrong }) => ({
        statement,
        paraphrases,
        wrong,
      })),
    })
    return [row('model', true, question.answer), row('other', false, another)]
  })
}

const { questions, scenarios, terms } = compilePack('content').pack
const knowledge = knowledgeFrom({ questions, scenarios, glossary: terms })
const given = readRows(values.data)
const made = fromPack(questions)
const sound = [
  ...given.filter(({ kind }) => kind === 'excellent' || kind === 'good'),
  ...made.filter(({ kind }) => kind === 'made-model'),
]
const examples = examplesOf([...given, ...made, ...sound.flatMap(shuffled)], knowledge)
const judged = heldOut(examples)
report(
  'held out, rubric with wrong claims',
  judged.filter(({ features }) => features.knowsWrong),
)
report(
  'held out, rubric without them',
  judged.filter(({ features }) => !features.knowsWrong),
)

const shipped = fit(examples)
const named = Object.fromEntries(
  ['bias', ...featureNames].map((name, index) => [name, Number(shipped[index]!.toFixed(3))]),
)
console.log(named)
if (values.write) {
  const lines = Object.entries(named).map(([name, value]) => `  ${name}: ${value},`)
  const text = `import type { Features } from './features'

/** Fitted by tests/bench/fit-assessor.ts; do not edit by hand. */
export const weights: { bias: number } & Record<keyof Features, number> = {
${lines.join('\n')}
}
`
  writeFileSync('src/interview/assess/weights.ts', text)
}
