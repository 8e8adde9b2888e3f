import { mount, tick, unmount, type Component } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Services } from '../../../src/app/services'
import { Settings } from '../../../src/app/settings.svelte'
import { workerPort } from '../../../src/app/worker-port'
import type { BackupCalls } from '../../../src/backup/protocol'
import { Interviewer } from '../../../src/interview/interviewer'
import OwnScreen from '../../../src/interview/OwnScreen.svelte'
import { writtenQuestion } from '../../../src/interview/own-written'
import { Running } from '../../../src/interview/running.svelte'
import { PreflightDatabase } from '../../../src/storage/database'
import { interviewStore } from '../../../src/storage/interview'
import { settingStore } from '../../../src/storage/settings'
import WithServices from '../WithServices.svelte'

const reference =
  'An index is updated at once, without training. Each sentence can be cited, because its passage is known.'
const clock = { now: () => Date.now(), newId: () => crypto.randomUUID(), random: () => 0 }
const pack = {
  questions: () => Promise.resolve([]),
  scenarios: () => Promise.resolve([]),
  coding: () => Promise.resolve([]),
  notes: () => Promise.resolve([]),
  index: () => Promise.resolve({ version: '1' }),
} as never

let db: PreflightDatabase
let host: HTMLElement
let stops: (() => void)[]
const shown: { view: Record<string, unknown>; host: HTMLElement }[] = []

function interviewer(database = db) {
  const assessor = {
    call: () => Promise.reject(new Error('no worker')),
    prepare: () => Promise.reject(new Error('no worker')),
  } as never
  return new Interviewer({ store: interviewStore(database), clock, pack, assessor })
}

function written(ask = 'Why retrieve instead of fine-tune?') {
  const made = writtenQuestion({ ask, reference }, [], 'own-1', 5)
  if (!made.ok) throw new Error(made.failure.code)
  return made.value
}

async function settingsOfTab() {
  const store = settingStore(db, clock.now)
  const watch: typeof store.watch = (changed) => {
    const stop = store.watch(changed)
    stops.push(stop)
    return stop
  }
  const settings = new Settings({ ...store, watch })
  await settings.load()
  return settings
}

/** Opens the screen of own questions, as a tab does. */
async function open() {
  const settings = await settingsOfTab()
  const place = document.createElement('div')
  host.append(place)
  const languageWriter = () => Promise.resolve(undefined)
  const notes = { list: () => Promise.resolve([]) }
  const services = { notes, pack, settings, clock, languageWriter, router: { go: vi.fn() } } as unknown as Services
  const view = OwnScreen as unknown as Component<Record<string, unknown>>
  const props = { services, view, props: { interviewer: interviewer() } }
  shown.push({ view: mount(WithServices, { target: place, props }), host: place })
  await vi.waitFor(() => expect(place.querySelector('.write')).not.toBeNull())
  await tick()
  return {
    place,
    field: (label: string) =>
      [...place.querySelectorAll('label')].find(({ textContent }) => textContent.trim() === label)!
        .control as HTMLTextAreaElement,
    button: (name: string) =>
      [...place.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name),
  }
}

async function close() {
  const { view, host: place } = shown.shift()!
  await unmount(view)
  place.remove()
  // The write that is due has ended.
  await new Promise((resolve) => setTimeout(resolve, 50))
}

function type(into: HTMLTextAreaElement, text: string) {
  into.value = text
  into.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

beforeEach(async () => {
  localStorage.clear()
  stops = []
  db = new PreflightDatabase(`own-${crypto.randomUUID()}`)
  await db.open()
  host = document.createElement('div')
  document.body.append(host)
})
afterEach(async () => {
  while (shown.length) await close()
  host.remove()
  for (const stop of stops) stop()
  await db.delete()
})

describe('a kept question of one’s own', () => {
  beforeEach(() => interviewStore(db).keepOwn([written()]))

  it('that is changed and not kept yet reads as changed after a reload, and as kept once the changes are discarded', async () => {
    const before = await open()
    type(before.field('Question'), 'Why retrieve at all?')
    type(before.field('Point 2'), 'Every sentence has a citation.')
    await tick()
    expect(before.place.textContent).toContain('Changes not kept yet')
    await close()
    expect((await interviewStore(db).ownQuestions())[0]!.ask).toBe('Why retrieve instead of fine-tune?')

    const after = await open()
    expect(after.field('Question').value).toBe('Why retrieve at all?')
    expect(after.field('Point 2').value).toBe('Every sentence has a citation.')
    after.button('Discard changes')!.click()
    await tick()
    expect(after.field('Question').value).toBe('Why retrieve instead of fine-tune?')
    expect(after.field('Point 2').value).toContain('can be cited')
    expect(after.button('Discard changes')).toBeUndefined()
    await close()
    expect((await open()).field('Question').value).toBe('Why retrieve instead of fine-tune?')
  })

  it('keeps its changes when the page goes in the middle of a word', async () => {
    const before = await open()
    type(before.field('Your reference answer'), `${reference} And it is che`)
    await tick()
    dispatchEvent(new Event('pagehide'))
    expect(localStorage.getItem('preflight.ownUnfinished')).toContain('And it is che')
    await close()
    expect((await open()).field('Your reference answer').value).toBe(`${reference} And it is che`)
  })

  it('has nothing to discard once it is kept', async () => {
    const { field, button, place } = await open()
    type(field('Question'), 'Why retrieve at all?')
    await tick()
    button('Keep for later')!.click()
    await vi.waitFor(() => expect(place.textContent).not.toContain('Changes not kept yet'))
    expect((await interviewStore(db).ownQuestions())[0]!.ask).toBe('Why retrieve at all?')
    await close()
    const settings = await settingsOfTab()
    expect(settings.choices.ownUnfinished).toBe('')
  })

  it('keeps points made anew, and the question that they take the place of', async () => {
    const before = await open()
    type(before.field('Your reference answer'), 'A new index costs nothing but minutes. Training costs days.')
    await tick()
    before.button('Make the points anew from it')!.click()
    await tick()
    await close()
    const after = await open()
    expect(after.field('Point 1').value).toBe('A new index costs nothing but minutes.')
    after.button('Discard changes')!.click()
    await tick()
    expect(after.field('Point 1').value).toContain('An index is updated at once')
  })
})

describe('writing questions by hand', () => {
  it('in two tabs: the one that is closed takes nothing from the other', async () => {
    const [busy, idle] = [await open(), await open()]
    type(busy.field('Your question'), 'What is a token?')
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(idle.field('Your question').value).toBe('')
    await close()
    await close()
    expect((await open()).field('Your question').value).toBe('What is a token?')
  })

  it('makes a point of each sentence, says what is missing, and writes in the direction of the script', async () => {
    const { field, button, place } = await open()
    type(field('Your question'), 'לָמָּה אִחְזוּר?')
    type(field('The answer you want to be able to give'), '\u200b\u2060')
    await tick()
    button('Make points of it')!.click()
    await tick()
    expect(place.querySelector('[role=alert]')!.textContent).toMatch(/answer/)
    expect(getComputedStyle(field('Your question')).direction).toBe('rtl')
    type(field('The answer you want to be able to give'), reference)
    await tick()
    button('Make points of it')!.click()
    await tick()
    expect(field('Point 2').value).toContain('Each sentence can be cited')
    expect(getComputedStyle(field('Question')).direction).toBe('rtl')
    for (const box of place.querySelectorAll('textarea')) expect(box.dir).toBe('auto')
  })
})

describe('a backup with a question written by hand', () => {
  it('is restored into an empty database, where the question is asked with its reference answer', async () => {
    const start = (name: string) => () =>
      new Worker(new URL('../../../src/backup/backup.worker.ts', import.meta.url), { type: 'module', name })
    const empty = new PreflightDatabase(`empty-${crypto.randomUUID()}`)
    await empty.open()
    await interviewStore(db).keepOwn([written()])
    const file = await workerPort<BackupCalls>(start(db.name)).call('export', { app: '0.4.0', now: 1 })
    const to = workerPort<BackupCalls>(start(empty.name))
    expect(await to.call('restore', { file, name: 'b.zip', app: '0.4.0', now: 2 })).toMatchObject({ ok: true })

    const store = interviewStore(empty)
    expect(await store.ownQuestions()).toEqual([written()])
    await store.begin({
      id: 's',
      config: { round: 'phone-screen', topics: ['own'], minutes: 5, mode: 'study' },
      plan: [{ kind: 'question', id: 'own-1', variant: -1 }],
      packVersion: '1',
      status: 'running',
      startedAt: 1,
      updatedAt: Date.now(),
    })
    const running = new Running(interviewer(empty), 's')
    await running.open()
    expect(running.standing.asking?.text).toBe('Why retrieve instead of fine-tune?')
    expect(running.stage!.item).toMatchObject({ reference })
    expect(running.stage!.criteria.map(({ statement }) => statement)).toEqual(
      written().criteria.map(({ statement }) => statement),
    )
    running.type('An index is updated at once.')
    expect(await running.submit()).toBe(true)
    expect((await store.turns('s')).map(({ kind }) => kind)).toContain('answer')
    await running.close()
    await empty.delete()
  })
})
