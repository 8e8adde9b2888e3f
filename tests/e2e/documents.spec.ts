import { buildEpub } from '../unit/notes/build-epub'
import { buildPdf, column } from '../unit/notes/build-pdf'
import { expect, openReady, test, visit } from './app'

const filler = 'Each line of this page is here so that there is something to read before the passage that is wanted. '
// Named after nobody, so that no note of the pack knows of it.
const wanted = 'The Halvorsen method lets a small draft model propose tokens that the large model verifies in one pass.'

const paper = buildPdf({
  title: 'Serving notes',
  pages: [
    { words: column(filler.repeat(6), { y: 120 }) },
    { words: [...column(filler.repeat(3), { y: 120 }), ...column(wanted, { y: 300, width: 50 })] },
    { draw: '0.5 g 50 50 500 600 re f' },
  ],
})
const locked = buildPdf({ pages: [{ words: [{ text: 'x', y: 100 }] }], encrypted: true })
const book = buildEpub({ 'one.xhtml': `<h1>Chapter one</h1><p>${filler}</p>` }, {}, { title: 'A small book' })

test('with the server stopped a PDF comes in, is asked, and is cited by its page', async ({ page, server, seen }) => {
  await openReady(page, server)
  await server.stop()
  await page.reload()
  await visit(page, 'Notes')
  await page.locator('[data-pick=files]').setInputFiles([
    { name: 'serving.pdf', mimeType: 'application/pdf', buffer: Buffer.from(paper) },
    { name: 'locked.pdf', mimeType: 'application/pdf', buffer: Buffer.from(locked) },
    { name: 'small.epub', mimeType: 'application/epub+zip', buffer: Buffer.from(book) },
  ])
  const report = page.getByRole('region', { name: 'Import report' })
  await expect(report).toContainText('2 notes added, 1 not imported')
  await expect(report).toContainText('locked.pdf is protected by a password')
  await expect(report).toContainText('PDF, 3 pages')
  await expect(report).toContainText('Page 3 of serving.pdf has no text layer')

  await visit(page, 'Ask')
  await page.getByLabel('Question').fill('What does the Halvorsen method let a draft model do?')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  const source = page.getByRole('region', { name: 'Sources' }).getByRole('article').filter({ hasText: 'Serving notes' })
  await expect(source).toContainText('p. 2')
  await source.getByRole('link', { name: /Serving notes/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Serving notes' })).toBeVisible()
  await expect(page.locator('article mark').first()).toContainText('Halvorsen method')
  await expect(page.getByText('Page 2', { exact: true })).toBeAttached()
  expect(seen.errors).toEqual([])
})
