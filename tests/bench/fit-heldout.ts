import type { System, FittedSystems } from '../../src/interview/assess/likelihood'
import { systems } from '../../src/interview/assess/likelihood'
import { shippedKnowledge } from './assessor-examples'
import { defaultCriteriaData } from './criteria-data'
import { fitAll, trainingExamples } from './fit-whole'

/** Weights and thresholds for a question, from all others alone. */
export function heldOutWeights(): (question: string) => FittedSystems {
  const examples = trainingExamples(defaultCriteriaData, shippedKnowledge())
  const known = new Map<string, FittedSystems>()
  return (question) => {
    const fitted = known.get(question) ?? fitAll(without(examples, question))
    known.set(question, fitted)
    return fitted
  }
}

function without(examples: Awaited<ReturnType<typeof trainingExamples>>, question: string) {
  const kept = systems.map((system) => [system, examples[system].filter(({ row }) => row.question_id !== question)])
  return Object.fromEntries(kept) as Record<System, (typeof examples)[System]>
}
