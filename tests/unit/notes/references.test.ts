import { describe, expect, it } from 'vitest'
import { NoteFinder } from '../../../src/notes/find-note'
import { kindOf, refuseKind } from '../../../src/notes/kinds'
import { parseText } from '../../../src/notes/parse'
import { imageReferences, inlineTags, noteReferences } from '../../../src/notes/references'
import { newReport, record, remark } from '../../../src/notes/report'
import type { NoteDocument } from '../../../src/notes/document'

describe('links of a vault', () => {
  it('are found with their aliases and sections, not in code, not to pictures, not to other origins', () => {
    const text = [
      '[[RAG]] and [[notes/LoRA#Merging|merging]] and [[Table\\|shown]] and ![[Embedded]] and ![[plan.png]]',
      '[one](a.md) [two](../b%20c.md#part "title") [web](https://x.y/z.md) [file](z.py) [[#here]]',
      '`[[code]]`',
      '```\n[[fenced]]\n```',
    ].join('\n\n')
    expect(noteReferences('markdown', text)).toEqual(['RAG', 'notes/LoRA', 'Table', 'Embedded', 'a.md', '../b%20c.md'])
    expect(noteReferences('text', text)).toEqual([])
  })

  it('lead to notes by their aliases too', () => {
    const note = { id: 'n1', path: 'v/Home.md', title: 'Home', aliases: ['Start here'] } as NoteDocument
    expect(new NoteFinder([note]).hrefOf('start here', 'v/x.md')).toContain('n1')
    expect(parseText('markdown', '---\naliases:\n  - One\n  - Two\n---\nText', 'x.md').aliases).toEqual(['One', 'Two'])
  })
})

describe('pictures of a note', () => {
  it('are what it shows, and not the notes that it embeds', () => {
    const text = '![[Plan]] ![[plan.PNG|300]] ![[a/b.webp]] ![[Notes#png]] ![x](c.svg) ![[talk.mp3]] ![[t.png\\|40]]'
    expect(imageReferences('markdown', text)).toEqual(['c.svg', 'plan.PNG', 'a/b.webp', 't.png'])
  })
})

describe('inline tags', () => {
  it('are words after a hash, not headings, figures, colours or code', () => {
    const text =
      '# Heading\n\nOn #RAG and #interview/round-1, (#über) but #12, #fff, #a1b2c3, a#b, `#code`.\n\n```\n#include\n```'
    expect(inlineTags(text)).toEqual(['rag', 'interview/round-1', 'über'])
    expect(parseText('markdown', '---\ntags: [rag]\n---\n#RAG #new', 'x.md').tags).toEqual(['rag', 'new'])
  })
})

describe('files that are not read', () => {
  it('are named for what they are', () => {
    const codes = ['d.apkg', 'talk.mp3', 'b.canvas', 'x.py', 'old.doc', 'x.unknown'].map(
      (path) => refuseKind(path).code,
    )
    expect(codes).toEqual([
      'file-anki',
      'file-recording',
      'file-no-note',
      'file-no-note',
      'file-unsupported',
      'file-unsupported',
    ])
    expect(refuseKind('a/old.doc')).toMatchObject({ subject: 'old.doc', detail: 'an old Word document' })
    expect(kindOf('a.constructor')).toEqual({ is: 'other' })
  })
})

describe('the report', () => {
  it('lists documents with what came in of them, and takes later remarks', () => {
    const came = { type: 'pdf' as const, pages: 3, passages: 5, pictures: 0 }
    const plain = {
      path: 'a.md',
      outcome: 'added' as const,
      documentId: 'a',
      came: { ...came, type: 'markdown' as const },
    }
    let report = record(newReport(1), plain)
    report = record(report, { path: 'p.pdf', outcome: 'added', documentId: 'p', came })
    expect(report.items.map(({ path }) => path)).toEqual(['p.pdf'])
    report = remark(remark(report, { id: 'p', path: 'p.pdf' }, 'One.'), { id: 'a', path: 'a.md' }, 'Two.')
    expect(report.items.map(({ path, warnings }) => [path, warnings])).toEqual([
      ['p.pdf', ['One.']],
      ['a.md', ['Two.']],
    ])
    expect(report.counts.added).toBe(2)
  })
})
