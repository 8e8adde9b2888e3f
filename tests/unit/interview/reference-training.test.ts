import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { bestShare, held } from '../../../src/interview/assess/reference/model'
import { seeded } from '../../../src/interview/seeded'
import { evalGrading } from '../../bench/grading/command'
import { fitWithin, type Example } from '../../bench/grading/fit'
import { foldsOf, groupsOf } from '../../bench/grading/folds'
import { figuresOf } from '../../bench/grading/measures'
import { readGraded } from '../../bench/grading/rows'

const folder = mkdtempSync(join(tmpdir(), 'grading-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, rows: unknown[]): string {
  const path = join(folder, name)
  writeFileSync(path, rows.map((row) => JSON.stringify(row)).join('\n'))
  return path
}

/** Marks follow the first feature; how easy a question is follows the second, which is no merit. */
function madeExamples(seed: number): Example[] {
  const random = seeded(seed)
  return Array.from({ length: 60 }, (_, n) => {
    const merit = random()
    const ease = Math.floor(n / 10) / 6
    return {
      set: 'made',
      question: `q${Math.floor(n / 10)}`,
      target: merit,
      references: [
        [merit + 0.05 * random(), ease],
        [0, ease],
      ],
    }
  })
}

describe('training the coefficients', () => {
  it('gives the same for the same answers', () => {
    expect(fitWithin(madeExamples(3))).toEqual(fitWithin(madeExamples(3)))
  })

  it('learns what is merit within a question, and takes the reference that speaks for the answer', () => {
    const model = fitWithin(madeExamples(4), { penalty: 0.01, rounds: 3 })
    expect(model.weights[0]).toBeGreaterThan(0.7)
    expect(Math.abs(model.weights[1]!)).toBeLessThan(0.05)
    expect(
      bestShare(model, [
        [0.9, 0.5],
        [0, 0.5],
      ]),
    ).toBeGreaterThan(
      bestShare(model, [
        [0.2, 0.5],
        [0, 0.5],
      ]),
    )
  })

  it('holds a sum between nothing and all, and keeps the order of sums', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 2, noNaN: true }),
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        (sum, more) => {
          expect(held(sum)).toBeGreaterThanOrEqual(0)
          expect(held(sum)).toBeLessThanOrEqual(1)
          expect(held(sum + more)).toBeGreaterThan(held(sum))
        },
      ),
    )
  })
})

describe('folds', () => {
  const row = fc.record({
    file: fc.constantFrom('a', 'b'),
    question: fc.integer({ min: 0, max: 9 }).map(String),
    asked: fc.constantFrom('Why?', 'How?', 'When?'),
    references: fc.array(fc.constantFrom('one', 'two', 'three'), { minLength: 1, maxLength: 2 }),
  })

  it('never share a question, by its name or by its words', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), fc.integer({ min: 2, max: 6 }), (rows, count) => {
        const folds = foldsOf(rows, count)
        rows.forEach((a, i) =>
          rows.forEach((b, j) => {
            const words = ({ asked, references }: typeof a) => JSON.stringify([asked, [...references].sort()])
            if (a.question === b.question || words(a) === words(b)) expect(folds[i]).toBe(folds[j])
          }),
        )
        expect(folds.every((fold) => fold >= 0 && fold < count)).toBe(true)
        expect(foldsOf(rows, count)).toEqual(folds)
      }),
    )
  })

  it('are all used where there are enough questions', () => {
    const rows = Array.from({ length: 20 }, (_, n) => ({
      file: 'a',
      question: `${n}`,
      asked: `${n}?`,
      references: [`${n}`],
    }))
    expect(new Set(foldsOf(rows, 5)).size).toBe(5)
    expect(new Set(groupsOf(rows)).size).toBe(20)
  })
})

describe('reading graded answers', () => {
  it('takes scores, labels of any case, references as one text, and rows that lack things', async () => {
    const rows = await readGraded([
      file('odd.jsonl', [
        { question: 'Q?', reference_answers: 'One text', student_answer: 'a', label_2way: 'Correct' },
        { question: 'Q?', reference_answers: ['x', ''], student_answer: '', label_2way: 'INCORRECT' },
        { question: 'Q?', reference_answers: ['x'], student_answer: 'b', score: 3, score_max: 5 },
        { question: 'Q?', reference_answers: ['x'], student_answer: null, score: '2.5' },
        { question: 'Q?', student_answer: 'c', label: 'contradictory', rubric: 'says x\nsays y' },
        { question: 'Q?', reference_answers: ['x'], student_answer: 'd' },
      ]),
    ])
    expect(rows.map(({ target }) => target)).toEqual([1, 0, 0.6, 2.5 / 3, 0, undefined])
    expect(rows.map(({ references }) => references.length)).toEqual([1, 1, 1, 1, 0, 1])
    expect(rows[4]!.rubric).toEqual(['says x', 'says y'])
    expect(rows[3]!.answer).toBe('')
    expect(new Set(rows.map(({ id }) => id)).size).toBe(6)
  })

  it('names a line that is no JSON', async () => {
    const path = join(folder, 'broken.jsonl')
    writeFileSync(path, '{"question":"Q?"}\nnot json\n')
    await expect(readGraded([path])).rejects.toThrow(/line 2/)
    await expect(readGraded([join(folder, 'absent.jsonl')])).rejects.toThrow(/missing/)
  })
})

describe('agreement', () => {
  it('is whole where the marks are the same, and nothing where there is no meaning', () => {
    const same = [0, 0.25, 0.5, 1].map((value) => ({ given: value, target: value, marks: 1 }))
    expect(figuresOf(same)).toMatchObject({ pearson: 1, qwk: 1, rmse: 0, auc: 1, f1: 1 })
    expect(figuresOf(same).middle.answers).toBe(2)
    const labels = [0, 1].map((target) => ({ given: 0.5, target, marks: 1 }))
    expect(figuresOf(labels)).toMatchObject({ pearson: null, auc: 0.5 })
    expect(figuresOf(labels).middle).toEqual({ answers: 0, pearson: null, qwk: null, rmse: null, auc: null, f1: null })
  })

  it('weighs the square of the difference', () => {
    const rows = [
      { given: 0, target: 1 },
      { given: 1, target: 0 },
    ].flatMap((one) => [one, one])
    expect(figuresOf(rows.map((one) => ({ ...one, marks: 1 }))).qwk).toBe(-1)
  })
})

describe('the measuring command', () => {
  const questions = [
    [
      'Which gas do plants take in?',
      'Plants take in carbon dioxide from the air.',
      'They absorb carbon dioxide',
      'They need more soil',
    ],
    [
      'Why does ice float?',
      'Ice is less dense than liquid water.',
      'Its density is lower than that of water',
      'Because it is cold',
    ],
    [
      'What makes the sound of a string?',
      'The string vibrates and moves the air.',
      'The vibrating string shakes the air',
      'The colour of the string',
    ],
  ] as const
  const rows = questions.flatMap(([question, reference, right, wrong], n) =>
    [
      { student_answer: right, score: 1 },
      { student_answer: `${right}, I think.`, score: 0.5 },
      { student_answer: wrong, score: 0 },
      { student_answer: '', score: 0 },
    ].map((one, k) => ({
      id: `${n}.${k}`,
      question_id: `q${n}`,
      question,
      reference_answers: [reference],
      score_max: 1,
      ...one,
    })),
  )

  it.each([
    ['as it ships', []],
    ['with folds', ['--folds', '3']],
  ] as const)('writes its figures %s', async (_, options) => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const [json, predictions] = [join(folder, 'out.json'), join(folder, 'out.jsonl')]
    const data = file('tiny.jsonl', rows)
    const args = [...options, '--data', data, '--json', json, '--predictions', predictions, '--models', folder]
    expect(await evalGrading(args)).toBe(0)
    const report = JSON.parse(readFileSync(json, 'utf8'))
    expect(report).toMatchObject({ answers: 12, questions: 3, files: { tiny: { answers: 12, questions: 3 } } })
    expect(Object.keys(report.systems)).toEqual(['keyword', 'instant'])
    for (const figures of Object.values(report.systems)) {
      expect(Object.keys(figures as object)).toEqual(
        expect.arrayContaining(['pearson', 'qwk', 'rmse', 'auc', 'f1', 'middle']),
      )
      expect((figures as { auc: number }).auc).toBeGreaterThan(0.6)
    }
    const lines = readFileSync(predictions, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toHaveLength(24)
    expect(lines.filter(({ id }) => id.endsWith('.3')).every(({ score }) => score === 0)).toBe(true)
    vi.restoreAllMocks()
  })
})
