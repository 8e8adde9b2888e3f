import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { rowSchemas } from '../../../src/backup/format'
import { wholeInWords, wholeOf, notCompared, referenceInput } from '../../../src/interview/against-reference'
import { toMarkdown } from '../../../src/interview/export'
import { gradesOf } from '../../../src/interview/grades'
import { libraryOf, stagesOf } from '../../../src/interview/items'
import { asKept } from '../../../src/interview/own-keep'
import { readList } from '../../../src/interview/own-list'
import { isOwn, mayComeUp } from '../../../src/interview/own-question'
import { mergeUnfinished, readUnfinished, writeUnfinished } from '../../../src/interview/own-unfinished'
import { cannotJudge, mostPoints, writtenQuestion, type Written } from '../../../src/interview/own-written'
import { noHistory, plan } from '../../../src/interview/plan'
import type { Assessment } from '../../../src/interview/session'
import { question, said } from './sample'

const reference =
  'An index can be updated at once, without training. Each sentence can be cited, because its passage is known. The index must be rebuilt when the encoder changes.'
const written: Written = { ask: 'Why retrieve instead of fine-tune?', reference, round: 'phone-screen' }

function made(over: Partial<Written> = {}) {
  const result = writtenQuestion({ ...written, ...over }, [], 'own-1', 5)
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}
const codeOf = (over: Partial<Written>, known: { ask: string }[] = []) => {
  const result = writtenQuestion({ ...written, ...over }, known, 'own-1', 5)
  return result.ok ? '' : result.failure.code
}

describe('a question written by hand', () => {
  it('has a point for each sentence of its reference answer, to the letter and in order', () => {
    const { criteria } = made()
    expect(criteria.map(({ statement }) => statement)).toEqual(reference.match(/[^.]+\./g)!.map((each) => each.trim()))
    expect(criteria.map(({ weight }) => weight)).toEqual([1, 2, 2])
    expect(new Set(criteria.map(({ id }) => id)).size).toBe(3)
  })

  it('asks a follow-up by the subject of a point, unless the question gave it away', () => {
    expect(made().criteria[0]!.probe).toBe('What can you say about “index”?')
    expect(made({ ask: 'What is an index for?' }).criteria[0]!.probe).not.toContain('index')
  })

  it('of a long reference answer takes the sentences that say most', () => {
    const many = Array.from({ length: 30 }, (_, n) => `Plain sentence number ${n} names a thing called x${n}.`)
    const { criteria } = made({ reference: [...many, 'It must be rebuilt at night.'].join(' ') })
    expect(criteria).toHaveLength(mostPoints)
    expect(criteria.at(-1)!.statement).toBe('It must be rebuilt at night.')
  })

  it('is refused in words where there is nothing to judge by', () => {
    expect(codeOf({ ask: ' ?! ' })).toBe('own-no-question')
    expect(codeOf({ ask: 'why '.repeat(200) })).toBe('own-question-long')
    expect(codeOf({ reference: '  ' })).toBe('own-no-reference')
    expect(codeOf({ reference: 'It depends.' })).toBe('own-reference-short')
    expect(codeOf({ reference: '😀 😀 😀' })).toBe('own-reference-short')
    expect(codeOf({ reference: 'x '.repeat(4001) + '.' })).toBe('own-reference-long')
    expect(codeOf({ reference: 'why retrieve, instead of fine-tune' })).toBe('own-reference-question')
    expect(codeOf({}, [{ ask: 'why retrieve instead of fine tune' }])).toBe('own-twice')
  })

  it('may be in another language, and says that its answers are not judged', () => {
    const german = 'Die Suche wird sofort erneuert und nicht trainiert, weil der Index von den Gewichten getrennt ist.'
    expect(codeOf({ reference: german })).toBe('')
    expect(cannotJudge(german)).toBe('language')
    expect(codeOf({ reference: '检索可以立即更新,不需要训练。' })).toBe('')
    expect(codeOf({ reference: '是的。' })).toBe('own-reference-short')
    expect(cannotJudge(reference)).toBe('')
  })

  it('makes points of no text but the reference answer’s, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (ask, answer) => {
        const result = writtenQuestion({ ask, reference: answer }, [], 'own-1', 5)
        if (result.ok) for (const { statement } of result.value.criteria) expect(answer).toContain(statement)
      }),
    )
  })

  it('comes up only in the round that it may come up in', () => {
    const config = { topics: ['own'], minutes: 15 }
    const items = [question('one'), made()].filter(mayComeUp)
    expect(plan({ ...config, round: 'phone-screen' }, items, noHistory, 's').map(({ id }) => id)).toEqual(['own-1'])
    expect(plan({ ...config, round: 'recruiter' }, items, noHistory, 's')).toEqual([])
    expect([mayComeUp(made({ round: undefined })), mayComeUp({ ...made(), retired: true })]).toEqual([false, false])
    expect(isOwn(made())).toBe(true)
  })

  it('goes into a backup as it is', () => {
    expect(v.safeParse(rowSchemas.ownQuestions, made()).success).toBe(true)
  })

  it('is kept as it was edited: points without words go, and what follows from the words follows', () => {
    const edited = made()
    edited.ask = '  Why look things up?  '
    edited.criteria[0]!.statement = ' A search index is a list of words with their places. '
    edited.criteria[1]!.statement = ' '
    const kept = asKept(edited, 9)
    expect(kept).toMatchObject({ ask: 'Why look things up?', title: 'Why look things up?', answer: reference })
    expect(kept.variants[0]).toContain('Why look things up?')
    expect(kept.criteria.map(({ short }) => short)).toEqual([
      'Defines “search index”',
      'The index must be rebuilt when the encoder changes.',
    ])
    expect(kept.criteria[0]!.id).toBe(edited.criteria[0]!.id)
    expect(asKept({ ...edited, reference: ' ' }, 9).reference).toBeUndefined()
  })
})

describe('what is not kept yet', () => {
  it('is the same after it was put aside', () => {
    const unfinished = {
      ask: 'a',
      reference: 'b',
      round: 'project' as const,
      list: 'c',
      offered: [made()],
      edits: [made()],
      remade: [{ question: made(), replaces: 'own-0' }],
    }
    expect(readUnfinished(writeUnfinished(unfinished))).toEqual(unfinished)
    expect(writeUnfinished(readUnfinished(''))).toBe('')
  })

  it('is nothing where the text makes no sense', () => {
    for (const text of ['{', 'null', '[]', '{"offered":[{"id":1}],"round":"dance"}'])
      expect(writeUnfinished(readUnfinished(text))).toBe('')
  })
})

describe('a pasted list', () => {
  it('is read by its marks, its headings, its question marks, or its blocks', () => {
    const two = [
      { ask: 'What is a?', reference: 'It is b.\n\nAnd more. Is it?' },
      { ask: 'And c?', reference: 'It is d.' },
    ]
    const read = (text: string) => readList(text).map(({ ask, reference }) => ({ ask, reference }))
    expect(read('Q: What is a?\nA: It is b.\n\nAnd more. Is it?\nQ2. And c?\nAnswer: It is d.')).toEqual(two)
    expect(read('## What is a?\nIt is b.\n\nAnd more. Is it?\n## And c?\n\nIt is d.\n')).toEqual(two)
    expect(read('1. What is a?\r\nIt is b.\r\n\r\nAnd more. Is it?\r\n\r\n2. And c?\r\nIt is d.')).toEqual([
      { ask: 'What is a?', reference: 'It is b.' },
      { ask: 'And more. Is it?', reference: '' },
      two[1],
    ])
    expect(read('Tell me of a.\nIt is b.\n\nThen of c.\nIt is d.')).toEqual([
      { ask: 'Tell me of a.', reference: 'It is b.' },
      { ask: 'Then of c.', reference: 'It is d.' },
    ])
    expect(read(' \n\n')).toEqual([])
  })

  it('loses no line of what was pasted', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('What?', 'It is so.', '', 'Q: Why?', '# A', 'A: yes')), (lines) => {
        const read = readList(lines.join('\n'))
        const kept = read.map(({ text }) => text).join('\n')
        for (const line of lines) if (read.length) expect(kept).toContain(line)
      }),
    )
  })
})

describe('the answer as a whole beside the reference answer', () => {
  const [stage] = stagesOf([{ kind: 'question', id: 'own-1', variant: -1 }], libraryOf([], [], [made()]))
  const turns = said(
    [],
    [
      { by: 'interviewer', kind: 'ask', text: written.ask, itemId: 'own-1' },
      { by: 'candidate', kind: 'answer', text: 'The index is updated at once.', itemId: 'own-1' },
      { by: 'interviewer', kind: 'probe', text: 'Why?', itemId: 'own-1', criterionId: 'x' },
      { by: 'candidate', kind: 'answer', text: 'Nothing is trained for it.', itemId: 'own-1' },
    ],
  )

  it('is asked of everything that was said to the question, and of no question without a reference answer', () => {
    expect(referenceInput(stage!, turns)).toEqual({
      question: written.ask,
      references: [reference],
      answer: 'The index is updated at once.\nNothing is trained for it.',
    })
    const [packed] = stagesOf([{ kind: 'question', id: 'one', variant: -1 }], libraryOf([question('one')], []))
    expect(referenceInput(packed!, turns)).toBeUndefined()
  })

  it('is declined for what the encoder cannot read', () => {
    const input = { question: 'q', references: [reference] }
    expect(
      notCompared({ ...input, answer: 'Der Index wird erneuert und nicht trainiert, weil er getrennt ist.' }),
    ).toBe('the answer does not seem to be in English')
    expect(notCompared({ ...input, answer: 'The index is updated at once and never trained.' })).toBe('')
    expect(notCompared({ ...input, answer: 'The index is updated at once. '.repeat(400) })).toBe(
      'the answer is too long',
    )
  })

  it('is told in tenths, with what made it', () => {
    const of = (share: number) => ({
      itemId: 'own-1',
      ...wholeOf({ share, points: [], provenance: 'Graded by wording' }),
    })
    expect([0.02, 0.57, 0.98].map((share) => wholeInWords(of(share)))).toEqual([
      'next to nothing of it',
      'about 60 % of it',
      'nearly all of it',
    ])
    expect(of(0.5).provenance).toBe('Graded by wording, no language model used')
  })

  it('stands in the exported report apart from the verdicts, and changes none', () => {
    const verdicts = stage!.criteria.map(({ id }) => ({
      itemId: 'own-1',
      criterionId: id,
      verdict: 'missed' as const,
      confidence: 0.9,
      evidence: '',
      provenance: 'Decided by wording',
    }))
    const assessment: Assessment = { sessionId: 's', assessor: 'a', at: 1, verdicts, qualities: {}, pitfalls: [] }
    const record = (wholes?: Assessment['wholes']) => ({
      session: {
        id: 's',
        config: { round: 'phone-screen' as const, topics: [], minutes: 5 },
        plan: [],
        packVersion: '1',
        status: 'finished' as const,
        startedAt: 0,
        updatedAt: 0,
      },
      turns,
      stages: [stage!],
      assessment: { ...assessment, wholes },
      decisions: [],
      grades: gradesOf([stage!], assessment, []),
    })
    const without = toMarkdown(record())
    const with60 = toMarkdown(record([{ itemId: 'own-1', share: 0.6, provenance: 'By wording' }]))
    expect(with60).toContain('Against your reference answer as a whole: about 60 % of it. By wording. It is apart')
    expect(with60).toContain(`### Your reference answer\n\n${reference}`)
    expect(with60.replace(/Against your reference.*\n\n/, '')).toBe(without)
  })
})

describe('what two tabs have not kept yet', () => {
  const none = readUnfinished('')
  const own = (id: string, ask = id) => ({ ...made(), id, ask })

  it('is merged: ours where we changed something, theirs elsewhere', () => {
    const base = { ...none, ask: 'a', offered: [own('1'), own('2')] }
    const ours = { ...base, list: 'mine', offered: [own('1', 'changed'), own('2'), own('3')] }
    const theirs = { ...base, ask: 'b', offered: [own('1'), own('4')], edits: [own('5')] }
    const merged = mergeUnfinished(base, ours, theirs)
    expect(merged).toMatchObject({ ask: 'b', list: 'mine', edits: [{ id: '5' }] })
    expect(merged.offered.map(({ id, ask }) => [id, ask])).toEqual([
      ['1', 'changed'],
      ['3', '3'],
      ['4', '4'],
    ])
  })

  it('loses no question that neither of them let go', () => {
    const list = fc.uniqueArray(fc.constantFrom('1', '2', '3', '4', '5'))
    fc.assert(
      fc.property(list, list, list, (base, ours, theirs) => {
        const of = (ids: string[]) => ({ ...none, offered: ids.map((id) => own(id)) })
        const kept = mergeUnfinished(of(base), of(ours), of(theirs)).offered.map(({ id }) => id)
        for (const id of [...ours, ...theirs]) {
          const letGo = base.includes(id) && !(ours.includes(id) && theirs.includes(id))
          expect(kept.includes(id)).toBe(!letGo)
        }
      }),
    )
  })
})
