import type { ContextualFeatures } from './contextual'
import type { WordingFeatures } from './features'
import type { MeaningFeatures } from './understanding'
import { fitted as shipped } from './weights'

export type Features = WordingFeatures &
  Partial<MeaningFeatures> &
  Partial<ContextualFeatures> & {
    /** 1 where the rubric awaits something that the candidate did. */
    story: number
  }
export type FeatureName = keyof WordingFeatures | keyof MeaningFeatures | keyof ContextualFeatures

/** A logistic regression and where its verdicts change. */
export interface Fitted {
  bias: number
  weights: Partial<Record<FeatureName, number>>
  /** From here up a point counts as made, as partly made; below the last as not made. Between: unsure. */
  met: number
  partly: number
  missed: number
}

/**
 * By wording alone, with the instant encoder, or with an embedder too; with the wrong claims of the rubric, or for one that
 * knows none; and for experiences, which are told in words that no rubric foresees.
 */
export const systems = [
  'wording',
  'wordingBare',
  'instant',
  'instantBare',
  'instantStory',
  'embedder',
  'embedderBare',
  'embedderStory',
] as const
export type System = (typeof systems)[number]
export type FittedSystems = Record<System, Fitted>

const instant = ['brought', 'belongs', 'nearer', 'margin', 'pool', 'others'] as const
const contextual = ['contextAlong', 'contextBelongs', 'contextOthers'] as const
const instantBare = ['brought', 'belongs', 'trueSide', 'pool', 'own'] as const

/** What each of them looks at: few things, each seen to help on questions that were left out. */
export const featureNames: Record<System, readonly FeatureName[]> = {
  wording: ['trueSide', 'margin', 'pool', 'lean', 'negation'],
  wordingBare: ['trueSide', 'pool', 'negation'],
  instant,
  instantBare,
  // What surrounds a point helps with experiences; with what can be wrong it would lift a planted mistake.
  instantStory: [...instant, 'around'],
  embedder: [...instant, ...contextual],
  embedderBare: [...instantBare, 'contextOwn'],
  embedderStory: [...instant, 'around', ...contextual],
}

/** Which of them can judge these features. */
export function systemOf({ brought, contextAlong, knowsWrong, story }: Features): System {
  if (brought === undefined) return knowsWrong ? 'wording' : 'wordingBare'
  const by = contextAlong === undefined ? 'instant' : 'embedder'
  return !knowsWrong ? `${by}Bare` : story ? `${by}Story` : by
}

/** How likely a point with these features was made. */
export function likelihood(features: Features, fitted: FittedSystems = shipped): number {
  const { bias, weights } = fitted[systemOf(features)]
  let sum = bias
  for (const name of Object.keys(weights) as FeatureName[]) sum += (features[name] ?? 0) * weights[name]!
  return 1 / (1 + Math.exp(-sum))
}
