import type { Evidence } from './evidence'
import { offTopic } from './topical'
import type { Understanding } from './understanding'

/** What keeps a whole answer from being believed: nothing in it is suggested as met. */
export interface Doubt {
  why: string
  /** The part of the likelihood that it leaves. */
  leaves: number
  /** Where it makes no sense, or says everything, it contradicts nothing either. */
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
  /** Contraries a sentence, and no fewer than two: real answers have one at most, contradictory 0.2 and up. */
  contrary: 0.2,
  /** The share of the points whose nearest line is denied, and no fewer than two: real answers have one at most. */
  deniedLines: 0.4,
  /** Below this no point is clearly made; fluent mistakes lean from -0.04 down, answers that are partly right to -0.039. */
  clear: 0.7,
  mistaken: -0.04,
  /** Neighbouring words of grammar that never follow one another: real mostly 0-0.2, random order 0.38-0.8. */
  disorder: 0.42,
}

/**
 * Words to one question beyond which nothing is suggested: a quarter of an hour of speech. Measured on four questions:
 * 8,000 words of the model answers to others come near to nearly every point of this one.
 */
export const mostWords = 2000

export function doubtsAbout(evidence: Evidence): Doubt | undefined {
  const { senselessness, grammar, disorder, denied, contraries, sentences, understood, untold, story, heard } = evidence
  if (evidence.words > mostWords)
    return {
      why: `The answer is too long to be judged: among more than ${mostWords.toLocaleString('en-GB')} words some come near to any point.`,
      leaves: 0.5,
      nonsense: true,
    }
  if (senselessness >= (grammar >= limits.prose ? limits.senselessProse : limits.senseless))
    return {
      why: 'The terms are right, but they do not stand together in a way that makes sense.',
      leaves: 0.3,
      nonsense: true,
    }
  if (disorder >= limits.disorder)
    return { why: 'The words are in an order that makes no sense.', leaves: 0.3, nonsense: true }
  if (denied >= limits.denied || deniesLines(understood))
    return { why: 'The answer denies most of what it speaks of, so it was not credited.', leaves: 0.5 }
  const takenBack = contraries.reduce((sum, { length }) => sum + length, 0)
  if (takenBack >= 2 && takenBack / Math.max(1, sentences) >= limits.contrary)
    return { why: 'The answer says the contrary of what it says elsewhere, so it was not credited.', leaves: 0.5 }
  if (untold)
    return {
      why: 'The question asks for something that happened, and the answer tells of nothing that you did.',
      leaves: 0.5,
    }
  if (heard.length && offTopic(heard, story))
    return { why: 'Nothing in the answer is clearly about one of the points.', leaves: 0.5 }
  if (understood && leansToMistakes(understood))
    return { why: 'The answer is nearer to known mistakes than to the points.', leaves: 0.5 }
  return undefined
}

/** Whether no point is clearly made, and what is said is on the whole on the side of the wrong claims. */
function leansToMistakes(understood: readonly Understanding[]): boolean {
  const clearest = Math.max(...understood.map(({ features }) => features.belongs))
  const nearer = understood.reduce((sum, { features }) => sum + features.nearer, 0) / understood.length
  return clearest < limits.clear && nearer < limits.mistaken
}

/** Whether the answer denies what it is nearest to, point after point. */
function deniesLines(understood: readonly Understanding[] = []): boolean {
  const near = understood.filter(({ best }) => best && best.score > 0.5)
  const against = near.filter(({ features }) => features.denial >= limits.deniedLines)
  return against.length >= 2 && against.length >= limits.deniedLines * near.length
}
