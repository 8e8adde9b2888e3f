import { describe, expect, it } from 'vitest'
import { findMedia, NoteFinder } from '../../../src/notes/find-note'
import { frontMatter } from '../../../src/notes/front-matter'
import { kindOf } from '../../../src/notes/kinds'
import { noFilter, shownDocuments, tagCounts } from '../../../src/notes/library-view'
import { parseFile, parseText, titleOfName } from '../../../src/notes/parse'
import { isHidden, resolveReference, safePath } from '../../../src/notes/paths'
import { newReport, record, summary } from '../../../src/notes/report'
import type { Media, NoteDocument } from '../../../src/notes/document'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('parsing a note', () => {
  it('takes title and tags from the front matter', () => {
    const note = parseText(
      'markdown',
      '---\ntitle: "My: note"\ntags: [RAG, "#search", rag]\n---\n# Other\n\nText',
      'x.md',
    )
    expect(note).toMatchObject({ title: 'My: note', tags: ['rag', 'search'] })
  })

  it('takes the title from the first heading, a page’s from its heading too, else from the file name', () => {
    expect(parseText('markdown', 'intro\n\n# The *first* one\n\ntext', 'x.md').title).toBe('The first one')
    expect(parseText('html', '<title>Page | Site</title><h1>Page</h1><p>x</p>', 'x.html').title).toBe('Page')
    expect(parseText('html', '<title>A &amp; B</title><p>x</p>', 'x.html').title).toBe('A & B')
    expect(parseText('text', 'words', 'vector_stores-intro.txt').title).toBe('Vector stores intro')
    expect(titleOfName('.md')).toBe('Untitled note')
  })

  it('does not take a rule at the top for front matter', () => {
    const note = parseText('markdown', '---\n\nWords between rules.\n\n---\n\nMore.', 'x.md')
    expect(note.chunks.map(({ text }) => text)).toEqual(['Words between rules.\n\nMore.'])
  })

  it('lists the images of its own folder, not those of other origins', () => {
    const text =
      '![a](img/a.png "t") ![](<b c.png>) ![[d.png|200]] <img src="e.gif"> ![x](https://x.y/z.png) ![y](data:image/png;base64,AA)'
    expect(parseText('markdown', text, 'x.md').images).toEqual(['img/a.png', 'b c.png', 'd.png', 'e.gif'])
  })

  it('refuses what it cannot read, by name', () => {
    expect(parseFile('a/slides.key', bytes('x'))).toMatchObject({
      ok: false,
      failure: { code: 'file-unsupported', subject: 'slides.key' },
    })
    expect(parseFile('empty.html', bytes('<div></div>'))).toMatchObject({ ok: false, failure: { code: 'file-empty' } })
  })
})

describe('front matter', () => {
  it('reads tags as a list, on one line or as words', () => {
    expect(frontMatter('tags:\n  - one\n  - "two three"\nother: x').tags).toEqual(['one', 'two three'])
    expect(frontMatter('Tags: one, two').tags).toEqual(['one', 'two'])
    expect(frontMatter('title: A # comment').title).toBe('A')
  })
})

describe('paths', () => {
  it('that lead outside are unsafe', () => {
    for (const path of ['../a', 'a/../../b', '/a', 'C:/a', 'a\\..\\b', '..', '', 'a\0b'])
      expect(safePath(path), path).toBeUndefined()
    expect(safePath('./a//b.md')).toBe('a/b.md')
  })

  it('of hidden files are known', () => {
    expect(['.git/a.md', 'a/.obsidian/x.md', '__MACOSX/a.md'].every(isHidden)).toBe(true)
    expect(isHidden('a/b.md')).toBe(false)
  })

  it('resolve references from the note’s folder', () => {
    expect(resolveReference('a/b/n.md', '../img/x%20y.png?raw=1#z')).toBe('a/img/x y.png')
    expect(resolveReference('n.md', 'https://x.y/z.png')).toBeUndefined()
    expect(resolveReference('n.md', '//x.y/z.png')).toBeUndefined()
    expect(resolveReference('a/n.md', '/top.png')).toBe('top.png')
  })

  it('tell kinds of files', () => {
    expect(kindOf('a.MDX')).toEqual({ is: 'note', type: 'markdown' })
    expect(kindOf('LICENSE')).toEqual({ is: 'note', type: 'text' })
    expect(kindOf('x.JPeG')).toEqual({ is: 'image', type: 'image/jpeg' })
    expect(kindOf('x.docx')).toEqual({ is: 'note', type: 'docx' })
    expect(kindOf('x.pptx')).toEqual({ is: 'other' })
  })
})

const document = (id: string, more: Partial<NoteDocument> = {}): NoteDocument => ({
  id,
  title: id,
  type: 'markdown',
  source: 'file',
  path: '',
  tags: [],
  hash: id,
  characters: 1,
  passages: 1,
  addedAt: 0,
  updatedAt: 0,
  warnings: [],
  ...more,
})

describe('links between notes', () => {
  const finder = new NoteFinder([
    document('1', { title: 'Vector Stores', path: 'v/stores.md' }),
    document('2', { path: 'v/deep/other.mdx' }),
  ])

  it('lead by path, by title and by file name', () => {
    expect(finder.hrefOf('../stores.md#Some Part', 'v/deep/other.mdx')).toBe('#/notes/1?p=some-part')
    expect(finder.hrefOf('vector stores', 'x.md')).toBe('#/notes/1')
    expect(finder.hrefOf('other', 'x.md')).toBe('#/notes/2')
  })

  it('to what is not there or elsewhere lead nowhere', () => {
    expect(finder.hrefOf('missing.md', 'x.md')).toBeUndefined()
    expect(finder.hrefOf('https://example.org/stores.md', 'x.md')).toBeUndefined()
  })

  it('find images by path before name', () => {
    const image = (path: string) =>
      ({ id: path, documentId: '1', path, type: 'image/png', bytes: new Blob() }) satisfies Media
    const media = [image('other/a.png'), image('v/img/a.png')]
    expect(findMedia(media, 'img/a.png', 'v/n.md')?.path).toBe('v/img/a.png')
    expect(findMedia(media, 'A.png', 'v/n.md')?.path).toBe('other/a.png')
    expect(findMedia(media, 'b.png', 'v/n.md')).toBeUndefined()
  })
})

describe('the library', () => {
  const all = [
    document('b', { title: 'Beta 10', tags: ['x'], updatedAt: 2 }),
    document('a', { title: 'beta 9', tags: ['x', 'y'], source: 'pack', characters: 9 }),
    document('c', { title: 'Gamma', type: 'html', updatedAt: 3 }),
  ]
  const ids = (filter: Partial<typeof noFilter>) => shownDocuments(all, { ...noFilter, ...filter }).map(({ id }) => id)

  it('sorts by title with numbers as numbers, by age and by size', () => {
    expect(ids({})).toEqual(['a', 'b', 'c'])
    expect(ids({ sort: 'newest' })).toEqual(['c', 'b', 'a'])
    expect(ids({ sort: 'largest' })[0]).toBe('a')
  })

  it('filters by words, tag, kind and origin together', () => {
    expect(ids({ words: 'BETA' })).toEqual(['a', 'b'])
    expect(ids({ words: 'beta', tag: 'y' })).toEqual(['a'])
    expect(ids({ type: 'html' })).toEqual(['c'])
    expect(ids({ source: 'pack' })).toEqual(['a'])
  })

  it('counts tags, the most used first', () => {
    expect(tagCounts(all)).toEqual([
      { tag: 'x', count: 2 },
      { tag: 'y', count: 1 },
    ])
  })
})

describe('the report of an import', () => {
  it('counts everything and lists what is worth a line', () => {
    let report = newReport(0)
    report = record(report, { path: 'a', outcome: 'added' })
    report = record(report, { path: 'b', outcome: 'updated' })
    report = record(report, { path: 'c', outcome: 'refused', failure: { code: 'file-empty', subject: 'c' } })
    expect(summary(report)).toBe('1 note added, 1 updated, 1 not imported.')
    expect(report.items.map(({ path }) => path)).toEqual(['b', 'c'])
  })

  it('stays small when thousands of files are refused', () => {
    let report = newReport(0)
    for (let n = 0; n < 2000; n++) report = record(report, { path: `${n}`, outcome: 'refused' })
    expect(report.items.length + report.unlisted).toBe(report.counts.refused)
    expect(report.items.length).toBeLessThan(1000)
  })
})
