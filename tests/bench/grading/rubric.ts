import { compilePack } from '../../../content/compile'
import { assess, type Knowledge } from '../../../src/interview/assess/assess'
import { talkOf } from '../../../src/interview/coding/task-item'
import { knowledgeFrom } from '../../../src/interview/assess/knowledge'
import { TokenSpace } from '../../../src/interview/assess/meaning'
import { instantEncoder } from './encoder'
import type { GradedRow, RubricLine } from './rows'

/** The rubric of a row where it is one of statements, which say more than a reference; undefined else. */
export function statementsOf({ rubric }: GradedRow): RubricLine[] | undefined {
  const lines = rubric.filter((line): line is RubricLine => typeof line !== 'string')
  return lines.length ? lines : undefined
}

const known = new Map<boolean, Knowledge>()

/** The mean likelihood that the points of a written rubric were made, by the app's assessor for such. */
export function shareByRubric({ asked, answer }: GradedRow, lines: RubricLine[], withMeaning: boolean): number {
  const knowledge = known.get(withMeaning) ?? knowledgeOfPack(withMeaning)
  known.set(withMeaning, knowledge)
  const criteria = lines.map((line, n) => ({ id: String(n), probe: '', ...line }))
  const judged = assess({ question: asked, criteria, said: [{ turnId: 'answer', text: answer }] }, knowledge)
  return judged.reduce((sum, { likelihood }) => sum + likelihood, 0) / judged.length
}

function knowledgeOfPack(withMeaning: boolean): Knowledge {
  const { questions, scenarios, terms, coding } = compilePack('content').pack
  const space = withMeaning ? new TokenSpace(instantEncoder()) : undefined
  return knowledgeFrom({ questions, scenarios: [...scenarios, ...talkOf(coding)], glossary: terms }, space)
}
