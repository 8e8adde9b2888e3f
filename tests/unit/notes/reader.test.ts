import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunkDocument } from '../../../src/notes/chunk'
import { layOut } from '../../../src/notes/layout'
import { findQuote, headingAt, locate } from '../../../src/notes/locate'
import { prepared, renderBlock, type Surroundings } from '../../../src/notes/render-block'

const around: Surroundings = {
  type: 'markdown',
  definitions: '',
  image: (reference) => (reference === 'p.png' ? 'blob:here' : undefined),
  note: (reference) => (reference.startsWith('Other') || reference === 'other.md' ? `#/notes/other` : undefined),
}

describe('the layout of a document', () => {
  it('holds the whole text in blocks that follow each other, with addresses that are the chunks’', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('# A', '## B', 'words', '- a\n- b', '```\nx\n```', '> q'), { minLength: 1 }),
        (parts) => {
          const text = parts.join('\n\n')
          const { slices, headings } = layOut('markdown', text)
          const blocks = slices.flatMap((slice) => slice.blocks)
          expect(blocks.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
          const addresses = new Set(headings.map(({ slug }) => slug))
          const ids = chunkDocument('markdown', text).map(({ id }) => id.replace(/\.\d+$/, ''))
          expect(ids.filter((id) => id !== 'top' && !addresses.has(id))).toEqual([])
        },
      ),
    )
  })

  it('shows what is too long or too tangled as it is written', () => {
    const raw = (text: string) =>
      layOut('markdown', text)
        .slices.flatMap(({ blocks }) => blocks)
        .map((block) => block.raw)
    expect(raw('>'.repeat(5000))).toEqual([true])
    expect(raw('['.repeat(5000))).toEqual([true])
    expect(raw(`\`\`\`\n${'line\n'.repeat(20_000)}\`\`\``).every(Boolean)).toBe(true)
    expect(raw('A short paragraph.')).toEqual([false])
    expect(raw(`![x](data:image/png;base64,${'A'.repeat(100_000)})`)).toEqual([false])
  })
})

describe('a block', () => {
  it('has its wiki-links, images and links to notes led to the library, and code left alone', () => {
    expect(prepared('See [[Other note|that]], [[Missing]] and [x](other.md).', around)).toBe(
      'See [that](#/notes/other), Missing and [x](#/notes/other).',
    )
    expect(prepared('![a](p.png) ![[p.png]] ![b](<p.png>) <img src="p.png">', around)).toBe(
      '![a](blob:here) <img src="blob:here" alt="p.png"> ![b](blob:here) <img src="blob:here">',
    )
    expect(prepared('`[[Other]]` and ``[x](other.md)``', around)).toBe('`[[Other]]` and ``[x](other.md)``')
    expect(prepared('```\n[[Other]]\n```', around)).toBe('```\n[[Other]]\n```')
  })

  it('shows a picture in the size that its note asks for, and what embeds a note by a link to it', () => {
    expect(prepared('![[p.png|300]] ![[p.png|A plan|30x40]] ![a|20](p.png)', around)).toBe(
      '<img src="blob:here" alt="p.png" width="300"> <img src="blob:here" alt="A plan" width="30" height="40"> <img src="blob:here" alt="a" width="20">',
    )
    expect(prepared('![](p.png) ![|9](p.png)', around)).toBe(
      '![Picture without a description](blob:here) <img src="blob:here" alt="Picture without a description" width="9">',
    )
    expect(prepared('![[Other#A part]]', around)).toBe(
      '<a data-embed="Other#A part" href="#/notes/other">Other › A part</a>',
    )
    expect(prepared('![[Gone]] ![[talk.mp3]]', around)).toBe(
      '*“Gone” is shown here in its vault, but it is not among your notes. Import it to see it.* ' +
        '*“talk.mp3” is a recording: only text and pictures are kept.*',
    )
    expect(prepared('A quotation. ^quote-1', around)).toBe('A quotation.')
    expect(prepared('2 ^2', around)).toBe('2 ^2')
  })

  it('that the renderer cannot take is shown as text, escaped', () => {
    const renderers = {
      renderMarkdown: () => {
        throw new RangeError('deep')
      },
      sanitise: (html: string) => html,
    }
    const shown = renderBlock('<b>x</b>', false, around, renderers)
    expect(shown).not.toContain('<b>')
    expect(shown).toContain('&#60;b&#62;')
  })
})

describe('an address', () => {
  const text = '# A\n\nfirst\n\n## B\n\nsecond'
  const chunks = chunkDocument('markdown', text)
  const { headings } = layOut('markdown', text)

  it('leads to a passage, a heading, or the section of a passage that is gone', () => {
    expect(locate('b', chunks, headings)).toMatchObject({ chunk: { text: 'second' }, under: 'B' })
    expect(locate('a.7', chunks, headings)).toEqual({ start: 0, end: text.indexOf('## B'), under: 'A' })
    expect(locate('nowhere', chunks, headings)).toBeUndefined()
  })

  it('knows the section of a place', () => {
    expect(headingAt(headings, text.length)?.slug).toBe('b')
    expect(headingAt(headings, 0)?.slug).toBe('a')
    expect(headingAt([], 5)).toBeUndefined()
  })
})

describe('quoted words', () => {
  it('are found across nodes, marks and typography', () => {
    expect(findQuote(['The “base” ', 'must', ' be loaded.'], 'base" must be')).toEqual([
      { text: 0, start: 5, end: 11 },
      { text: 1, start: 0, end: 4 },
      { text: 2, start: 0, end: 3 },
    ])
    expect(findQuote(['abc'], 'xyz')).toBeUndefined()
    expect(findQuote(['abc'], '…')).toBeUndefined()
  })

  it('stand where they are found, for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), fc.nat(), fc.nat(), (texts, a, b) => {
        const all = texts.join('')
        const [from, to] = [Math.min(a, b) % (all.length + 1), Math.max(a, b) % (all.length + 1)]
        const quote = all.slice(Math.min(from, to), Math.max(from, to))
        const letters = (text: string) => (text.match(/[\p{L}\p{N}]/gu) ?? []).join('').toLowerCase()
        fc.pre(quote.isWellFormed() && letters(quote).length > 0)
        const found = findQuote(texts, quote)!
        const words = found.map(({ text, start, end }) => texts[text]!.slice(start, end)).join('')
        expect(letters(words)).toContain(letters(quote))
      }),
    )
  })
})
