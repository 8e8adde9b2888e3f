import { systems, type Fitted, type FittedSystems, type System } from '../../src/interview/assess/likelihood'
import { examplesOf, type Example, type shippedKnowledge } from './assessor-examples'
import { readRows, type CriteriaRow } from './criteria-data'
import { fitSystem, heldOut, thresholds, type Judged } from './fit-system'
import { madeAnswers } from './made-answers'
import { fittedQuestions, ownAnswers } from './own-answers'

/** Labelled answers and such as are made from the pack, as examples for each system. */
export function trainingExamples(
  files: string[],
  { pack, wording, instant }: ReturnType<typeof shippedKnowledge>,
): Record<System, Example[]> {
  const own = ownAnswers('answers', pack.questions).filter((row) => fittedQuestions.includes(row.question_id))
  const rows: CriteriaRow[] = [...readRows(files).filter(({ met }) => met), ...own, ...madeAnswers(pack.questions, 7)]
  const bare = (knowledge: typeof wording) => [
    ...examplesOf(rows, knowledge, 'noWrong'),
    ...examplesOf(rows, knowledge, 'statements'),
  ]
  return {
    wording: examplesOf(rows, wording, 'full'),
    wordingBare: bare(wording),
    instant: examplesOf(rows, instant, 'full'),
    instantBare: bare(instant),
  }
}

/** Weights and thresholds of each system; the thresholds are chosen on questions that the weights have not seen. */
export function fitAll(
  examples: Record<System, Example[]>,
  told: (system: System, judged: Judged[], met: number) => void = () => {},
): FittedSystems {
  const fits = systems.map((system): [System, Fitted] => {
    const judged = heldOut(examples[system], system)
    const chosen = thresholds(judged)
    told(system, judged, chosen.met)
    return [system, { ...fitSystem(examples[system], system), ...chosen }]
  })
  return Object.fromEntries(fits) as FittedSystems
}
