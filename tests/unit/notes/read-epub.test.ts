import { describe, expect, it } from 'vitest'
import { buildEpub } from './build-epub'
import { noteOf, png, read } from './read-with'

const chapters = { 'z.xhtml': '<p>The first words.</p>', 'a.xhtml': '<h1>Own title</h1><p>The second words.</p>' }

describe('a book', () => {
  it('is read in the order of its spine, chapters under their titles', async () => {
    const contents = { 'z.xhtml': 'Beginning', 'a.xhtml': 'Not this one' }
    const { text, title } = await noteOf('b.epub', buildEpub(chapters, {}, { title: 'On order', contents }))
    expect(title).toBe('On order')
    expect(text).toBe('## Beginning\n\nThe first words.\n\n# Own title\n\nThe second words.')
  })

  it('without a spine comes in by its contents, else by file names, and says so', async () => {
    const contents = { 'z.xhtml': 'Z', 'a.xhtml': 'A' }
    const told = await noteOf('b.epub', buildEpub(chapters, {}, { spine: false, contents }))
    expect(told.text.indexOf('first')).toBeLessThan(told.text.indexOf('second'))
    expect(told.warnings).toEqual([expect.stringContaining('of its table of contents')])
    const untold = await noteOf('b.epub', buildEpub(chapters, {}, { spine: false }))
    expect(untold.text.indexOf('second')).toBeLessThan(untold.text.indexOf('first'))
    expect(untold.warnings).toEqual([expect.stringContaining('of their file names')])
  })

  it('keeps its pictures, and names chapters that are missing', async () => {
    const book = buildEpub({ 'one.xhtml': '<p>Look:</p><img src="img/a.png" alt="A plan"/>' }, { 'img/a.png': png })
    const { text, media } = await noteOf('b.epub', book)
    expect(text).toBe('Look:\n\n![A plan](b.epub/1.png)')
    expect(media).toMatchObject([{ path: 'b.epub/1.png', type: 'image/png' }])
  })

  it('that a shop has locked is refused; scrambled fonts are no lock', async () => {
    const encryption = (path: string) =>
      `<encryption><EncryptedData><CipherData><CipherReference URI="${path}"/></CipherData></EncryptedData></encryption>`
    const locked = buildEpub(chapters, {}, { encryption: encryption('OEBPS/z.xhtml') })
    expect(await read('b.epub', locked)).toMatchObject({ ok: false, failure: { code: 'file-protected' } })
    expect(await read('b.epub', buildEpub(chapters, {}, { encryption: encryption('OEBPS/f.otf') }))).toMatchObject({
      ok: true,
    })
  })

  it('stops when it is told to', async () => {
    const control = new AbortController()
    control.abort()
    await expect(read('b.epub', buildEpub(chapters), { signal: control.signal })).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    )
  })
})
