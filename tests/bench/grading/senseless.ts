import { arrangementNames, arrangementOf, neighboursIn } from '../../../src/interview/assess/reference/arrangement'
import type { Coefficients } from '../../../src/interview/assess/reference/model'
import { words } from '../../../src/interview/assess/words'
import { seeded } from '../../../src/interview/seeded'
import { inRandomOrder, inTheWordsOf, shuffled } from '../made-answers'
import { fitLogistic } from '../ridge'
import type { GradedRow } from './rows'
import { groupsOf } from './folds'

/** Shorter ones may be shuffled and still make sense. */
const fewestWords = 10
const penalty = 5

/**
 * What tells words thrown together from sentences, by logistic regression: answers that got at least two fifths of the
 * marks against references whose words were thrown about, all of them, or those with information only, or into another
 * reference's sentences. Both sides weigh the same. Seeded: the same data give the same weights.
 */
export function fitSenseless(rows: readonly GradedRow[], seed = 5): Coefficients {
  const real = rows.filter(({ target }) => target !== undefined && target >= 0.4)
  const made = madeSenseless(rows, seed)
  const features = [...real, ...made].map(({ asked, references, answer }) => {
    const order = arrangementOf(answer, neighboursIn([asked, ...references]))
    return arrangementNames.map((name) => order[name])
  })
  const weight = (n: number) => (n < real.length ? 0.5 / real.length : 0.5 / made.length) * (real.length + made.length)
  const [bias, ...weights] = fitLogistic(
    features,
    features.map((_, n) => (n < real.length ? 0 : 1)),
    features.map((_, n) => weight(n)),
    penalty,
  )
  return { bias: bias!, weights }
}

export function madeSenseless(
  rows: readonly GradedRow[],
  seed: number,
): Pick<GradedRow, 'asked' | 'references' | 'answer'>[] {
  const random = seeded(seed)
  const groups = groupsOf(rows)
  const questions = rows.filter((_, n) => groups.indexOf(groups[n]!) === n)
  return questions.flatMap(({ asked, references }, n) => {
    const longest = references.toSorted((a, b) => b.length - a.length)[0]!
    const frame = questions[(n + 5) % questions.length]!.references[0]!
    const all = inRandomOrder(
      words(longest).map(({ raw }) => raw),
      random,
    ).join(' ')
    return [all, shuffled(longest, random), inTheWordsOf(longest, frame, random)]
      .filter((answer) => words(answer).length >= fewestWords)
      .map((answer) => ({ asked, references, answer }))
  })
}
