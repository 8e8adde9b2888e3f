import type { FittedSystems } from '../../src/interview/assess/likelihood'
import { shippedKnowledge, type Example } from './assessor-examples'
import { defaultCriteriaData } from './criteria-data'
import { fitAll, trainingExamples, type TrainingExamples } from './fit-whole'

/** Weights and thresholds for a question, from all others alone. */
export async function heldOutWeights(): Promise<(question: string) => FittedSystems> {
  const examples = await trainingExamples(defaultCriteriaData, shippedKnowledge())
  const known = new Map<string, FittedSystems>()
  return (question) => {
    const fitted = known.get(question) ?? fitAll(without(examples, question))
    known.set(question, fitted)
    return fitted
  }
}

function without(examples: TrainingExamples, question: string): TrainingExamples {
  const kept = Object.entries(examples).map(([system, list]: [string, Example[]]) => [
    system,
    list.filter(({ row }) => row.question_id !== question),
  ])
  return Object.fromEntries(kept) as TrainingExamples
}
