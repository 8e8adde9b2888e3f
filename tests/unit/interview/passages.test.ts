import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evidenceByTurn } from '../../../src/interview/marked'
import { passages, passageSpans } from '../../../src/interview/passages'

const whole = (text: string, quotes: string[] = []) =>
  passages(text, quotes)
    .flatMap(({ pieces }) => pieces.map((piece) => piece.text))
    .join('')

const sentence = 'The index is rebuilt at night and the answer cites its source. '
const family = '👩‍👩‍👧‍👦'
const kinds: Record<string, string> = {
  'one paragraph': sentence.repeat(800),
  'many paragraphs': `${sentence}\n\n`.repeat(770),
  'one word': 'a'.repeat(50_000),
  'line breaks alone': '\n'.repeat(50_000),
  'emoji of several code points': family.repeat(4500),
  Arabic: 'نستخدم الاسترجاع لأن المعرفة تتغير كثيرا. '.repeat(1200),
  'no stops': 'retrieval and '.repeat(3600),
  Japanese: '索引は毎晩再構築されます。'.repeat(3900),
}

describe('a long answer in passages', () => {
  it.each(Object.entries(kinds))('is the answer to the letter: %s', (_, text) => {
    expect(whole(text)).toBe(text)
    expect(whole(text, ['source. The index', 'nowhere'])).toBe(text)
  })

  it('is the answer to the letter, whatever was said and quoted', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 3000 })
    fc.assert(
      fc.property(text, fc.array(fc.tuple(fc.nat(3000), fc.nat(900))), (said, places) => {
        const quotes = places.map(([start, length]) => said.slice(start, start + length))
        expect(whole(said, quotes)).toBe(said)
      }),
    )
  })

  it.each(Object.entries(kinds))('has so many passages as its length asks for, none of them long: %s', (_, text) => {
    const spans = passageSpans(text)
    expect(Math.max(...spans.map(({ start, end }) => end - start))).toBeLessThanOrEqual(650)
    expect(spans.length).toBeLessThan(50_000 / 250 + 2)
  })

  it('ends a passage with a line or a sentence where it can', () => {
    for (const kind of ['one paragraph', 'many paragraphs', 'Japanese']) {
      const text = kinds[kind]!
      for (const { start, end } of passageSpans(text).slice(0, -1)) expect(text.slice(start, end)).toMatch(/[.。]\s*$/)
    }
  })

  it('never takes an emoji apart', () => {
    const text = kinds['emoji of several code points']!
    for (const { start, end } of passageSpans(text)) expect((end - start) % family.length).toBe(0)
  })

  it('keeps in sight the beginning and what holds evidence, and folds the rest', () => {
    const said = `${sentence.repeat(300)}We froze the weights. ${sentence.repeat(300)}`
    const quotes = evidenceByTurn([{ turnId: 't', evidence: 'We froze the weights.' }]).get('t')!
    const shown = passages(said, quotes)
    const kept = shown.filter((passage) => passage.kept)
    expect(kept).toHaveLength(2)
    expect(kept[0]).toBe(shown[0])
    expect(kept[1]!.pieces.find(({ marked }) => marked)!.text).toBe('We froze the weights.')
    expect(shown.length - kept.length).toBeGreaterThan(50)
  })

  it('marks a quotation that goes over the end of a passage in both', () => {
    const said = sentence.repeat(100)
    const { end } = passageSpans(said)[0]!
    const quote = said.slice(0, end + 20)
    const marked = passages(said, [quote]).map(({ pieces }) => pieces.some((piece) => piece.marked))
    expect(marked.slice(0, 3)).toEqual([true, true, false])
  })

  it('keeps a bounded part in sight even where all of it is evidence', () => {
    const word = 'a'.repeat(50_000)
    const kept = passages(word, [word]).filter((passage) => passage.kept)
    expect(kept.flatMap(({ pieces }) => pieces).reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(10_000)
  })
})
