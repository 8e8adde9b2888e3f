import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InterviewSession, Turn } from '../../../src/interview/session'
import type { InterviewStore } from '../../../src/interview/store'
import { everyDraft } from '../../../src/interview/drafts'
import { PreflightDatabase } from '../../../src/storage/database'
import { interviewStore } from '../../../src/storage/interview'

let first: PreflightDatabase
let second: PreflightDatabase
let store: InterviewStore
let otherTab: InterviewStore

const session: InterviewSession = {
  id: 's',
  config: { round: 'phone-screen', topics: [], minutes: 20 },
  plan: [],
  packVersion: '1',
  status: 'running',
  startedAt: 1,
  updatedAt: 1,
}
const answer = (text: string, at = 2) => ({ by: 'candidate' as const, kind: 'answer' as const, text, itemId: 'q', at })

beforeEach(async () => {
  const name = `interview-${crypto.randomUUID()}`
  first = new PreflightDatabase(name)
  second = new PreflightDatabase(name)
  await first.open()
  await second.open()
  store = interviewStore(first)
  otherTab = interviewStore(second)
  await store.begin(session)
})
afterEach(async () => {
  second.close()
  await first.delete()
})

describe('turns', () => {
  it('are numbered without a gap and come back in order', async () => {
    await store.append('s', 0, [answer('one'), answer('two')])
    await store.append('s', 2, [answer('three')])
    expect((await store.turns('s')).map(({ n, text }) => [n, text])).toEqual([
      [0, 'one'],
      [1, 'two'],
      [2, 'three'],
    ])
  })

  it('of two tabs at once: one is written, the other is told how it stands, nothing is doubled or lost', async () => {
    const [a, b] = await Promise.all([
      store.append('s', 0, [answer('left')]),
      otherTab.append('s', 0, [answer('right')]),
    ])
    expect([a.written, b.written].filter(Boolean)).toHaveLength(1)
    const stored = await store.turns('s')
    expect(stored).toHaveLength(1)
    expect(a.turns).toEqual(stored)
    expect(b.turns).toEqual(stored)
    const refused = a.written ? otherTab : store
    expect((await refused.append('s', 1, [answer('again')])).written).toBe(true)
    expect(await store.turns('s')).toHaveLength(2)
  })

  it('survive twenty races with every number used once', async () => {
    const race = async (tab: InterviewStore, text: string) => {
      for (let tries = 0, n = 0; tries < 60; tries++) {
        const result = await tab.append('s', n, [answer(text)])
        if (result.written) return
        n = result.turns.length
      }
    }
    await Promise.all(Array.from({ length: 20 }, (_, index) => race(index % 2 ? store : otherTab, `t${index}`)))
    const turns = await store.turns('s')
    expect(turns.map(({ n }) => n)).toEqual(Array.from({ length: 20 }, (_, index) => index))
    expect(new Set(turns.map(({ text }) => text)).size).toBe(20)
  })

  it('are seen by another tab', async () => {
    const seen = new Promise<Turn[]>((resolve) => {
      otherTab.watchTurns('s', (turns) => turns.length && resolve(turns))
    })
    await store.append('s', 0, [answer('hello')])
    expect((await seen)[0]!.text).toBe('hello')
  })
})

describe('drafts', () => {
  it('lose a question that was put in the field for answers, and keep what a tool holds', async () => {
    const attached = [{ tool: 'board', words: 'index', data: {} }]
    await store.saveDraft({ sessionId: 's', text: 'How many pages? ', attached, updatedAt: 1, sinceTurnMs: 0 })
    await store.append('s', 0, [{ ...answer('Who reads them?'), kind: 'clarify' }])
    expect((await store.draft('s'))?.text).toBe('How many pages? ')
    await store.append('s', 1, [{ ...answer('How many pages?'), kind: 'clarify' }])
    expect(await store.draft('s')).toMatchObject({ text: '', attached })
  })

  it('leave in the transaction that brings the answer', async () => {
    await store.saveDraft({ sessionId: 's', text: 'half', updatedAt: 1 })
    expect((await otherTab.draft('s'))?.text).toBe('half')
    await store.append('s', 0, [{ ...answer('a question'), kind: 'clarify' }])
    expect(await store.draft('s')).toBeDefined()
    await store.append('s', 1, [answer('half and whole')])
    expect(await store.draft('s')).toBeUndefined()
  })
})

describe('two tabs with one interview', () => {
  const asks = (text: string) => ({ ...answer(text), by: 'interviewer' as const, kind: 'probe' as const })
  const to = (n: number, text: string) => ({ ...answer(text), to: n })

  beforeEach(async () => {
    await store.append('s', 0, [{ ...asks('Why?'), kind: 'ask' }])
  })

  it('an answer is not written under a follow-up that its author has not read', async () => {
    await store.append('s', 1, [to(0, 'first')])
    await store.append('s', 2, [asks('And why that?')])
    // Even a tab that knows how long the transcript is: its words were for the line before.
    const refused = await otherTab.append('s', 3, [to(0, 'second')], 'two')
    expect(refused.written).toBe(false)
    expect(refused.turns.map(({ text }) => text)).toEqual(['Why?', 'first', 'And why that?'])
    for (const kind of ['skip', 'clarify', 'pause', 'think'] as const)
      expect((await otherTab.append('s', 1, [{ ...to(0, 'x'), kind }])).written).toBe(false)
    expect((await otherTab.append('s', 3, [to(2, 'second')])).written).toBe(true)
  })

  it('an answer to the line that still waits is written, whatever was thought or run in between', async () => {
    await store.append('s', 1, [{ ...to(0, 'hm'), kind: 'think' }])
    const pause = { ...answer(''), kind: 'pause' as const, away: true as const }
    await store.append('s', 2, [pause, { ...pause, kind: 'resume' }])
    expect((await otherTab.append('s', 1, [to(0, 'mine')])).written).toBe(true)
    expect((await store.turns('s')).map(({ n, text }) => [n, text]).at(-1)).toEqual([4, 'mine'])
  })

  it('nothing is written under a pause that its author has not seen', async () => {
    await store.append('s', 1, [{ ...to(0, ''), kind: 'pause' }])
    expect((await otherTab.append('s', 1, [to(0, 'mine')])).written).toBe(false)
  })

  it('of forty answers at once to the same line one is written, and the rest stay drafts of their tabs', async () => {
    const tabs = Array.from({ length: 40 }, (_, n) => ({ tab: `t${n}`, in: n % 2 ? store : otherTab }))
    for (const { tab, in: own } of tabs)
      await own.saveDraft({ sessionId: 's', tab, text: `words of ${tab}`, updatedAt: 2 })
    const results = await Promise.all(
      tabs.map(({ tab, in: own }) => own.append('s', 1, [to(0, `words of ${tab}`)], tab)),
    )
    expect(results.filter(({ written }) => written)).toHaveLength(1)
    expect(await store.turns('s')).toHaveLength(2)
    const said = (await store.turns('s'))[1]!.text
    const kept = everyDraft(await store.draft('s')).map(({ text }) => text)
    expect([...kept, said].sort()).toEqual(tabs.map(({ tab }) => `words of ${tab}`).sort())
  })
})

describe('decisions', () => {
  const decision = { sessionId: 's', itemId: 'q', criterionId: 'c', suggested: 'unsure' as const }

  it('are only ever added, in order of time', async () => {
    await store.decide({ ...decision, id: 'b', decided: 'missed', at: 2 }, undefined)
    await store.decide({ ...decision, criterionId: 'd', id: 'a', decided: 'met', at: 1 }, undefined)
    expect((await store.decisions('s')).map(({ id }) => id)).toEqual(['a', 'b'])
    await expect(store.decide({ ...decision, id: 'a', decided: 'partly', at: 3 }, 'b')).rejects.toThrow()
  })

  it('that did not see another tab’s are refused, and told how it stands', async () => {
    const both = [
      store.decide({ ...decision, id: 'left', decided: 'met', at: 5 }, undefined),
      otherTab.decide({ ...decision, id: 'right', decided: 'missed', at: 5 }, undefined),
    ]
    const [a, b] = await Promise.all(both)
    expect([a!.written, b!.written].filter(Boolean)).toHaveLength(1)
    expect(a!.decisions).toEqual(b!.decisions)
    const [standing] = a!.decisions
    const again = await otherTab.decide({ ...decision, id: 'seen', decided: 'partly', at: 6 }, standing!.id)
    expect(again.written).toBe(true)
    expect((await store.decisions('s')).at(-1)).toMatchObject({ id: 'seen', decided: 'partly' })
  })

  it('count in the order in which they were taken, also where the clock was set back', async () => {
    await store.decide({ ...decision, id: 'first', decided: 'met', at: 86_400_000 }, undefined)
    await store.decide({ ...decision, id: 'second', decided: 'missed', at: 1000 }, 'first')
    expect((await store.decisions('s')).map(({ id }) => id)).toEqual(['first', 'second'])
  })
})

describe('a session', () => {
  const assessment = { sessionId: 's', assessor: 'a', at: 9, verdicts: [], qualities: {}, pitfalls: [] }

  it('is finished once, with what its turns came to, and leaves nothing when removed', async () => {
    await store.append('s', 0, [answer('x')])
    expect(await store.close(assessment, 1)).toEqual(assessment)
    expect(await otherTab.close({ ...assessment, at: 11 }, 1)).toEqual(assessment)
    expect(await store.session('s')).toMatchObject({ status: 'finished', finishedAt: 9 })
    await store.remove('s')
    expect(await store.session('s')).toBeUndefined()
    expect(await store.turns('s')).toEqual([])
  })

  it('is not finished over what another tab has said meanwhile', async () => {
    await store.append('s', 0, [answer('x')])
    await otherTab.append('s', 1, [answer('y')])
    expect(await store.close(assessment, 1)).toBeUndefined()
    expect(await store.abandon('s', 1, 9)).toBe(false)
    expect(await store.session('s')).toMatchObject({ status: 'running' })
  })

  it('that is finished takes nothing more, and keeps what stood in a field', async () => {
    await store.append('s', 0, [answer('x')])
    await otherTab.saveDraft({ sessionId: 's', tab: 'two', text: 'half', updatedAt: 3 })
    await store.close(assessment, 1)
    expect(await otherTab.append('s', 1, [answer('late')])).toMatchObject({ written: false })
    expect((await store.turns('s')).map(({ text }) => text)).toEqual(['x'])
    expect(await store.draft('s')).toMatchObject({ text: 'half' })
  })
})

describe('a loop, estimates and own questions', () => {
  it('are kept, seen by another tab, and estimates leave with their session', async () => {
    await store.saveLoop({ id: 'l', rounds: [], mode: 'real', topics: [], startedAt: 1, updatedAt: 1 })
    await store.saveLoop({ id: 'l', rounds: [], mode: 'real', topics: [], startedAt: 1, updatedAt: 2, ended: true })
    expect(await otherTab.loops()).toMatchObject([{ id: 'l', ended: true }])
    expect(await otherTab.loop('l')).toMatchObject({ updatedAt: 2 })

    await store.estimate({ id: 'b', sessionId: 's', itemId: 'q', share: 0.5, at: 2 })
    await store.estimate({ id: 'a', sessionId: 's', itemId: 'q', share: 0.75, at: 1 })
    expect((await otherTab.estimates('s')).map(({ id }) => id)).toEqual(['a', 'b'])
    await expect(store.estimate({ id: 'a', sessionId: 's', itemId: 'q', share: 1, at: 3 })).rejects.toThrow()

    const own = {
      id: 'own-1',
      title: 'Merging',
      topic: 'own',
      rounds: [],
      level: 'junior' as const,
      minutes: 3,
      ask: 'What is merging?',
      variants: [],
      notes: [],
      answer: '',
      sources: [],
      criteria: [],
      from: { documentId: 'd', title: 'Note' },
      createdAt: 1,
      updatedAt: 1,
    }
    await store.keepOwn([own])
    await store.keepOwn([{ ...own, retired: true, updatedAt: 2 }])
    expect(await otherTab.ownQuestions()).toMatchObject([{ id: 'own-1', retired: true }])

    await store.remove('s')
    expect(await store.estimates()).toEqual([])
    expect(await store.loops()).toHaveLength(1)
  })
})
