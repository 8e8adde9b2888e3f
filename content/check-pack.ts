import type { Compiled, Problem } from './compile.ts'
import { spokenAnswers } from './rules/aloud.ts'
import { gradedAnswers, type Grade } from './rules/answers.ts'
import { coveredRows, coveredTopics, enoughOfAll } from './rules/amounts.ts'
import { atomicCards } from './rules/cards.ts'
import { soundTasks } from './rules/coding.ts'
import { sourcedFigures } from './rules/figures.ts'
import { stableIds, uniqueIds } from './rules/ids.ts'
import { liveLinks } from './rules/links.ts'
import { distinctMeanings, distinctWords, type Meaning } from './rules/near.ts'
import { completeNotes } from './rules/notes.ts'
import { soundPlans } from './rules/plans.ts'
import { reporter, type Rule } from './rules/report.ts'
import { soundRubrics } from './rules/rubrics.ts'
import { namedSources } from './rules/sources.ts'
import { readableText } from './rules/wording.ts'

export const rules: Rule[] = [
  uniqueIds,
  stableIds,
  liveLinks,
  enoughOfAll,
  coveredTopics,
  coveredRows,
  completeNotes,
  atomicCards,
  soundRubrics,
  soundTasks,
  spokenAnswers,
  readableText,
  namedSources,
  sourcedFigures,
  distinctWords,
  soundPlans,
]

/** Everything that a single item's schema cannot see. */
export function check({ pack, places }: Compiled): Problem[] {
  const problems: Problem[] = []
  const report = reporter(places, problems)
  for (const rule of rules) rule(pack, report)
  return problems
}

/** What only an encoder can see: cards and questions that ask the same in other words. */
export async function checkMeaning({ pack, places }: Compiled, meaning: Meaning): Promise<Problem[]> {
  const problems: Problem[] = []
  await distinctMeanings(pack, reporter(places, problems), meaning)
  return problems
}

/** What only the assessor can tell: a model answer meets its rubric, and answers that must fail do. */
export async function checkAnswers({ pack, places }: Compiled, grade: Grade): Promise<Problem[]> {
  const problems: Problem[] = []
  await gradedAnswers(pack, reporter(places, problems), grade)
  return problems
}
