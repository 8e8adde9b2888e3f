import { flushSync, mount, unmount } from 'svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import Filters from '../../../src/ask/Filters.svelte'
import type { AskFilter } from '../../../src/ask/answer'
import type { NotesAtHand } from '../../../src/ask/notes-at-hand.svelte'
import { note } from '../../unit/search/notes'

let host: HTMLElement
let shown: Record<string, unknown>
let chosen: AskFilter

const notes = [
  note('a', [], { title: 'Lecture 3', type: 'pdf', tags: ['course'] }).document,
  note('b', [], { title: 'Reading list', tags: ['rag'] }).document,
  ...Array.from({ length: 12 }, (_, n) => note(`p${n}`, [], { title: `Pack note ${n}`, source: 'pack' }).document),
]

function show(filter: AskFilter) {
  const atHand = { all: notes, titleOf: (id: string) => notes.find((one) => one.id === id)?.title }
  const onchange = vi.fn((next: AskFilter) => (chosen = next))
  shown = mount(Filters, { target: host, props: { filter, atHand: atHand as unknown as NotesAtHand, onchange } })
  flushSync()
}

const button = (name: string | RegExp) => {
  const found = [...host.querySelectorAll('button')].find((one) => {
    const label = one.getAttribute('aria-label') ?? one.textContent?.trim() ?? ''
    return typeof name === 'string' ? label === name : name.test(label)
  })
  if (!found) throw new Error(`no button ${name}`)
  return found
}

beforeEach(() => {
  host = document.createElement('div')
  document.body.append(host)
  chosen = {}
})
afterEach(async () => {
  await unmount(shown)
  host.remove()
})

it('a note is found by typing and chosen by the keyboard alone', async () => {
  show({})
  button('Choose notes').focus()
  await userEvent.keyboard('{Enter}{Tab}lecture')
  await vi.waitFor(() => expect(host.querySelector('[role=status]')?.textContent).toContain('1 match'))
  await userEvent.keyboard('{Tab}{Enter}')
  expect(chosen).toEqual({ documentIds: ['a'] })
})

it('what is set stands there to be taken out, each by itself', () => {
  show({ documentIds: ['a', 'gone'], tags: ['rag'], from: 'own' })
  const chips = [...host.querySelectorAll('.set')].map((chip) => chip.textContent?.trim())
  expect(chips).toEqual(['My notes', 'Lecture 3', 'A note that is gone', '#rag'])
  button('Remove Lecture 3').click()
  expect(chosen).toEqual({ documentIds: ['gone'], tags: ['rag'], from: 'own' })
  button('All notes').click()
  expect(chosen).toEqual({})
})

it('Escape closes the choice and gives the focus back', async () => {
  show({})
  button('Choose notes').click()
  flushSync()
  host.querySelector('input')!.focus()
  await userEvent.keyboard('{Escape}')
  expect(host.querySelector('section')).toBeNull()
  expect(document.activeElement).toBe(button('Choose notes'))
})

it('of many notes a few are shown, with how many more there are', () => {
  show({})
  button('Choose notes').click()
  flushSync()
  expect(host.textContent).toContain('and 6 more: type to find')
})
