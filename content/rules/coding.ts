import type { Pack } from '../compile.ts'
import type { CodingTask } from '../format-coding.ts'
import type { Report } from './report.ts'
import { soundCriterion } from './rubrics.ts'
import { wordsOf } from './text.ts'

const answerWords = { least: 120, most: 249 }

/** What the schema cannot see of a coding task; check-code.ts runs its solutions. */
export function soundTasks(pack: Pack, report: Report) {
  for (const task of pack.coding) {
    const say = (message: string) => report(task, `${task.id}: ${message}`)
    soundTests(task, say)
    soundFollowUps(task, say)
    const words = wordsOf(task.answer)
    if (words < answerWords.least || words > answerWords.most)
      say(`the model answer has ${words} words, not ${answerWords.least} to ${answerWords.most}`)
  }
}

function soundTests({ tests, probes }: CodingTask, say: (message: string) => void) {
  const twice = repeated(tests.map(({ id }) => id))
  if (twice) say(`test "${twice}" is there twice`)
  const visible = tests.filter((each) => each.visible).length
  if (visible < 2 || visible > tests.length - 3) say('needs at least two visible and three hidden tests')
  if (!tests.some(({ group }) => group === 'edge')) say('has no edge case')
  if (tests.some(({ group }) => group === 'scale') && !probes.scale) say('has no probe for its scale tests')
}

function soundFollowUps({ discussion, twists }: CodingTask, say: (message: string) => void) {
  const parts = [...discussion, ...twists]
  const twice = repeated(parts.map(({ id }) => id))
  if (twice) say(`"${twice}" is there twice`)
  for (const part of parts) {
    if (repeated(part.criteria.map(({ id }) => id))) say(`"${part.id}" uses a criterion’s id twice`)
    for (const criterion of part.criteria)
      soundCriterion(criterion, (message) => say(`criterion "${part.id}/${criterion.id}" ${message}`))
  }
}

function repeated(ids: string[]): string | undefined {
  return ids.find((id, index) => ids.indexOf(id) !== index)
}
