import { describe, expect, it } from 'vitest'
import { noteOf, png } from './read-with'

const words = 'Retrieval finds passages, and the model answers from them so that nothing has to be made up. '

describe('a web page', () => {
  it('is its article, without menus, banners and what else surrounds it', async () => {
    const { text, warnings, title } = await noteOf(
      'p.html',
      `<title>RAG | Site</title><nav>Home About</nav><div class="cookie-banner">We use cookies. Accept</div>
       <main><h1>RAG</h1><p>${words.repeat(3)}</p><aside class="related">Read next</aside></main>
       <footer>Imprint</footer><script>alert(1)</script>`,
    )
    expect(text).toBe(`# RAG\n\n${words.repeat(3).trim()}`)
    expect(title).toBe('RAG | Site')
    expect(warnings).toEqual([expect.stringContaining('Menus, adverts')])
  })

  it('without a marked article is its densest part', async () => {
    const { text } = await noteOf(
      'p.html',
      `<div id="menu"><a href="/a">One</a><a href="/b">Two</a></div><div class="story">${`<p>${words}</p>`.repeat(5)}</div>
       <div class="sidebar"><a href="/c">Three</a></div>`,
    )
    expect(text).not.toMatch(/One|Three/)
    expect(text).toContain(words.trim())
  })

  it('keeps headings, lists, tables, code, formulas and the pictures that are in it', async () => {
    const image = `data:image/png;base64,${btoa(String.fromCharCode(...png))}`
    const { text, media } = await noteOf(
      'p.html',
      `<h2>Part</h2><ol start="3"><li>three<ul><li>deep</li></ul></li></ol><table><tr><th>a</th><th>b</th></tr><tr><td rowspan="2">x</td><td>1</td></tr><tr><td>2</td></tr></table>
       <pre><code class="language-py">x = [1]
  y</code></pre><p>So <math><annotation encoding="application/x-tex">a^2</annotation></math> <img src="${image}" alt="dot"></p>`,
    )
    expect(text).toContain('## Part\n\n3. three\n   - deep')
    expect(text).toContain('| a | b |\n| --- | --- |\n| x | 1 |\n| x | 2 |')
    expect(text).toContain('```py\nx = [1]\n  y\n```')
    expect(text).toContain('So $a^2$ ![dot](p.html/1.png)')
    expect(media).toHaveLength(1)
  })

  it('keeps the numbers of a list in a cell', async () => {
    const list = '<ol start="2"><li>b</li><li>c</li></ol><ul><li>x</li></ul>'
    const { text } = await noteOf(
      'p.html',
      `<p>${words}</p><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>${list}</td></tr></table>`,
    )
    expect(text).toContain('| 1 | 2. b<br>3. c<br>• x |')
  })

  it('that is hostile, endless or deep gives its words and nothing else', async () => {
    const deep = '<div>'.repeat(50_000) + words + '</div>'.repeat(50_000)
    expect((await noteOf('deep.html', deep)).text).toBe(words.trim())
    const { text } = await noteOf(
      'bad.html',
      `<p onclick="x()">${words}<a href="javascript:alert(1)">here</a><img src=x onerror=alert(1)>`,
    )
    expect(text).not.toMatch(/javascript|onerror|onclick/)
  })
})
