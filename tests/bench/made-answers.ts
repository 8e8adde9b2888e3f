import type { Question } from '../../content/format'
import { seeded } from '../../src/interview/seeded'
import { words } from '../../src/interview/assess/words'
import type { CriteriaRow } from './criteria-data'

type Chance = () => number
type Rubric = NonNullable<CriteriaRow['rubric']>

/**
 * Labelled answers made from every fourth question of the pack: its model answer meets all, another question's none.
 * Not made: single lines left out of a rubric and said instead. The pack's paraphrases differ so much from one another
 * that this teaches the opposite of what real answers do.
 */
export function madeAnswers(questions: readonly Question[], seed: number): CriteriaRow[] {
  const random = seeded(seed)
  return questions.flatMap((question, index) => {
    if (index % 4) return []
    const another = questions[(index + 7) % questions.length]!
    const rubric = thinned(question, random)
    return [
      row(question, 'made-model', true, question.answer, rubric),
      row(question, 'made-other', false, another.answer, rubric),
    ]
  })
}

/** Each good story as the answer to two other questions: well told, and not what was asked for. */
export function foreignStories(rows: readonly CriteriaRow[]): CriteriaRow[] {
  const good = rows.filter(({ kind }) => kind === 'good')
  return good.flatMap((row, index) =>
    [1, 3].map((step) => ({
      ...row,
      id: `${row.id}-foreign-${step}`,
      kind: 'made-foreign',
      met: row.criteria.map(() => false),
      student_answer: good[(index + step) % good.length]!.student_answer,
    })),
  )
}

/** Every question's model answer, and another question's, with the whole rubric: only ever measured. */
export function modelAnswers(questions: readonly Question[]): CriteriaRow[] {
  return questions.flatMap((question, index) => {
    const another = questions[(index + 7) % questions.length]!
    return [
      row(question, 'model', true, question.answer, question.criteria),
      row(question, 'other', false, another.answer, question.criteria),
    ]
  })
}

function row(question: Question, kind: string, met: boolean, text: string, rubric: Rubric): CriteriaRow {
  const criteria = question.criteria.map(({ statement }) => statement)
  const { id, ask } = question
  return {
    id: `${id}-${kind}`,
    question_id: id,
    question: ask,
    reference_answers: [question.answer],
    criteria,
    met: criteria.map(() => met),
    student_answer: text,
    kind,
    rubric,
  }
}

/** Three paraphrases and three wrong claims each, as elsewhere: the pack has more. */
function thinned({ criteria }: Question, random: Chance): Rubric {
  return criteria.map(({ statement, paraphrases, wrong }) => ({
    statement,
    paraphrases: inRandomOrder(paraphrases, random).slice(0, 3),
    wrong: inRandomOrder(wrong, random).slice(0, 3),
  }))
}

export function inRandomOrder<T>(list: readonly T[], random: Chance): T[] {
  return list
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

/** Slips of the fingers in about two words of five. */
export function misspell(text: string, random: Chance, share = 0.4): string {
  return text.replace(/[A-Za-z]{4,}/g, (word) => (random() < share ? slip(word, random) : word))
}

function slip(word: string, random: Chance): string {
  const at = 1 + Math.floor(random() * (word.length - 2))
  const [before, here, after, rest] = [word.slice(0, at), word[at]!, word[at + 1]!, word.slice(at + 2)]
  const kind = random()
  if (kind < 0.4) return before + after + here + rest
  if (kind < 0.7) return before + after + rest
  if (kind < 0.85) return before + here + here + after + rest
  return before + 'aeiou'[Math.floor(random() * 5)]! + after + rest
}

/** Other sentences with this rubric's words in their places: grammatical, and nonsense. */
export function nonsense(rubric: Rubric, frame: string, random: Chance): string {
  const lines = rubric.flatMap(({ statement, paraphrases }) => [statement, ...paraphrases.slice(0, 1)])
  return inTheWordsOf(lines.join('\n'), frame, random)
}

/** The frame's grammar with a text's words in it. */
export function inTheWordsOf(text: string, frame: string, random: Chance): string {
  const pool = [...new Set(contentOf(text).map(({ raw }) => raw))]
  return replaced(frame, () => pool[Math.floor(random() * pool.length)]!)
}

/** The same grammar with its own words thrown about. */
export function shuffled(text: string, random: Chance): string {
  const drawn = inRandomOrder(
    contentOf(text).map(({ start, end }) => text.slice(start, end)),
    random,
  )
  return replaced(text, (index) => drawn[index]!)
}

const contentOf = (text: string) => words(text).filter((word) => !word.grammar)

function replaced(text: string, by: (index: number) => string): string {
  let made = ''
  let from = 0
  contentOf(text).forEach((word, index) => {
    made += text.slice(from, word.start) + by(index)
    from = word.end
  })
  return made + text.slice(from)
}
