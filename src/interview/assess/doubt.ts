import type { Evidence } from './evidence'

/** What keeps a whole answer from being believed: nothing in it is suggested as met. */
export interface Doubt {
  why: string
  /** The part of the likelihood that it leaves. */
  leaves: number
  /** Where it makes no sense it contradicts nothing either. */
  nonsense?: true
}

/** Measured on real answers (at most the first figure) and on such as it is meant for (from the second). */
const limits = {
  /** Prose 0.18, its words exchanged 0.14-0.5; terse lists 0.25, nonsense 0.23-0.7. */
  senselessProse: 0.19,
  senseless: 0.25,
  /** The share of words of grammar from which on it is prose. */
  prose: 0.33,
  /** Real 0.21, all denied 0.33. */
  denied: 0.28,
  /** Contraries a sentence: real 0.25, contradictory 0.29; and no fewer than two. */
  contrary: 0.27,
  /** How clearly the clearest stretch belongs to any criterion: real 0.66 and up, vague 0.39-0.56. */
  onTopic: 0.64,
  /** The same of experiences, told in words that no rubric foresees: real 0.60 and up, vague 0.39-0.63. */
  onTopicStory: 0.57,
  /** Neighbouring words of grammar that never follow one another: real mostly 0-0.2, random order 0.38-0.8. */
  disorder: 0.42,
}

export function doubtsAbout(evidence: Evidence): Doubt | undefined {
  const { senselessness, grammar, disorder, denied, contraries, sentences, understood, untold, story } = evidence
  if (senselessness >= (grammar >= limits.prose ? limits.senselessProse : limits.senseless))
    return {
      why: 'The terms are right, but they do not stand together in a way that makes sense.',
      leaves: 0.3,
      nonsense: true,
    }
  if (disorder >= limits.disorder)
    return { why: 'The words are in an order that makes no sense.', leaves: 0.3, nonsense: true }
  if (denied >= limits.denied)
    return { why: 'The answer denies most of what it speaks of, so it was not credited.', leaves: 0.5 }
  const takenBack = contraries.reduce((sum, { length }) => sum + length, 0)
  if (takenBack >= 2 && takenBack / Math.max(1, sentences) >= limits.contrary)
    return { why: 'The answer says the contrary of what it says elsewhere, so it was not credited.', leaves: 0.5 }
  if (untold)
    return {
      why: 'The question asks for something that happened, and the answer tells of nothing that you did.',
      leaves: 0.5,
    }
  const clearest = Math.max(0, ...(understood ?? []).map(({ features }) => features.belongs))
  if (understood && clearest < (story ? limits.onTopicStory : limits.onTopic))
    return { why: 'Nothing in the answer is clearly about one of the points.', leaves: 0.5 }
  return undefined
}
