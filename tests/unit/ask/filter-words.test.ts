import { expect, test } from 'vitest'
import fc from 'fast-check'
import { choicesOf, keyOf, labelOf, overInWords, partsOf, toggled } from '../../../src/ask/filter-words'
import type { AskFilter } from '../../../src/ask/answer'
import { note } from '../search/notes'

const titles: Record<string, string> = { a: 'Lecture 3', b: 'Lecture 4', c: 'LoRA' }
const titleOf = (id: string) => titles[id]

test('what is set is said in words that go on from "Asked over"', () => {
  const say = (filter: AskFilter) => overInWords(filter, titleOf)
  expect(say({})).toBe('')
  expect(say({ documentIds: ['a'] })).toBe('the note “Lecture 3”')
  expect(say({ documentIds: ['a', 'b'], tags: ['rag', 'eval'] })).toBe(
    'the notes “Lecture 3” and “Lecture 4” tagged #rag or #eval',
  )
  expect(say({ tags: ['rag'] })).toBe('notes tagged #rag')
  expect(say({ from: 'own', types: ['pdf', 'docx'] })).toBe('your own notes of kind PDF or Word document')
  expect(say({ documentIds: ['a', 'b', 'c', 'x'] })).toBe('4 notes')
  expect(say({ documentIds: ['x'] })).toBe('the note “a note that is gone”')
})

test('a part put in twice is out again, and an empty list is none', () => {
  const part = fc.record({
    of: fc.constantFrom('note' as const, 'tag' as const, 'kind' as const, 'from' as const),
    value: fc.constantFrom('own', 'pdf', 'b'),
  })
  fc.assert(
    fc.property(fc.uniqueArray(part, { selector: keyOf }), (parts) => {
      const lists = parts.filter(({ of }) => of !== 'from')
      const filled = lists.reduce(toggled, {} as AskFilter)
      expect(new Set(partsOf(filled).map(keyOf))).toEqual(new Set(lists.map(keyOf)))
      const emptied = lists.reduce(toggled, filled)
      expect(Object.values(emptied).filter((value) => value !== undefined)).toEqual([])
    }),
  )
  expect(toggled({ from: 'own' }, { of: 'from', value: 'pack' }).from).toBe('pack')
})

test('notes are found by title and path, tags and kinds by name, and one’s own come first', () => {
  const notes = [
    note('b', [], { title: 'Attention', source: 'pack', tags: ['models'] }).document,
    note('a', [], { title: 'Serving', path: 'course/attention.pdf', type: 'pdf', tags: ['serving'] }).document,
  ]
  const all = choicesOf(notes, { tags: ['models'] }, '')
  expect(all.note.map(({ label }) => label)).toEqual(['Serving', 'Attention'])
  expect(all.tag).toEqual([
    { of: 'tag', value: 'models', label: '#models', on: true },
    { of: 'tag', value: 'serving', label: '#serving', on: false },
  ])
  expect(all.kind.map(({ label }) => label)).toEqual(['Markdown', 'PDF'])
  expect(choicesOf(notes, {}, 'attention').note.map(({ value }) => value)).toEqual(['a', 'b'])
  expect(choicesOf(notes, {}, 'serv').tag.map(({ value }) => value)).toEqual(['serving'])
  expect(choicesOf(notes, {}, 'pdf').kind.map(({ value }) => value)).toEqual(['pdf'])
  expect(labelOf({ of: 'note', value: 'gone' }, titleOf)).toBe('A note that is gone')
})
