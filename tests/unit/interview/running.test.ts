import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Interviewer } from '../../../src/interview/interviewer'
import { Running } from '../../../src/interview/running.svelte'
import type { AnswerDraft, InterviewSession, Turn } from '../../../src/interview/session'
import type { InterviewStore } from '../../../src/interview/store'
import { question, scenario } from './sample'

const minute = 60_000
const session: InterviewSession = {
  id: 's',
  config: { round: 'phone-screen', topics: [], minutes: 30 },
  plan: [{ kind: 'question', id: 'one', variant: -1 }],
  packVersion: '1',
  status: 'running',
  startedAt: 0,
  updatedAt: 0,
}

let plan: InterviewSession['plan']
let now: number
let monotonic: number
let turns: Turn[]
let draft: AnswerDraft | undefined
let touched: number
let sinceTurnMs: number
let saving: Promise<void>

/** The storage in memory, keeping to the same rules. */
const store = {
  session: () => Promise.resolve({ ...session, plan, updatedAt: touched, sinceTurnMs }),
  turns: () => Promise.resolve(turns),
  draft: () => Promise.resolve(draft),
  saveDraft: async (next: AnswerDraft) => {
    await saving
    draft = next
  },
  touch: (_: string, at: number, since: number) => {
    touched = at
    sinceTurnMs = since
    return Promise.resolve()
  },
  append: (sessionId: string, n: number, added: Omit<Turn, 'id' | 'n' | 'sessionId'>[]) => {
    if (n !== turns.length) return Promise.resolve({ written: false, turns })
    turns = [...turns, ...added.map((turn, index) => ({ ...turn, id: `${n + index}`, sessionId, n: n + index }))]
    if (added.some(({ kind }) => kind === 'answer')) draft = undefined
    sinceTurnMs = 0
    return Promise.resolve({ written: true, turns })
  },
  ownQuestions: () => Promise.resolve([]),
  watchTurns: () => () => undefined,
  watchSessions: () => () => undefined,
} as unknown as InterviewStore

function open() {
  const interviewer = new Interviewer({
    store,
    clock: { now: () => now, newId: () => 'id', random: () => 0 },
    pack: {
      questions: () => Promise.resolve([question('one')]),
      scenarios: () => Promise.resolve([{ ...scenario('wiki'), id: 'wiki' }]),
      coding: () => Promise.resolve([]),
    } as never,
    monotonic: () => monotonic,
    assessor: {
      call: () => Promise.reject(new Error('no worker')),
      prepare: () => Promise.reject(new Error('no worker')),
    },
  })
  return new Running(interviewer, 's')
}

beforeEach(() => {
  plan = session.plan
  now = 0
  monotonic = 0
  sinceTurnMs = 0
  turns = []
  draft = undefined
  touched = 0
  saving = Promise.resolve()
  vi.useRealTimers()
})

/** Seconds pass with the screen open. */
async function pass(running: Running, seconds: number) {
  for (let second = 0; second < seconds; second++) {
    now += 1000
    monotonic += 1000
    await running.tick()
  }
}

describe('an interview in progress', () => {
  it('counts the time that the screen is open', async () => {
    const running = open()
    await running.open()
    await pass(running, 120)
    expect(running.remainingMs).toBe(28 * minute)
  })

  it('does not count an hour of sleep in the middle of a question', async () => {
    const running = open()
    await running.open()
    await pass(running, 60)
    now += 60 * minute
    monotonic += 60 * minute
    await running.tick()
    await pass(running, 60)
    expect(running.remainingMs).toBe(28 * minute)
    expect(turns.map(({ kind }) => kind)).toEqual(['ask', 'pause', 'resume'])
  })

  it('stays right when the clock is set back, and never gains time', async () => {
    const running = open()
    now = 100 * minute
    touched = now
    await running.open()
    await pass(running, 60)
    now -= 45 * minute
    await running.tick()
    await pass(running, 60)
    expect(running.remainingMs).toBe(28 * minute)
  })

  it('does not lose or gain time when the clock is set forward by less than an absence', async () => {
    const running = open()
    await running.open()
    await pass(running, 60)
    now += 80_000
    await pass(running, 60)
    expect(running.remainingMs).toBe(28 * minute)
    expect(turns.map(({ kind }) => kind)).toEqual(['ask'])
  })

  it('writes down with each turn what was spent on it', async () => {
    const running = open()
    await running.open()
    await pass(running, 90)
    running.type('An answer.')
    await running.submit()
    expect(turns.find(({ kind }) => kind === 'answer')?.spentMs).toBe(90_000)
    await pass(running, 30)
    expect(running.remainingMs).toBe(28 * minute)
  })

  it('stands still while a closed question is looked at', async () => {
    const running = open()
    await running.open()
    await running.skip()
    expect(running.standing.phase).toBe('feedback')
    await pass(running, 600)
    await running.next()
    expect(running.remainingMs).toBe(30 * minute)
  })

  it('keeps a question begun beside the answer, and what a tool holds', async () => {
    const before = open()
    await before.open()
    before.writing.typeAside('How many pages are')
    before.writing.attach('board', { words: 'index, retriever', data: { boxes: 2 } })
    await before.flush()
    const after = open()
    await after.open()
    expect(after.writing.aside).toBe('How many pages are')
    expect(after.writing.attached).toMatchObject([{ tool: 'board', words: 'index, retriever' }])
    await after.submit()
    expect(turns.find(({ kind }) => kind === 'answer')?.attached).toMatchObject([{ tool: 'board' }])
    expect(after.writing.attached).toEqual([])
  })

  it('takes an answer that only asks back for a question, where there are facts to ask for', async () => {
    plan = [{ kind: 'scenario', id: 'wiki', variant: -1 }]
    const running = open()
    await running.open()
    running.writing.attach('board', { words: 'index', data: {} })
    running.type('Before I design: how many pages are there? And who may read which?')
    await running.submit()
    expect(turns.map(({ kind }) => kind)).toEqual(['ask', 'clarify', 'fact'])
    expect(turns.at(-1)!.text).toContain('40,000')
    expect(running.text).toBe('')
    expect(running.writing.attached).toMatchObject([{ tool: 'board' }])
    running.type('How many pages? I take it that there are thousands.')
    await running.submit()
    expect(turns.filter(({ kind }) => kind === 'answer')).toHaveLength(1)
  })

  it('takes a question for an answer where nobody has facts to give', async () => {
    const running = open()
    await running.open()
    running.type('What would a wrong answer cost you, and whom?')
    await running.submit()
    expect(turns[1]).toMatchObject({ kind: 'answer' })
  })

  it('keeps a thought aloud without ending the question', async () => {
    const running = open()
    await running.open()
    running.type('half an answer')
    await running.think('Is it the index?')
    expect(turns.map(({ kind }) => kind)).toEqual(['ask', 'think'])
    expect(running.standing.phase).toBe('listen')
    expect(running.text).toBe('half an answer')
  })

  it('resumes after a reload with the draft and without the hours in between', async () => {
    const before = open()
    await before.open()
    await pass(before, 60)
    before.type('half an answer')
    await before.flush()
    now += 5 * 60 * minute
    const after = open()
    await after.open()
    expect(after.text).toBe('half an answer')
    expect(after.safety).toBe('saved')
    expect(after.remainingMs).toBe(29 * minute)
    expect(after.standing.phase).toBe('listen')
  })

  it('says "saved" only once the write has resolved', async () => {
    const running = open()
    await running.open()
    let resolve = () => {}
    saving = new Promise((done) => (resolve = done))
    running.type('text')
    expect(running.safety).toBe('typing')
    const written = running.flush()
    expect(running.safety).toBe('saving')
    resolve()
    await written
    expect(running.safety).toBe('saved')
    expect(draft?.text).toBe('text')
  })

  it('says that it was not saved when the write fails, and keeps the text', async () => {
    const running = open()
    await running.open()
    saving = Promise.reject(new DOMException('full', 'QuotaExceededError'))
    running.type('precious')
    await running.flush()
    expect(running.safety).toBe('failed')
    expect(running.text).toBe('precious')
  })

  it('goes on without the assessor: the heaviest criterion is asked for', async () => {
    const running = open()
    await running.open()
    running.type('An answer.')
    await running.submit()
    expect(running.text).toBe('')
    expect(turns.at(-1)).toMatchObject({ kind: 'probe', criterionId: 'b' })
  })

  it.each(['', ' \n ', '\u200b\u200d\ufeff', '\u0301\u0308', '\u0000\u001b', '\u3164\u2800'])(
    'takes %j for no answer, no question and no thought',
    async (blank) => {
      const running = open()
      await running.open()
      running.type(blank)
      expect(running.writing.empty).toBe(true)
      expect(await running.submit()).toBe(false)
      await running.ask(blank)
      await running.think(blank)
      expect(turns.map(({ kind }) => kind)).toEqual(['ask'])
    },
  )

  it('does not double an answer that is submitted twice', async () => {
    const running = open()
    await running.open()
    running.type('Once.')
    await Promise.all([running.submit(), running.submit()])
    expect(turns.filter(({ kind }) => kind === 'answer')).toHaveLength(1)
  })

  it('keeps the text when another tab went on first', async () => {
    const running = open()
    await running.open()
    running.type('Mine.')
    await store.append('s', turns.length, [{ by: 'candidate', kind: 'skip', text: '', itemId: 'one', at: now }])
    await running.submit()
    expect(running.text).toBe('Mine.')
    expect(turns.some(({ text }) => text === 'Mine.')).toBe(false)
  })

  it('writes the draft down while somebody types without a pause', async () => {
    vi.useFakeTimers()
    const running = open()
    await running.open()
    for (let n = 1; n <= 20; n++) {
      running.type('x'.repeat(n))
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(draft?.text.length).toBeGreaterThanOrEqual(10)
    expect(running.text).toHaveLength(20)
  })

  it('keeps as a draft what another tab’s answer forestalled, so that a reload does not lose it', async () => {
    vi.useFakeTimers()
    const running = open()
    await running.open()
    running.type('Mine.')
    await store.append('s', turns.length, [
      { by: 'candidate', kind: 'answer', text: 'Theirs.', itemId: 'one', at: now },
    ])
    await running.submit()
    await vi.advanceTimersByTimeAsync(1000)
    expect(draft?.text).toBe('Mine.')
  })
})
