import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { everyDraft } from '../../../src/interview/drafts'
import { Grading } from '../../../src/interview/grading.svelte'
import { Interviewer } from '../../../src/interview/interviewer'
import { readingMs } from '../../../src/interview/news.svelte'
import { Running } from '../../../src/interview/running.svelte'
import type { Decision, InterviewSession } from '../../../src/interview/session'
import type { InterviewStore } from '../../../src/interview/store'
import { PreflightDatabase } from '../../../src/storage/database'
import { interviewStore } from '../../../src/storage/interview'
import { toasts } from '../../../src/ui/toasts.svelte'
import { criterion, question } from '../../unit/interview/sample'

const session: InterviewSession = {
  id: 's',
  config: { round: 'phone-screen', topics: [], minutes: 30 },
  plan: ['one', 'two'].map((id) => ({ kind: 'question', id, variant: -1 })),
  packVersion: '1',
  status: 'running',
  startedAt: 1,
  updatedAt: 1,
}

let databases: PreflightDatabase[]
let store: InterviewStore
let opened: Running[]
let open: Set<string>
let monotonic: number

async function tab(id: string) {
  const database = databases[opened.length % 2]!
  const own = new Interviewer({
    store: interviewStore(database),
    clock: { now: () => Date.now(), newId: () => crypto.randomUUID(), random: () => 0 },
    tab: { id, others: () => Promise.resolve(new Set([...open].filter((each) => each !== id))) },
    pack: {
      questions: () => Promise.resolve([question('one'), question('two')]),
      scenarios: () => Promise.resolve([]),
      coding: () => Promise.resolve([]),
    } as never,
    monotonic: () => monotonic,
    assessor: {
      call: () => Promise.reject(new Error('no worker')),
      prepare: () => Promise.reject(new Error('no worker')),
    },
  })
  open.add(id)
  const running = new Running(own, 's')
  opened.push(running)
  await running.open()
  return running
}

/** The tab is gone at once, with its last write. */
async function close(running: Running, id: string) {
  await running.close()
  open.delete(id)
}

beforeEach(async () => {
  const name = `tabs-${crypto.randomUUID()}`
  databases = [new PreflightDatabase(name), new PreflightDatabase(name)]
  for (const database of databases) await database.open()
  store = interviewStore(databases[0]!)
  await store.begin(session)
  opened = []
  open = new Set()
  monotonic = 0
  localStorage.clear()
})
afterEach(async () => {
  for (const running of opened) await running.close()
  databases[1]!.close()
  await databases[0]!.delete()
})

const kinds = async () => (await store.turns('s')).map(({ kind }) => kind)
const answers = async () =>
  (await store.turns('s')).flatMap(({ kind, text, to }) => (kind === 'answer' ? [[to, text]] : []))
const kept = 'This interview went on in another tab. Your words are kept below.'

describe('two tabs with the same interview', () => {
  it('that submit at once: one answer is written, the other is kept as its tab’s draft, and the tab says so', async () => {
    const [left, right] = [await tab('left'), await tab('right')]
    left.type('Words of the left.')
    right.type('Words of the right.')
    await Promise.all([left.submit(), right.submit()])
    expect(await answers()).toHaveLength(1)
    const [said] = (await answers())[0]!.slice(1)
    const loser = said === 'Words of the left.' ? right : left
    expect(loser.news).toContain(kept)
    expect(loser.text).toMatch(/^Words of the/)
    await vi.waitFor(async () => expect(loser.standing.asking).toMatchObject({ kind: 'probe' }))
    await loser.flush()
    expect(everyDraft(await store.draft('s')).map(({ text }) => text)).toEqual([loser.text])
  })

  it('an answer that is sent as another tab’s follow-up appears does not land under it', async () => {
    const [left, right] = [await tab('left'), await tab('right')]
    right.type('Meant for the question.')
    left.type('The first answer.')
    await left.submit()
    await vi.waitFor(() => expect(right.standing.asking?.kind).toBe('probe'))
    // The screen has just changed under the finger.
    expect(await right.submit()).toBe(false)
    expect(await answers()).toEqual([[0, 'The first answer.']])
    expect(right.news).toBe(`${kept} Nothing was sent from here.`)
    expect(right.text).toBe('Meant for the question.')
    // Read by now, and sent on purpose: it names the line that it answers.
    monotonic += readingMs
    expect(await right.submit()).toBe(true)
    const turns = await store.turns('s')
    expect(turns.find(({ text }) => text === 'Meant for the question.')!.to).toBe(
      turns.find(({ kind }) => kind === 'probe')!.n,
    )
    expect(right.news).toBe('')
  })

  it.each(['skip', 'pause', 'ask', 'hint', 'think'] as const)(
    '%s is not done under a line that was not read',
    async (act) => {
      const [left, right] = [await tab('left'), await tab('right')]
      right.type('half an answer')
      left.type('The first answer.')
      await left.submit()
      await vi.waitFor(() => expect(right.standing.asking?.kind).toBe('probe'))
      const before = await kinds()
      expect(await (act === 'ask' || act === 'think' ? right[act]('Why do you ask?') : right[act]())).toBe(false)
      expect(await kinds()).toEqual(before)
      expect(right.news).toContain('went on in another tab')
      expect(right.text).toBe('half an answer')
    },
  )

  it('a tool’s tests that end after another tab’s answer send nothing', async () => {
    const [left, right] = [await tab('left'), await tab('right')]
    let ends = () => {}
    right.prepare = () => new Promise((resolve) => (ends = resolve))
    right.type('Mine.')
    const sent = right.submit()
    left.type('Theirs.')
    await left.submit()
    await vi.waitFor(() => expect(right.standing.asking?.kind).toBe('probe'))
    monotonic += readingMs
    ends()
    expect(await sent).toBe(false)
    expect(await answers()).toEqual([[0, 'Theirs.']])
    expect(right.text).toBe('Mine.')
  })

  it('a pause stands in both, and nothing is sent under it unseen', async () => {
    const [left, right] = [await tab('left'), await tab('right')]
    right.type('Mine.')
    await Promise.all([left.pause(), right.submit()])
    await vi.waitFor(() => expect(right.turns.length).toBe(left.turns.length))
    const said = await kinds()
    expect(said.includes('pause') && said.includes('answer')).toBe(false)
  })

  it('is not ended in a tab that has not seen the newest answer', async () => {
    const [left, right] = [await tab('left'), await tab('right')]
    left.type('The first answer.')
    await left.submit()
    expect(await right.mayFinish()).toBe(false)
    expect(right.news).toContain('went on in another tab')
    monotonic += readingMs
    expect(await right.mayFinish()).toBe(true)
  })

  it('each keep their own words through a reload', async () => {
    const [left, right] = [await tab('left'), await tab('right')]
    left.type('Words of the left.')
    await left.flush()
    right.type('Words of the right.')
    await right.flush()
    await close(left, 'left')
    const again = await tab('left')
    expect(again.text).toBe('Words of the left.')
    expect(again.writing.left).toEqual([])
    expect(right.text).toBe('Words of the right.')
  })

  it('what a closed tab left is offered in the next, and lost only when it is discarded', async () => {
    const [left, right] = [await tab('left'), await tab('right')]
    left.type('Words of the left.')
    await left.flush()
    right.type('Words of the right.')
    await right.flush()
    await close(left, 'left')
    await close(right, 'right')
    const third = await tab('third')
    expect(third.text).toBe('Words of the right.')
    expect(third.writing.left.map(({ text }) => text)).toEqual(['Words of the left.'])
    third.writing.adopt(third.writing.left[0]!)
    await third.flush()
    expect(third.text).toBe('Words of the right.\n\nWords of the left.')
    expect(everyDraft(await store.draft('s')).map(({ tab: from }) => from)).toEqual(['third'])
  })

  it('what stood unsaved when a tab went comes back though the interview went on', async () => {
    const [left, right] = [await tab('left'), await tab('right')]
    right.type('Typed in the last moment.')
    right.writing.hold()
    const saving = vi.spyOn(right.writing, 'flush').mockResolvedValue()
    right.leave()
    saving.mockRestore()
    open.delete('right')
    left.type('The first answer.')
    await left.submit()
    const again = await tab('right')
    expect(again.text).toBe('Typed in the last moment.')
    expect(again.news).toContain(kept)
  })

  it('a question beside the answer stays in its field when another tab went on first', async () => {
    const [left, right] = [await tab('left'), await tab('right')]
    right.writing.typeAside('How many pages are there?')
    left.type('The first answer.')
    await left.submit()
    expect(await right.ask(right.writing.aside)).toBe(false)
    expect(right.writing.aside).toBe('How many pages are there?')
    await vi.waitFor(() => expect(right.standing.asking?.kind).toBe('probe'))
    monotonic += readingMs
    expect(await right.ask(right.writing.aside)).toBe(true)
    expect(right.writing.aside).toBe('')
  })
})

describe('grading in two tabs', () => {
  const verdict = { itemId: 'one', criterionId: 'a', confidence: 0.9, evidence: '', provenance: 'by wording' }
  const item = question('one', { criteria: [criterion('a')] })
  const stages = [{ item, kind: 'question' as const, say: 'ask', criteria: item.criteria, minutes: 5 }]

  function grading(n: number) {
    const needs = { store: interviewStore(databases[n]!), monotonic: () => monotonic }
    const clock = { now: () => 5, newId: () => crypto.randomUUID(), random: () => 0 }
    const own = new Grading(new Interviewer({ ...needs, clock } as never), 's')
    own.take(stages, { verdicts: [{ ...verdict, verdict: 'unsure' }] }, [] as Decision[])
    return own
  }

  it('a decision that had not seen the other is refused and said, both views agree, and the next one counts', async () => {
    const [left, right] = [grading(0), grading(1)]
    await left.decide(left.grades[0]!, 'met')
    const said = vi.spyOn(toasts, 'say')
    await right.decide(right.grades[0]!, 'missed')
    expect(said.mock.lastCall?.[0]).toBe('You decided this in another tab: it stands as met. Press again to change it.')
    expect(right.grades[0]!.decision?.decided).toBe('met')
    monotonic += readingMs
    await right.decide(right.grades[0]!, 'missed')
    expect((await store.decisions('s')).map(({ decided }) => decided)).toEqual(['met', 'missed'])
    const stop = left.watch()
    await vi.waitFor(() => expect(left.grades[0]!.decision?.decided).toBe('missed'))
    stop()
  })
})
