import { mount, unmount } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import DocumentText from '../../../src/notes/DocumentText.svelte'
import { chunkDocument } from '../../../src/notes/chunk'
import { decodeText } from '../../../src/notes/decode'
import type { Term } from '../../../content/format'
import type { DocumentType } from '../../../src/notes/document'
import { embedded } from '../../../src/notes/embedded'
import { layText } from '../../../src/notes/laid-text'
import type { OpenNote } from '../../../src/notes/reading.svelte'
import type { Surroundings } from '../../../src/notes/render-block'
import { ratioOf } from '../../../src/notes/see-whole'
import { renderMarkdown, sanitise } from '../../../src/ui/markdown'
import { note } from '../../unit/search/notes'

declare global {
  var ranHostile: string[]
}

let shown: Record<string, unknown> | undefined
let host: HTMLElement

beforeEach(() => {
  globalThis.ranHostile = []
  host = document.createElement('div')
  document.body.append(host)
})

afterEach(async () => {
  if (shown) await unmount(shown)
  shown = undefined
  host.remove()
})

const terms: Term[] = [
  { term: 'retrieval-augmented generation', abbreviation: 'RAG', synonyms: [], meaning: 'Reads first.', topic: 'rag' },
  { term: 'token', synonyms: [], meaning: 'A piece of text.', topic: 'llm-fundamentals' },
]

async function open(
  type: DocumentType,
  text: string,
  address = '',
  quote = '',
  images: Record<string, string> = {},
  others: Record<string, string> = {},
) {
  const laid = layText(type, text, chunkDocument(type, text))
  const times = { addedAt: 0, updatedAt: 0 }
  const note: OpenNote = {
    document: {
      id: 'n',
      title: 'N',
      type,
      source: 'file',
      path: 'n.md',
      tags: [],
      hash: '',
      characters: 1,
      passages: 1,
      warnings: [],
      ...times,
    },
    laid,
    around: aroundIn({ ...others, N: text }, images, laid.overview.definitions),
    renderers: { renderMarkdown, sanitise },
    terms,
  }
  const place = await laid.place(address)
  shown = mount(DocumentText, { target: host, props: { note, place, quote, onmove: () => undefined } })
}

/** A library of notes by their names, for what embeds them. */
function aroundIn(notes: Record<string, string>, images: Record<string, string>, definitions = ''): Surroundings {
  const idOf = (reference: string) => (reference.split('#')[0] || 'N').toLowerCase()
  return {
    type: 'markdown',
    definitions,
    image: (name) => images[name],
    note: (reference) =>
      notes[reference.split('#')[0] || 'N'] === undefined ? undefined : `#/notes/${idOf(reference)}`,
    embedded: async (reference) => {
      const title = reference.split('#')[0] || 'N'
      const { document } = note(idOf(reference), [], { title })
      const text = async () => notes[title] ?? ''
      return embedded(document, reference.split('#')[1] ?? '', text, async () => aroundIn(notes, images))
    },
  }
}

const settled = () => vi.waitFor(() => expect(host.querySelector('.block')).not.toBeNull())

describe('the reader', () => {
  const text =
    '# One\n\nFirst **bold** words.\n\n## Two\n\nThe base must *still* be loaded. Not this.\n\n| a | b |\n| - | - |\n| c | d |'

  it('opens at a passage, tints it and marks the quoted words through their markup', async () => {
    await open('markdown', text, 'two', 'The base must still be loaded.')
    await vi.waitFor(() => expect(host.querySelectorAll('mark').length).toBeGreaterThan(0))
    expect([...host.querySelectorAll('mark')].map((mark) => mark.textContent).join('')).toBe(
      'The base must still be loaded',
    )
    const tinted = [...host.querySelectorAll('.passage')].map((block) => block.textContent?.trim().split(/\s+/)[0])
    expect(tinted).toEqual(['Two', 'The', 'abcd'])
  })

  it('moves the focus to the passage', async () => {
    await open('markdown', text, 'two')
    await vi.waitFor(() => expect(document.activeElement?.textContent).toContain('Two'))
  })

  it('shows the images that came along, and says which did not', async () => {
    const url = URL.createObjectURL(new Blob(['x'], { type: 'image/png' }))
    await open('markdown', '![plan](p.png) and ![gone](q.png)', '', '', { 'p.png': url })
    await settled()
    expect(host.querySelector('img')?.src).toBe(url)
    expect(host.textContent).toContain('[image: gone]')
  })

  it('renders only what is near the screen of a long document, and the rest when an address leads there', async () => {
    const long = Array.from({ length: 4000 }, (_, n) => `## Part ${n}\n\n${'words '.repeat(60)}`).join('\n\n')
    await open('markdown', long, 'part-3990')
    await vi.waitFor(() => expect(host.querySelector('.passage')?.textContent).toContain('Part 3990'))
    expect(host.querySelectorAll('.block').length).toBeLessThan(2000)
  })

  it('leaves the one top heading to the screen', async () => {
    await open('markdown', '# N\n\nWords.\n\n# Another\n\nMore.')
    await settled()
    expect(host.querySelector('h1')).toBeNull()
    expect([...host.querySelectorAll('h2')].map((heading) => heading.textContent)).toEqual(['Another'])
  })

  it('finds its way in a page and in plain text', async () => {
    await open(
      'html',
      '<h1>One</h1><p>First.</p><h2>Two</h2><p>The <em>second</em> words.</p>',
      'two',
      'the second words',
    )
    await vi.waitFor(() => expect(host.querySelector('mark')).not.toBeNull())
    expect([...host.querySelectorAll('mark')].map((mark) => mark.textContent).join('')).toBe('The second words')
  })
})

describe('what is harmless', () => {
  it('keeps the shapes of drawings, the spans of tables and the numbers of lists', async () => {
    const svg = '<svg viewBox="0 0 10 10"><path d="M0 0h5" stroke="currentColor"/><rect width="3" height="4"/></svg>'
    await open(
      'markdown',
      `\`\`\`svg\n${svg}\n\`\`\`\n\n3. three\n4. four\n\n<table><tr><td colspan="2">x</td></tr></table>`,
    )
    await vi.waitFor(() => expect(host.querySelector('td')).not.toBeNull())
    expect(host.querySelector('path')?.getAttribute('d')).toBe('M0 0h5')
    expect(host.querySelector('svg')?.getAttribute('viewBox')).toBe('0 0 10 10')
    expect(host.querySelector('ol')?.getAttribute('start')).toBe('3')
    expect(host.querySelector('td')?.getAttribute('colspan')).toBe('2')
  })

  it('loses the links that would lead nowhere, and what a drawing would fetch', async () => {
    const svg = '<svg><rect fill="url(https://example.org/x.svg#a)" mask="url(#b)"/><image href="/x.png"/></svg>'
    await open(
      'html',
      `<p><a href="other.md">x</a> <a href="//example.org">y</a> <a href="https://example.org">z</a></p><p>${svg}</p>`,
    )
    await settled()
    expect([...host.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
      null,
      null,
      'https://example.org',
    ])
    expect(host.querySelector('rect')?.getAttributeNames() ?? []).not.toContain('fill')
    expect(host.querySelector('image')?.getAttribute('href') ?? null).toBeNull()
  })
})

describe('a diagram', () => {
  const svg =
    '```svg\n<svg viewBox="0 0 640 290"><title>From question to answer</title><rect width="9" height="9"/></svg>\n```'

  it('is shown whole where its button is pressed, under its own name, and closes', async () => {
    await open('markdown', `# N\n\n${svg}\n`)
    await vi.waitFor(() => expect(host.querySelector('.see-whole')).not.toBeNull())
    host.querySelector<HTMLButtonElement>('.see-whole')!.click()
    await vi.waitFor(() => expect(host.querySelector('dialog')?.open).toBe(true))
    const dialog = host.querySelector('dialog')!
    expect(dialog.getAttribute('aria-label')).toBe('From question to answer')
    const { width, height } = dialog.querySelector(':scope > div svg')!.getBoundingClientRect()
    expect(Math.max(width, height)).toBeGreaterThan(150)
    dialog.querySelector('button')!.click()
    await vi.waitFor(() => expect(host.querySelector('dialog')).toBeNull())
  })

  it('is wide or tall by its own frame', () => {
    expect(ratioOf('0 0 640 320')).toBe(2)
    expect(ratioOf(null)).toBe(1)
  })
})

describe('formulas', () => {
  it('keep a minus before a number close to it, also inside a formula', () => {
    host.innerHTML = renderMarkdown('$0.2-0.8=-0.6$')
    const minus = [...host.querySelectorAll('mo')].filter((sign) => sign.textContent === '−')
    expect(minus.map((sign) => sign.getAttribute('form'))).toEqual([null, 'prefix'])
  })
})

describe('hostile notes', () => {
  const run = `globalThis.ranHostile.push('x')`
  const attacks = [
    `<script>${run}</script>`,
    `<img src=x onerror="${run}">`,
    `<svg onload="${run}"><script>${run}</script><animate onbegin="${run}" attributeName=x dur=1s></svg>`,
    `<iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
    `<details open ontoggle="${run}"><summary>s</summary></details>`,
    `<math><mtext><table><mglyph><style><img src=x onerror="${run}"></style></mglyph></table></mtext></math>`,
    `<form><button formaction="javascript:${run}">b</button></form>`,
    `<input autofocus onfocus="${run}">`,
    `<a id="link" href="javascript:${run}">click</a>`,
    `[click](javascript:${run})`,
    `[click](&#106;avascript:${run})`,
    `![x](x" onerror="${run})`,
    `[[a" onmouseover="${run}|<img src=x onerror=${run}>]]`,
    `\`\`\`svg\n<svg><image href="x" onerror="${run}"/><script>${run}</script></svg>\n\`\`\``,
    `\`\`\`js"><img src=x onerror="${run}">\ncode\n\`\`\``,
    `$\\href{javascript:${run}}{x}$`,
    `> [!note"><img src=x onerror="${run}">] t\n> b`,
    `<base href="https://example.org/"><meta http-equiv="refresh" content="0;url=javascript:${run}">`,
    `<style>@import 'https://example.org/x.css'</style><link rel="stylesheet" href="https://example.org/x.css">`,
  ]

  for (const type of ['markdown', 'html', 'text'] as const)
    it(`run nothing and fetch nothing when shown as ${type}`, async () => {
      await open(type, attacks.join('\n\n'))
      await settled()
      for (const link of host.querySelectorAll('a')) {
        expect(link.getAttribute('href') ?? '').not.toMatch(/^\s*javascript/i)
        link.addEventListener('click', (event) => event.preventDefault())
        link.click()
      }
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(globalThis.ranHostile).toEqual([])
      expect(
        host.querySelector(
          'script, iframe, form, button:not(.see-whole), input, base, meta, link, style, object, embed',
        ),
      ).toBeNull()
      const attributes = [...host.querySelectorAll('*')].flatMap((element) => element.getAttributeNames())
      expect(attributes.filter((name) => name.startsWith('on'))).toEqual([])
      expect([...host.querySelectorAll('[src]')].map((element) => element.getAttribute('src'))).toEqual([])
    })

  it('of an SVG picture run nothing: it is shown as an image', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="parent.${run}"><script>parent.${run}</script></svg>`
    const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
    await open('markdown', '![x](x.svg)', '', '', { 'x.svg': url })
    await settled()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(host.querySelector('img')?.src).toBe(url)
    expect(globalThis.ranHostile).toEqual([])
  })

  it('nested thousands deep are shown as they are written', async () => {
    await open('markdown', `${'> '.repeat(1000)}deep\n\n${'['.repeat(4000)}\n\n# After`, 'after')
    await vi.waitFor(() => expect(host.querySelector('h2')?.textContent).toBe('After'))
    expect(host.querySelectorAll('blockquote').length).toBe(0)
  })
})

describe('a browser', () => {
  it('reads the typographic quotes of Windows-1252', () => {
    const decoded = decodeText(new Uint8Array([0x63, 0x61, 0x66, 0xe9, 0x20, 0x93, 0x78, 0x94]), 'a.md')
    expect(decoded.ok && decoded.value.text).toBe('café “x”')
  })

  it('explains the first mention of a term, by click and by key, and not inside code, headings or links', async () => {
    await open('markdown', '## RAG\n\nIn `token` and RAG, a token counts. RAG again, [token](https://example.org).')
    await settled()
    const mentions = [...host.querySelectorAll<HTMLElement>('[data-term]')]
    expect(mentions.map(({ textContent }) => textContent)).toEqual(['RAG', 'token'])
    const popover = host.querySelector<HTMLElement>('[popover]')!
    mentions[0]!.click()
    expect(popover.matches(':popover-open')).toBe(true)
    await vi.waitFor(() => expect(popover.textContent).toMatch(/retrieval-augmented generation.*RAG.*Reads first\./s))
    expect(mentions[0]!.getAttribute('aria-expanded')).toBe('true')
    mentions[0]!.click()
    expect(popover.matches(':popover-open')).toBe(false)
    expect(mentions[0]!.tabIndex).toBe(0)
    mentions[1]!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
    await vi.waitFor(() => expect(popover.textContent).toMatch(/A piece of text\./))
    expect(popover.matches(':popover-open')).toBe(true)
  })

  it('still marks quoted words that a term stands among', async () => {
    await open('markdown', 'A token is a piece of a word.\n\nMore.', '', 'A token is a piece')
    await settled()
    expect(host.querySelector('[data-term]')!.textContent).toBe('token')
  })
})

describe('embedded notes', () => {
  const figures = () => [...host.querySelectorAll<HTMLElement>('figure.embed')]
  const came = (count: number) => vi.waitFor(() => expect(figures()).toHaveLength(count))

  it('are shown with a link to where they stand, their headings outside the outline', async () => {
    await open(
      'markdown',
      'Before.\n\n![[Other#Part]]\n\nAfter.',
      '',
      '',
      {},
      {
        Other: '# Other\n\nNot this.\n\n## Part\n\nThe **part**.\n\n## Next\n\nNor this.',
      },
    )
    await came(1)
    const [figure] = figures()
    expect(figure?.querySelector('div')?.textContent?.trim().split(/\s+/)).toEqual(['Part', 'The', 'part.'])
    expect(figure?.querySelector('figcaption a')?.getAttribute('href')).toBe('#/notes/other?p=part')
    expect(figure?.querySelector('h1, h2, h3')).toBeNull()
    expect(host.textContent?.replace(/\s+/g, ' ')).toMatch(/Before\..*part\..*After\./)
  })

  it('stand after the paragraph where other words are in it, in their order', async () => {
    await open('markdown', 'See ![[A]] and ![[B]] here.\n\n![[A]]\n![[B]]', '', '', {}, { A: 'Text a.', B: 'Text b.' })
    await came(4)
    expect(host.querySelector('p')?.textContent).toBe('See A and B here.')
    expect(figures().map((figure) => figure.querySelector('div')?.textContent?.trim())).toEqual([
      'Text a.',
      'Text b.',
      'Text a.',
      'Text b.',
    ])
  })

  it('may hold each other and themselves: a circle ends with a sentence', async () => {
    await open('markdown', 'Mine. ![[A]]', '', '', {}, { A: 'In a.\n\n![[B]]', B: 'In b.\n\n![[A]]\n\n![[N]]' })
    await came(4)
    const circles = figures().filter((figure) => /already, so it is not repeated/.test(figure.textContent ?? ''))
    expect(circles.some((figure) => !figure.querySelector('div'))).toBe(true)
    expect(host.textContent?.match(/In a\./g)).toHaveLength(1)
  })

  it('are a hundred at most, however they multiply, and go four levels deep', async () => {
    const many = Array.from({ length: 30 }, (_, n) => `![[L${n}]]`).join('\n\n')
    const others = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`L${n}`, many]))
    await open('markdown', many, '', '', {}, others)
    await came(100)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(figures()).toHaveLength(100)
  })

  it('that are not here, or have no such part, say so', async () => {
    await open('markdown', '![[Gone]]\n\n![[A#Nowhere]]', '', '', {}, { A: 'Text.' })
    await came(1)
    expect(host.textContent).toContain('“Gone” is shown here in its vault, but it is not among your notes.')
    expect(figures()[0]?.textContent).toContain('This part is not in the note any more.')
  })

  it('cannot bring in what a note must not', async () => {
    await open(
      'markdown',
      '![[A"onclick="ranHostile.push(1)]]\n\n![[A]]',
      '',
      '',
      {},
      {
        A: '<img src=x onerror="ranHostile.push(2)"> <script>ranHostile.push(3)</script> fine',
      },
    )
    await came(1)
    host.querySelectorAll('a').forEach((link) => link.dispatchEvent(new MouseEvent('click')))
    expect(host.querySelector('[onclick], [onerror], script')).toBeNull()
    expect(globalThis.ranHostile).toEqual([])
  })
})
