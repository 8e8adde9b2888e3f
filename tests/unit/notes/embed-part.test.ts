import { describe, expect, it } from 'vitest'
import { partOf } from '../../../src/notes/embed-part'
import { embedded } from '../../../src/notes/embedded'
import { layText } from '../../../src/notes/laid-text'
import { layOut } from '../../../src/notes/layout'
import { plainText } from '../../../src/notes/plain'
import { partsOfReference } from '../../../src/notes/find-note'
import { pageMark } from '../../../src/notes/page-marks'
import { note } from '../search/notes'

const text = [
  '# Top',
  'Intro. ^intro',
  '## One',
  'First.',
  '### Deep',
  '- a\n- b ^item-b\n  - under b\n- c',
  '## Two',
  '| x | y |\n| - | - |\n| 1 | 2 |',
  '^the-table',
  'Last.',
].join('\n\n')
const shown = (section: string) => {
  const part = partOf(text, section, layOut('markdown', text).headings)
  return part && text.slice(part.start, part.end).trim()
}

describe('the part of a note that is embedded', () => {
  it('is a heading with all that stands under it', () => {
    expect(shown('One')).toBe(text.slice(text.indexOf('## One'), text.indexOf('## Two')).trim())
    expect(shown('two')).toMatch(/^## Two[\s\S]*Last\.$/)
    expect(shown('')).toBe(text)
    expect(shown('Three')).toBeUndefined()
  })

  it('is a block by its mark: a paragraph, an item with what is under it, or the table before a lone mark', () => {
    expect(shown('^intro')).toBe('Intro. ^intro')
    expect(shown('^item-b')).toBe('- b ^item-b\n  - under b')
    expect(shown('^the-table')).toBe('| x | y |\n| - | - |\n| 1 | 2 |')
    expect(shown('^gone')).toBeUndefined()
    expect(shown('^(')).toBeUndefined()
  })

  it('is a page', () => {
    const pages = [1, 2, 3].map((page) => `${pageMark({ page, textless: false })}\n\nOn page ${page}.`).join('\n\n')
    const part = partOf(pages, 'page=2', [])!
    expect(pages.slice(part.start, part.end)).toContain('On page 2.')
    expect(pages.slice(part.start, part.end)).not.toMatch(/On page [13]/)
    expect(layText('pdf', pages, []).place('page=3')).toMatchObject({ start: pages.indexOf('<!-- page 3') })
  })

  it('is told by the last of nested headings', () => {
    expect(partsOfReference('Note#A#B')).toEqual({ target: 'Note', section: 'B' })
    expect(partsOfReference('#^x')).toEqual({ target: '', section: '^x' })
  })
})

describe('what is embedded', () => {
  const around = async () => ({
    type: 'markdown' as const,
    definitions: '',
    image: () => undefined,
    note: () => undefined,
  })
  const of = (source: string, section = '', characters = source.length) =>
    embedded(note('n', [], { title: 'N', characters }).document, section, async () => source, around)

  it('is cut where it is long, and says what is lacking', async () => {
    const long = Array.from({ length: 400 }, (_, n) => `Paragraph ${n} with some words in it, and a few more.`).join(
      '\n\n',
    )
    const cut = await of(long)
    expect(cut.lacking).toBe('rest')
    expect(cut.blocks.map((block) => block.text).join('').length).toBeLessThan(13_000)
    expect(await of(text, 'nowhere')).toMatchObject({ blocks: [], lacking: 'part' })
    expect(await of('x', '', 10_000_000)).toMatchObject({ blocks: [], lacking: 'long' })
    expect(await of(text, '^intro')).toMatchObject({ title: 'N › a passage', href: '#/notes/n?p=%5Eintro' })
  })
})

it('sizes of pictures and addresses of blocks are no words to be found', () => {
  expect(plainText('![[plan.png|300]] ![a plan|20x30](p.png) ![[Note#^quote]]', 'prose')).toBe('plan.png a plan Note')
})
