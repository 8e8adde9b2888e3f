import { type Page } from '@playwright/test'
import { axeViolations, expect, openReady, test, visit } from './app'

const loraNote = `---
tags: [tuning]
---
# Adapters at work

## Merging

The low-rank update is added to the frozen weight matrix once, before serving, so a merged LoRA adds no latency at inference.

## Quokka routing

Our team calls it quokka routing: each request goes to the smallest model that passed its last evaluation.
`

test('a whole evening: notes, a question, cards, an interview, a backup, all with the server stopped', async ({
  page,
  server,
  seen,
  browser,
}) => {
  test.setTimeout(240_000)
  await openReady(page, server)
  await server.stop()

  await visit(page, 'Notes')
  await page.getByLabel('Files to import').setInputFiles([
    { name: 'adapters.md', mimeType: 'text/markdown', buffer: Buffer.from(loraNote) },
    { name: 'empty.md', mimeType: 'text/markdown', buffer: Buffer.from('') },
    {
      name: 'photo.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from([0, 1, 2, 3, 0, 0, 255, 254, 7, 0, 0, 9, 0, 0, 0]),
    },
  ])
  const report = page.getByRole('region', { name: 'Import report' })
  await expect(report).toContainText('empty.md is empty')
  await expect(report).toContainText('photo.md')
  await expect(page.getByRole('link', { name: /Adapters at work/ }).first()).toBeVisible()

  await visit(page, 'Ask')
  await page.getByLabel('Question', { exact: true }).fill('What is quokka routing?')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  const answer = page.getByRole('region', { name: 'Answer' })
  await expect(answer).toContainText('smallest model that passed')
  const sources = page.getByRole('region', { name: 'Sources' })
  await expect(sources).toContainText('Adapters at work')
  await sources.getByRole('link').first().click()
  await expect(page).toHaveURL(/#\/notes\/.+p=quokka-routing/)
  // Until the reader is there, the answer that quotes the same words is still on the screen.
  await expect(page.getByRole('region', { name: 'Answer' })).toBeHidden()
  await expect(page.getByText('each request goes to the smallest model')).toBeInViewport()

  await visit(page, 'Ask')
  await page.getByLabel('Question', { exact: true }).fill('Who won the football league in 1987?')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText(/don’t cover|don't cover|nothing/i)

  await reviewCards(page, 8)
  await interview(page)

  await visit(page, 'Settings')
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export backup' }).click()
  const path = await (await downloading).path()

  // Into an empty profile: a fresh context has no storage, and needs the server for its first visit.
  await server.start()
  const other = await browser.newContext()
  const fresh = await other.newPage()
  await openReady(fresh, server)
  await visit(fresh, 'Settings')
  await fresh.getByLabel('Backup file').setInputFiles(path)
  await expect(fresh.getByRole('dialog', { name: 'Restore a backup' })).toContainText('Nothing is taken away')
  await fresh.getByRole('button', { name: /^Restore \d+ records/ }).click()
  await expect(fresh.getByText(/Backup restored/)).toBeVisible()
  expect(await userRecords(fresh)).toEqual(await userRecords(page))
  await other.close()
  expect(seen.errors).toEqual([])
})

async function reviewCards(page: Page, count: number) {
  await visit(page, 'Cards')
  await page.getByRole('button', { name: 'Start review' }).click()
  for (let done = 0; done < count; done++) {
    await page.getByRole('button', { name: 'Show answer' }).click()
    await page.getByRole('button', { name: done % 4 === 3 ? 'Again' : 'Good', exact: true }).click()
  }
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(
    page.getByRole('button', { name: 'Good', exact: true }).or(page.getByRole('button', { name: 'Show answer' })),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).click()
}

async function interview(page: Page) {
  await visit(page, 'Interview')
  await page.getByRole('button', { name: 'Start interview' }).click()
  const field = page.getByLabel('Your answer')
  await field.fill(
    'I would retrieve the relevant passages, ground the answer in them, cite each source and measure it on known question and answer pairs.',
  )
  await expect(page.getByText(/^Saved · \d+ words/)).toBeVisible()

  await page.reload()
  await expect(page.getByLabel('Your answer')).toHaveValue(/retrieve the relevant passages/)
  await page.getByRole('button', { name: 'Submit answer' }).click()
  await expect(page.getByLabel('Your answer')).toHaveValue('')
  await page.getByRole('button', { name: 'Finish interview' }).click()
  await page.getByRole('button', { name: 'Finish and see the report' }).click()
  await expect(page.getByRole('region', { name: 'Report', exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Report', exact: true })).toContainText(/no (language )?model used/i)
}

/** What the user made, by table: counts and keys. */
async function userRecords(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(async () => {
    const open = indexedDB.open('preflight')
    const db = await new Promise<IDBDatabase>((done, fail) => {
      open.onsuccess = () => done(open.result)
      open.onerror = () => fail(open.error)
    })
    const tables = [
      'cards',
      'decks',
      'flags',
      'reviews',
      'documents',
      'texts',
      'media',
      'answers',
      'sessions',
      'turns',
      'assessments',
      'decisions',
    ]
    const keys: Record<string, string[]> = {}
    for (const table of tables)
      keys[table] = await new Promise((done) => {
        const request = db.transaction(table).objectStore(table).getAllKeys()
        request.onsuccess = () => done(request.result.map(String).sort())
      })
    db.close()
    return keys
  })
}

test('every screen passes axe in both themes and does not scroll sideways at 320 px', async ({
  page,
  server,
  seen,
}) => {
  test.setTimeout(180_000)
  await openReady(page, server)
  for (const colorScheme of ['light', 'dark'] as const)
    for (const [width, height] of [
      [1280, 800],
      [320, 640],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height })
      for (const screen of ['Today', 'Cards', 'Notes', 'Ask', 'Interview', 'Settings']) {
        await visit(page, screen)
        await page.waitForTimeout(400)
        expect(await axeViolations(page), `${screen}, ${colorScheme}, ${width} px`).toEqual([])
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth),
          `${screen} at ${width} px`,
        ).toBeLessThanOrEqual(width)
      }
    }
  expect(seen.errors).toEqual([])
})

test('the palette and the shortcut sheet open by key and lead somewhere', async ({ page, server, seen }) => {
  await openReady(page, server)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Command' }).fill('stat')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/cards\/statistics/)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(seen.errors).toEqual([])
})
