import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRows } from '../../../src/notes/formats/delimited'
import { noteOf as note } from './read-with'

describe('rows of a table', () => {
  it('come back as they were written, whatever is in the cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '|', ' ', '1') })
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 })
    const delimiters = fc.constantFrom(',', ';', '\t', '|')
    fc.assert(
      fc.property(rows, delimiters, (table, delimiter) => {
        const text = table.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter)).join('\n')
        expect(parseRows(text, delimiter).rows).toEqual(table)
      }),
    )
  })
})

describe('a table', () => {
  it('is known by any delimiter, also where cells hold the others', async () => {
    for (const mark of [',', ';', '\t', '|']) {
      const { text } = await note(
        't.csv',
        [
          ['term', 'note'],
          ['RAG', '"a, b; c"'],
          ['LoRA', '3'],
        ]
          .map((row) => row.join(mark))
          .join('\n'),
      )
      expect(text, mark).toContain('| term | note |\n| --- | --- |\n| RAG | a, b; c |\n| LoRA | 3 |')
    }
    expect((await note('t.csv', 'sep=|\na|b\n1|2')).text).toContain('| a | b |\n| --- | --- |\n| 1 | 2 |')
  })

  it('is read in the encoding in which it was written', async () => {
    const utf16 = Uint8Array.from([0xff, 0xfe, ...[...'näme;x\nö;1'].flatMap((char) => [char.charCodeAt(0), 0])])
    expect((await note('u.csv', utf16)).text).toContain('| näme | x |')
    const latin = Uint8Array.from('Straße;Größe\nMünchen;5', (char) => char.charCodeAt(0))
    expect((await note('l.csv', latin)).text).toContain('| Straße | Größe |')
    // 名前,年齢,住所 / 佐藤太郎,30,東京 / 三木英子,25,大阪 in Shift_JIS.
    const jis =
      '96bc914f2c944e97ee2c8f5a8f8a0a8db293a191be98592c33302c938c8b9e0a8e4f96d88970 8e712c32352c91e58de30a834a835e834a8369'
    const bytes = Uint8Array.from(jis.replace(/\s/g, '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
    const { text, warnings } = await note('j.csv', bytes)
    expect(text).toContain('| 佐藤太郎 | 30 | 東京 |')
    expect(warnings[0]).toContain('read as shift_jis')
  })

  it('of long texts becomes one record a row, under its name', async () => {
    const long = 'An answer of some length that nobody would read in a narrow cell. '.repeat(10)
    const { text, chunks } = await note('q.csv', `question,answer\nWhat is RAG?,"${long}"\nWhat is LoRA?,"${long}"`)
    expect(text).toContain('## What is RAG?\n\n**question:** What is RAG?\n\n**answer:** An answer')
    expect(chunks.find(({ headings }) => headings.at(-1) === 'What is LoRA?')).toBeDefined()
  })

  it('that is long is searched in parts, each with its header', async () => {
    const rows = Array.from({ length: 200 }, (_, n) => `term ${n},meaning of term ${n}`)
    const { chunks } = await note('long.csv', ['term,meaning', ...rows].join('\n'))
    expect(chunks.length).toBeGreaterThan(4)
    expect(chunks.every(({ text }) => text.startsWith('term | meaning'))).toBe(true)
  })

  it('says what is odd about it', async () => {
    const { warnings } = await note('odd.csv', 'a,b\n1,2,3\n4,"never closed\n5,6')
    expect(warnings).toEqual([
      expect.stringContaining('never closed'),
      expect.stringContaining('more or fewer cells than the header'),
    ])
  })

  it('makes no mark of Markdown out of what stands in it', async () => {
    const { chunks } = await note('m.csv', 'a,b\n*x*,<b>|c\n# y,`z`')
    expect(chunks[0]?.text).toBe('a | b\n*x* | <b>|c\n# y | `z`')
  })
})
