import { describe, expect, test } from 'vitest'
import type { AskRecord } from '../../../src/ask/answer'
import { Asking } from '../../../src/ask/asking.svelte'
import type { CheckEach } from '../../../src/ask/generate'
import { verifyAll } from '../../../src/ask/verify-all'
import { LanguageModelFailure } from '../../../src/models/language-model'
import { Library } from '../../../src/search/library'
import { scriptedModel, type Reply } from '../../fixtures/models/scripted-model'
import type { CitingSentence, SearchRequest } from '../../../src/search/protocol'
import { note } from '../search/notes'

function setUp(replies?: Reply[]) {
  const library = new Library([])
  library.put(note('Tuning', ['LoRA is a way to tune a large model by training two small matrices. It saves memory.']))
  for (const word of ['cat', 'dog', 'bird', 'fish']) library.put(note(word, [`A ${word} stays for the day.`]))
  const kept: AskRecord[] = []
  const told: string[] = []
  const questions: string[] = []
  const model = scriptedModel(replies ?? [])
  const check: CheckEach = async (sentences, passages) => ({
    by: 'words',
    checks: sentences.map(() => passages.map(() => ({ support: 'supported', start: 0, end: 4, covered: 1 }))),
  })
  let id = 0
  const asking = new Asking({
    library: {
      search: async (request: SearchRequest) => {
        questions.push(request.question)
        const indexed = { notes: library.notes, of: library.notes, passages: library.passages }
        return { ...library.search(request), indexed, milliseconds: 1 }
      },
      verify: async (sentences: CitingSentence[]) => verifyAll(sentences),
      status: async () => ({ notes: 5, of: 5, passages: 5 }),
    } as never,
    answers: {
      list: async () => kept,
      get: async (wanted) => kept.find((record) => record.id === wanted),
      add: async (record) => void kept.push(record),
      remove: async () => undefined,
      watch: () => () => {},
    },
    clock: { now: () => 1, newId: () => `id-${id++}` } as never,
    writer: replies && (async () => ({ model, check, now: () => 0 })),
    tell: (problem) => told.push(problem),
  })
  return { asking, kept, told, questions, model }
}

describe('asking with a language model', () => {
  test('shows what it writes as it comes, and keeps the checked answer', async () => {
    const holder: { asking?: Asking } = {}
    const drafts: string[] = []
    const made = setUp([
      (_, options) => {
        const pass = options.ontext!
        options.ontext = (piece) => {
          pass(piece)
          drafts.push(holder.asking!.draft)
        }
        return 'LoRA trains two small matrices [1].'
      },
    ])
    const { asking } = made
    holder.asking = asking
    const record = await asking.ask('What is LoRA?', {})
    expect(drafts.at(-1)).toBe('LoRA trains two small matrices [1].')
    expect(asking.draft).toBe('')
    expect(record?.sentences).toEqual([
      { text: 'LoRA trains two small matrices.', cites: [1], check: { support: 'supported' } },
    ])
    expect(made.kept).toEqual([record])
  })

  test('a follow-up is made whole by the model, searched for as that, and says so', async () => {
    const { asking, questions } = setUp([
      'LoRA trains two small matrices [1].',
      'Why does LoRA save memory?',
      'It saves memory [1].',
    ])
    const first = await asking.ask('What is LoRA?', {})
    const second = await asking.ask('Why does it save memory?', {}, { after: first })
    expect(questions[1]).toBe('Why does LoRA save memory?')
    expect(second).toMatchObject({
      question: 'Why does it save memory?',
      standalone: 'Why does LoRA save memory?',
      follows: first!.id,
    })
  })

  test('a follow-up that the model makes nonsense of, or does not end, carries the subject instead', async () => {
    for (const nonsense of [
      '5a5a5a5a5a5a5a',
      { text: 'Why does LoRA save LoRA save LoRA', ended: 'repetition' as const },
    ]) {
      const { asking, questions } = setUp(['LoRA trains two small matrices [1].', nonsense, 'It saves memory [1].'])
      const first = await asking.ask('What is LoRA?', {})
      await asking.ask('Why does it save memory?', {}, { after: first })
      expect(questions[1]).toBe('Why does it save memory (LoRA)?')
    }
  })

  test('a model that fails leaves the extracted answer, and it is said', async () => {
    const { asking, told } = setUp([new LanguageModelFailure('lost')])
    const record = await asking.ask('What is LoRA?', {})
    expect(record?.sentences[0]?.text).toContain('LoRA is a way')
    expect(told[0]).toMatch(/lost its device.*put together without it/)
  })

  test('stopped in the middle, nothing is kept and the draft is gone', async () => {
    const { asking, kept } = setUp([
      (_, options) => {
        const pass = options.ontext!
        options.ontext = (piece) => (pass(piece), asking.stop())
        return 'LoRA trains two small matrices [1].'
      },
    ])
    expect(await asking.ask('What is LoRA?', {})).toBeUndefined()
    expect(kept).toEqual([])
    expect(asking.draft).toBe('')
    expect(asking.busy).toBe(false)
  })

  test('extracts alone are given where they are asked for', async () => {
    const { asking, model } = setUp(['never'])
    const record = await asking.ask('What is LoRA?', {}, { extractOnly: true })
    expect(model.asked).toEqual([])
    expect(record?.generation).toBeUndefined()
  })
})

test('without a model a follow-up carries the subject of the question before', async () => {
  const { asking, questions } = setUp()
  const first = await asking.ask('What is LoRA?', {})
  await asking.ask('Why does it save memory?', {}, { after: first })
  expect(questions[1]).toBe('Why does it save memory (LoRA)?')
})

test('an answer keeps what it was asked over, as filter and in words', async () => {
  const { asking, kept } = setUp()
  await asking.ask('What is LoRA?', { documentIds: ['cat', 'dog'] }, { over: 'the notes “cat” and “dog”' })
  expect(kept[0]).toMatchObject({
    filter: { documentIds: ['cat', 'dog'] },
    over: 'the notes “cat” and “dog”',
    trace: { passagesSearched: 2 },
  })
  await asking.ask('What is LoRA?', {})
  expect(kept[1]).not.toHaveProperty('over')
})
