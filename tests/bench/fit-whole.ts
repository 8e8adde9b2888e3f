import { systems, type Fitted, type FittedSystems, type System } from '../../src/interview/assess/likelihood'
import type { Knowledge } from '../../src/interview/assess/assess'
import { fitted as shipped } from '../../src/interview/assess/weights'
import { embeddedFor, examplesOf, type Example, type shippedKnowledge } from './assessor-examples'
import { readRows, type CriteriaRow } from './criteria-data'
import { fitSystem, heldOut, thresholds, type Judged } from './fit-system'
import { foreignStories, madeAnswers } from './made-answers'
import { fittedQuestions, ownAnswers, storiesInView } from './own-answers'

/** Examples for each system; those with an embedder are left out where its model is not here. */
export type TrainingExamples = Partial<Record<System, Example[]>>

/** Labelled answers and such as are made from the pack, as examples for each system. */
export async function trainingExamples(
  files: string[],
  { pack, wording, instant }: ReturnType<typeof shippedKnowledge>,
  models?: string,
): Promise<TrainingExamples> {
  const own = ownAnswers('answers', pack.questions).filter((row) => fittedQuestions.includes(row.question_id))
  const rows: CriteriaRow[] = [...readRows(files).filter(({ met }) => met), ...own, ...madeAnswers(pack.questions, 7)]
  const told = ownAnswers('stories', pack.questions).filter((row) => storiesInView.includes(row.question_id))
  const stories = [...rows, ...told, ...foreignStories(told)]
  const embedded = await embeddedFor(stories, models)
  const embedder = embedded && { ...instant, embedded }
  const bare = (knowledge: Knowledge) => [
    ...examplesOf(rows, knowledge, 'noWrong'),
    ...examplesOf(rows, knowledge, 'statements'),
  ]
  return {
    wording: examplesOf(rows, wording, 'full'),
    wordingBare: bare(wording),
    instant: examplesOf(rows, instant, 'full'),
    instantBare: bare(instant),
    instantStory: examplesOf(stories, instant, 'full'),
    ...(embedder && {
      embedder: examplesOf(rows, embedder, 'full'),
      embedderBare: bare(embedder),
      embedderStory: examplesOf(stories, embedder, 'full'),
    }),
  }
}

/** Weights and thresholds of each system, those that ship where there are no examples; the thresholds are chosen on questions that the weights have not seen. */
export function fitAll(
  examples: TrainingExamples,
  told: (system: System, judged: Judged[], met: number) => void = () => {},
): FittedSystems {
  const fits = systems.map((system): [System, Fitted] => {
    const own = examples[system]
    if (!own) return [system, shipped[system]]
    const judged = heldOut(own, system)
    const chosen = thresholds(judged, system)
    told(system, judged, chosen.met)
    return [system, { ...fitSystem(own, system), ...chosen }]
  })
  return Object.fromEntries(fits) as FittedSystems
}
