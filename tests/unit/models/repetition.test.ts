import { readFileSync, readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { repeats, withoutRepeats } from '../../../src/models/repetition'

const prose = 'Low-rank adaptation trains two narrow matrices beside the frozen weights. '

describe('a text that says the same for ever', () => {
  it.each([
    ['a sign', 'And so on' + '.'.repeat(130)],
    ['a word', `The answer is ${'very '.repeat(30)}`],
    ['a sentence', `First this. ${prose.repeat(4)}`],
    ['a list that never ends', '- one thing\n'.repeat(11)],
    ['items of JSON', '{"cards":[' + '{"front":"a","back":"b"},'.repeat(6)],
  ])('is noticed: %s', (_, text) => expect(repeats(text)).toBe(true))

  it.each([
    ['prose', prose + 'The rank sets how much they can learn. It is small.'],
    ['a sentence said three times', prose.repeat(3)],
    ['a rule of a table', '| a | b | c |\n| --- | --- | --- |\n'],
    ['indented code', 'for x in xs:\n                                return'],
    ['nothing', ''],
  ])('is not seen in %s', (_, text) => expect(repeats(text)).toBe(false))

  it('is not seen anywhere in the notes that come with the app', () => {
    const folder = 'content/topics'
    const notes = (readdirSync(folder, { recursive: true }) as string[]).filter((file) => file.endsWith('.md'))
    expect(notes.length).toBeGreaterThan(20)
    for (const note of notes) {
      const text = readFileSync(`${folder}/${note}`, 'utf8')
      for (let end = 200; end < text.length; end += 251) {
        const seen = text.slice(0, end)
        // A line drawn of one sign is a line, not a loop.
        if (!/(.)\1{60}$/.test(seen)) expect(repeats(seen), `${note}: ${seen.slice(-150)}`).toBe(false)
      }
    }
  })

  it('is kept with the piece once', () => {
    expect(withoutRepeats(`First this. ${prose.repeat(4)}`)).toBe(`First this. ${prose}`)
    expect(withoutRepeats('na na na na na ')).toBe('na ')
    expect(withoutRepeats('Nothing twice.')).toBe('Nothing twice.')
  })

  it('is noticed for any piece, after anything', () => {
    const piece = fc.string({ minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(fc.string(), piece, (before, unit) => {
        const loop = before + unit.repeat(Math.max(4, Math.ceil(120 / unit.length)))
        expect(repeats(loop)).toBe(true)
        const kept = withoutRepeats(loop)
        expect(loop.startsWith(kept)).toBe(true)
        expect(kept.length).toBeLessThanOrEqual(loop.length - unit.length)
      }),
    )
  })
})
