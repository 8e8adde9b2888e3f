import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import type { CheckEach } from '../../../src/ask/generate'
import { LanguageModelFailure } from '../../../src/models/language-model'
import type { Chunk } from '../../../src/notes/document'
import { keySentences } from '../../../src/notes/key-sentences'
import { extractSummary, sectionsOf, summaryAsMarkdown, writeSummary, type Summary } from '../../../src/notes/summarise'
import { scriptedModel, type Reply } from '../../fixtures/models/scripted-model'

const chunk = (id: string, headings: string[], text: string): Chunk => ({
  id,
  headings,
  text,
  start: 0,
  end: text.length,
  kind: 'prose',
})

const cache = [
  'The key-value cache keeps the keys and values of earlier tokens.',
  'The cache grows with the length of the context and with the batch.',
  'Without the cache every step would compute the keys and values again.',
  'A smaller cache lets a server hold more requests at once.',
  'Grouped heads share keys and values, so the cache shrinks.',
  'Paging keeps the cache in blocks and wastes little memory.',
  'An evicted cache has to be computed again when the request returns.',
  'The cache of a long shared prefix can serve many requests.',
  'Lunch was served at noon in the garden behind the house.',
]
const tune = cache.map((sentence) => sentence.replaceAll('cache', 'adapter').replace('key-value', 'small'))
const note = [
  chunk('cache', ['Note', 'Cache'], `${cache.join(' ')} ${'It is so.'.repeat(90)}`),
  chunk('tune', ['Note', 'Tuning'], `${tune.join(' ')} ${'It is so.'.repeat(90)}`),
]

const check: CheckEach = async (sentences, passages) => ({
  by: 'words',
  checks: sentences.map((sentence) =>
    passages.map(({ text }) => {
      const there = text.includes(sentence.replace(/\.$/, ''))
      return { support: there ? 'supported' : 'unsupported', start: 0, end: there ? 10 : 0, covered: there ? 1 : 0 }
    }),
  ),
})
const summarise = (replies: Reply[], options = {}) =>
  writeSummary(note, 'Note', { model: scriptedModel(replies), check, now: () => 0 }, options)

describe('key sentences', () => {
  test('say what the text is about, in its order, and never twice the same', () => {
    const found = keySentences([note[0]!], 3)
    expect(found).toHaveLength(3)
    expect(found.map(({ text }) => text).join(' ')).not.toContain('Lunch')
    expect([...found].sort((a, b) => a.start - b.start)).toEqual(found)
    const doubled = [chunk('a', [], `${cache[0]} ${cache[1]} ${cache[2]}`), chunk('b', [], `${cache[0]} ${cache[1]}`)]
    const texts = keySentences(doubled, 5).map(({ text }) => text)
    expect(new Set(texts).size).toBe(texts.length)
  })

  test('stand to the letter where they say they stand', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...cache), { minLength: 1, maxLength: 9 }), (sentences) => {
        const one = chunk('x', [], sentences.join(' '))
        for (const { text, start, end } of keySentences([one], 4)) expect(one.text.slice(start, end)).toBe(text)
      }),
    )
  })
})

describe('the parts of a note', () => {
  test('follow its headings, and are never more than twelve however long it is', () => {
    expect(sectionsOf(note).map(({ heading }) => heading)).toEqual(['Cache', 'Tuning'])
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 60 }), (lengths) => {
        const chunks = lengths.map((length, n) => chunk(`${n}`, ['Note', `H${n}`], 'x'.repeat(length)))
        const parts = sectionsOf(chunks)
        expect(parts.length).toBeLessThanOrEqual(12)
        expect(parts.flatMap((part) => part.chunks.map(({ id }) => id))).toEqual(chunks.map(({ id }) => id))
      }),
    )
  })
})

describe('a summary', () => {
  test('without a model is the note’s own sentences, each with its passage', () => {
    const { parts, provenance } = extractSummary(note)
    expect(parts.map(({ heading, made }) => [heading, made])).toEqual([
      ['Cache', 'extracted'],
      ['Tuning', 'extracted'],
    ])
    for (const { text, chunkId } of parts.flatMap(({ sentences }) => sentences))
      expect(note.find(({ id }) => id === chunkId)!.text).toContain(text)
    expect(provenance).toBe('4 key sentences of the note itself, no model used')
  })

  test('by a model keeps what a passage supports and leaves out the rest', async () => {
    const seen: [number, number][] = []
    const { parts, dropped, provenance } = await summarise(
      [
        'The cache grows with the length of the context and with the batch [1]. Cats like the cache [2].',
        'Nonsense here again [1].',
      ],
      { onpart: (done: number, of: number) => seen.push([done, of]) },
    )
    expect(parts[0]).toMatchObject({ heading: 'Cache', made: 'written' })
    expect(parts[0]!.sentences.map(({ text }) => text)).toEqual([cache[1]])
    expect(parts[1]).toMatchObject({ heading: 'Tuning', made: 'extracted' })
    expect(dropped).toEqual(['Cats like the cache.', 'Nonsense here again.'])
    expect(provenance).toContain('1 part in the note’s own words; 2 sentences left out')
    expect(seen).toEqual([
      [1, 2],
      [2, 2],
    ])
  })

  test('keeps a part in the note’s own words where the model gives nothing, and stops at once when cancelled', async () => {
    const { parts } = await summarise([new LanguageModelFailure('empty'), new LanguageModelFailure('too-long')])
    expect(parts.map(({ made }) => made)).toEqual(['extracted', 'extracted'])
    const control = new AbortController()
    control.abort()
    await expect(summarise([], { signal: control.signal })).rejects.toThrow(/abort/i)
  })

  test('asks once more where the device was lost, and is whole at any moment should it be lost again', async () => {
    const said = 'The cache grows with the length of the context and with the batch [1].'
    const lost = new LanguageModelFailure('lost')
    let soFar: Summary | undefined
    const onpart = (_done: number, _of: number, summary: Summary) => (soFar = summary)
    await expect(summarise([lost, said, lost, lost], { onpart })).rejects.toThrow('lost')
    expect(soFar!.parts.map(({ heading, made }) => [heading, made])).toEqual([
      ['Cache', 'written'],
      ['Tuning', 'extracted'],
    ])
    expect(soFar!.provenance).toContain('1 part in the note’s own words')
  })

  test('as Markdown says what made it', () => {
    expect(summaryAsMarkdown('Note', extractSummary(note))).toMatch(
      /^# Summary of Note\n\n## Cache\n\n- .*\n\n\*4 key sentences of the note itself, no model used\.\*\n$/s,
    )
  })
})
