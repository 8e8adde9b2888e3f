import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunkDocument } from '../../../src/notes/chunk'

const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? []

/** Documents whose words are all different, so that a lost, doubled or moved one shows. */
const documents = fc
  .array(
    fc.record({
      kind: fc.constantFrom('heading', 'paragraph', 'list', 'code', 'table', 'quote', 'setext', 'emphasis', 'link'),
      size: fc.integer({ min: 1, max: 60 }),
      depth: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((blocks) => {
    let n = 0
    const word = () => `word${n++}x`
    const words = (count: number, between = ' ') => Array.from({ length: count }, word).join(between)
    const write: Record<string, (size: number, depth: number) => string> = {
      heading: (size, depth) => `${'#'.repeat(depth)} ${words(Math.min(size, 5))}`,
      paragraph: (size) => `${words(size)}. ${words(size)}\n${words(size)}`,
      list: (size) => words(size, '\n- ').replace(/^/, '- '),
      code: (size) => `\`\`\`python\n${words(size, '\n')}\n\`\`\``,
      table: (size) =>
        `| ${word()} | ${word()} |\n| --- | --- |\n${Array.from({ length: size }, () => `| ${word()} | ${word()} |`).join('\n')}`,
      quote: (size) => `> ${words(size, '\n> ')}`,
      setext: (size) => `${words(Math.min(size, 5))}\n===`,
      emphasis: (size) => `**${words(size)}** and *${words(2)}*`,
      link: (size) => `[${words(size)}](https://example.org/a_b) then \`${word()}\``,
    }
    return blocks.map(({ kind, size, depth }) => write[kind]!(size, depth)).join('\n\n')
  })

describe('chunks of any Markdown', () => {
  it('cover every word of the text once and in order, headings in their path', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const own = /word\d+x/g
        const body = text
          .replace(/```python/g, '')
          .split('\n')
          .filter((line, n, lines) => !/^#/.test(line) && lines[n + 1] !== '===')
          .join('\n')
        const chunks = chunkDocument('markdown', text)
        const headingOnly = (chunk: (typeof chunks)[number]) => chunk.text === chunk.headings.at(-1)
        const found = chunks.filter((chunk) => !headingOnly(chunk)).flatMap((chunk) => chunk.text.match(own) ?? [])
        expect(found).toEqual(body.match(own) ?? [])
        const headings = new Set(
          chunks.flatMap((chunk) => chunk.headings.flatMap((heading) => heading.match(own) ?? [])),
        )
        const written = text.match(own) ?? []
        expect(written.every((word) => found.includes(word) || headings.has(word))).toBe(true)
      }),
    )
  })

  it('stand in order without overlap, at places that hold their words', () => {
    fc.assert(
      fc.property(documents, (text) => {
        let before = 0
        for (const { start, end, text: plain } of chunkDocument('markdown', text)) {
          expect(start).toBeGreaterThanOrEqual(before)
          expect(end).toBeGreaterThan(start)
          const source = new Set(wordsOf(text.slice(start, end)))
          expect(wordsOf(plain).filter((word) => !source.has(word))).toEqual([])
          before = end
        }
      }),
    )
  })

  it('have ids that differ', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('# A', '## A', '## a!', '# A 2', '# ??', 'text'), { maxLength: 20 }),
        (parts) => {
          const ids = chunkDocument('markdown', parts.join('\n\n')).map(({ id }) => id)
          expect(new Set(ids).size).toBe(ids.length)
        },
      ),
    )
  })

  it('never throw, whatever the text, and stay inside it', () => {
    const type = fc.constantFrom('markdown' as const, 'html' as const, 'text' as const)
    const mark = fc.constantFrom(
      '```',
      '$$',
      '<pre>',
      '<!--',
      '---\n',
      '> ',
      '- ',
      '|',
      '|-|\n',
      '[[',
      '](',
      '\n',
      '#',
      '    ',
      'a',
      '<td>',
      '</ul>',
    )
    fc.assert(
      fc.property(type, fc.array(fc.oneof(mark, fc.string({ maxLength: 5 })), { maxLength: 60 }), (kind, parts) => {
        const text = parts.join('').replace(/\r\n?/g, '\n')
        let before = 0
        for (const { start, end } of chunkDocument(kind, text)) {
          expect(start).toBeGreaterThanOrEqual(before)
          expect(end).toBeLessThanOrEqual(text.length)
          before = start
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('a chunk', () => {
  const ids = (text: string) => chunkDocument('markdown', text).map(({ id }) => id)
  const long = (seed: string) => Array.from({ length: 120 }, (_, n) => `${seed}${n}`).join(' ')

  it('is addressed by its heading, the following ones by a count', () => {
    expect(ids(`before\n\n# Merging LoRA\n\n${long('a')}\n\n${long('b')}\n\n${long('c')}`)).toEqual([
      'top',
      'merging-lora',
      'merging-lora.2',
      'merging-lora.3',
    ])
  })

  it('has an address of its own where headings repeat', () => {
    expect(ids('# A\n\nx\n\n# A\n\ny\n\n# A 2\n\nz')).toEqual(['a', 'a-2', 'a-2-2'])
  })

  it('knows the headings above it', () => {
    const chunks = chunkDocument('markdown', '# One\n\na\n\n### Deep\n\nb\n\n## Two\n\nc')
    expect(chunks.map(({ headings }) => headings)).toEqual([['One'], ['One', 'Deep'], ['One', 'Two']])
  })

  it('keeps code and tables whole, with the sentence that introduces them', () => {
    const code = Array.from({ length: 40 }, (_, n) => `line_${n} = compute(${n})`).join('\n')
    const chunks = chunkDocument('markdown', `${long('w')}\n\nRun this:\n\n\`\`\`py\n${code}\n\`\`\``)
    const holder = chunks.find(({ text }) => text.includes('line_0'))!
    expect(holder.text).toContain('line_39')
    expect(chunks.at(-1)).toMatchObject({ kind: 'code' })
  })

  it('holds plain words: no marks, links by their text, formulas and code as written', () => {
    const text =
      'A **bold** _word_, [a link](http://x.y/(z)), [[Note|its label]], ![alt](p.png), `a*b*c`, $x_i$ and snake_case_name &amp; 5 * 3.'
    expect(chunkDocument('markdown', text)[0]!.text).toBe(
      'A bold word, a link, its label, alt, a*b*c, x_i and snake_case_name & 5 * 3.',
    )
  })

  it('leaves front matter, module lines and link definitions out', () => {
    const text = '---\ntitle: T\ntags: [a]\n---\n\nimport X from "./x"\n\nWords.\n\n[ref]: https://example.org'
    expect(chunkDocument('markdown', text).map((chunk) => chunk.text)).toEqual(['Words.'])
  })

  it('does not take a comment in code for a heading', () => {
    const chunks = chunkDocument('markdown', '# Real\n\n```sh\n# not a heading\necho hi\n```')
    expect(chunks.map(({ headings }) => headings)).toEqual([['Real']])
  })

  it('says what a drawing shows instead of its source', () => {
    const text = '```svg\n<svg><title>Two paths</title><path d="M0 0"/></svg>\n```'
    expect(chunkDocument('markdown', text)[0]!.text).toBe('Two paths')
  })

  it('of a page holds its article, with headings, lists and code, and nothing of its menus and scripts', () => {
    const html = `<html><head><title>T</title><style>p{}</style></head><body><nav>Menu</nav><main><h1>Main &amp; only</h1>
<p>First <b>bold</b>ness.</p><script>alert(1)</script><h2>Code</h2><pre>a
  b</pre><ul><li>one</li><li>two</li></ul><p>${'long '.repeat(60)}</p></main><footer>Foot</footer></body></html>`
    const chunks = chunkDocument('html', html)
    expect(chunks.map(({ id }) => id)).toEqual(['main-only', 'code'])
    expect(chunks[0]!.text).toBe('First boldness.')
    expect(chunks[1]!.text).toContain('a\n  b\n\none\ntwo')
    expect(chunks.map(({ text }) => text).join()).not.toMatch(/Menu|alert|Foot/)
    expect(html.slice(chunks[0]!.start, chunks[0]!.end)).toMatch(/^<h1>Main[\s\S]*ness\.$/)
  })
})

describe('long input', () => {
  it('is cut below the limit, inside no surrogate pair, in linear time', () => {
    for (const text of [
      'x'.repeat(200_000),
      '😀'.repeat(50_000),
      '>'.repeat(50_000),
      '[['.repeat(50_000),
      '$$\n'.repeat(20_000),
      '`'.repeat(50_000),
    ])
      for (const chunk of chunkDocument('markdown', text)) {
        expect(chunk.text.length).toBeLessThan(4000)
        expect(chunk.text.isWellFormed()).toBe(true)
      }
  })

  it('of nested tags does not overflow', () => {
    const chunks = chunkDocument('html', `${'<div>'.repeat(20_000)}deep${'</div>'.repeat(20_000)}`)
    expect(chunks.map(({ text }) => text)).toEqual(['deep'])
  })
})
