import {
  featureNames,
  likelihood,
  systems,
  type Fitted,
  type FittedSystems,
  type System,
} from '../../src/interview/assess/likelihood'
import type { Example } from './assessor-examples'
import { fitLogistic } from './ridge'

/** How many answers' worth of evidence the penalty is: features are standardised first. */
const penalty = 20

/** Credit for what is fluently wrong is the worst mistake; answers made from the pack only steady the fit. */
function importance({ row: { kind }, features }: Example, system: System): number {
  const about = isStory(system) && !features.story ? 0.1 : 1
  // Fluent mistakes are rare among stories: those of other questions teach what they look like.
  if (kind === 'wrong') return 2 * Math.max(about, 0.5)
  return (kind === 'made-foreign' ? 0.5 : kind.startsWith('made-') ? 0.1 : 1) * about
}

const isStory = (system: System) => system.endsWith('Story')

/** The regression of one system, without thresholds. */
export function fitSystem(examples: Example[], system: System): Pick<Fitted, 'bias' | 'weights'> {
  const names = featureNames[system]
  const rows = examples.map(({ features }) => names.map((name) => features[name] ?? 0))
  const scales = names.map((_, column) => spread(rows.map((row) => row[column]!)))
  const [bias, ...weights] = fitLogistic(
    rows.map((row) => row.map((value, column) => value / scales[column]!)),
    examples.map(({ met }) => (met ? 1 : 0)),
    examples.map((example) => importance(example, system)),
    penalty,
  )
  const named = names.map((name, column) => [name, rounded(weights[column]! / scales[column]!)])
  return { bias: rounded(bias!), weights: Object.fromEntries(named) as Fitted['weights'] }
}

function spread(values: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1
}

const rounded = (value: number) => Number(value.toFixed(3))

/** One fit for whatever the features say they are. */
function everywhere(fit: Pick<Fitted, 'bias' | 'weights'>): FittedSystems {
  const whole = { ...fit, met: 1, partly: 1, missed: 0 }
  return Object.fromEntries(systems.map((system) => [system, whole])) as FittedSystems
}

export interface Judged extends Example {
  chance: number
}

/** Each question's examples judged by a fit that has not seen the question. */
export function heldOut(examples: Example[], system: System): Judged[] {
  const labelled = examples.filter(
    ({ row, features }) => !row.kind.startsWith('made-') && (!isStory(system) || features.story),
  )
  const questions = [...new Set(labelled.map(({ row }) => row.question_id))].sort()
  return questions.flatMap((question) => {
    const fit = fitSystem(
      examples.filter(({ row }) => row.question_id !== question),
      system,
    )
    const by = everywhere(fit)
    const own = labelled.filter(({ row }) => row.question_id === question)
    return own.map((example) => ({ ...example, chance: likelihood(example.features, by) }))
  })
}

const steps = Array.from({ length: 81 }, (_, step) => Number((0.1 + step / 100).toFixed(2)))
const share = <T>(list: T[], holds: (item: T) => boolean) => (list.length ? list.filter(holds).length / list.length : 0)

/** With few examples a lower threshold may look right by chance. */
const leastMet = 0.6

/**
 * Where verdicts change, chosen on held-out chances: "met" is right in 97 of 100 (of told experiences in 95) and given to at most 4 of 100 criteria
 * in fluent wrong answers; below "met" down to "partly" most were made, and at most 12 of 100 of the wrong get as much; below "missed" at most 4 of 100 of those made.
 */
export function thresholds(judged: Judged[], system: System): Pick<Fitted, 'met' | 'partly' | 'missed'> {
  const fair = judged.filter(({ row }) => row.kind !== 'wrong')
  const wrong = judged.filter(({ row }) => row.kind === 'wrong')
  const made = fair.filter(({ met }) => met)
  const met = steps.find(
    (step) =>
      step >= leastMet &&
      share(
        fair.filter(({ chance }) => chance >= step),
        (item) => item.met,
      ) >= (isStory(system) ? 0.95 : 0.97) &&
      share(wrong, ({ chance }) => chance >= step) <= 0.04,
  )!
  const partly = steps.find(
    (step) =>
      step >= 0.4 &&
      share(
        judged.filter(({ chance }) => chance >= step && chance < met),
        (item) => item.met,
      ) >= 0.65 &&
      share(wrong, ({ chance }) => chance >= step) <= 0.12,
  )
  const missed = steps.findLast((step) => share(made, ({ chance }) => chance < step) <= 0.04)
  return { met, partly: Math.min(met, partly ?? met), missed: Math.min(missed ?? 0.1, 0.3) }
}
