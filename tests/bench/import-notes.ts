import { existsSync } from 'node:fs'
import type { Browser, Page } from 'playwright'
import type { Row } from './rows'

const folder = '../shared/data/notes'

/** Importing a folder of some 600 real Markdown files, until they can be searched. Skipped, and said, where it is absent. */
export async function importBench(browser: Browser, url: string): Promise<Row[]> {
  if (!existsSync(folder)) {
    console.log(`import: skipped, ${folder} is not here`)
    return []
  }
  const page = await browser.newPage()
  await page.goto(`${url}#/notes`)
  await page.getByRole('heading', { name: 'Notes', level: 1 }).waitFor()
  await watchLongTasks(page)
  const start = Date.now()
  await page.getByLabel('Folder to import').setInputFiles(folder)
  await page.getByRole('heading', { name: 'Import finished' }).waitFor({ timeout: 120_000 })
  const seconds = (Date.now() - start) / 1000
  const longest = await longestTask(page)
  console.log(`import: ${await page.getByRole('region', { name: 'Import report' }).getByRole('status').textContent()}`)
  await page.close()
  const handOver = await listHandOver(browser)
  console.log(`import: the browser's own making of the file list, on an empty page, takes ${handOver.toFixed(0)} ms`)
  return [
    {
      name: 'import of the notes in ../shared/data/notes, the hand-over included',
      value: seconds,
      unit: 's',
      goal: 10,
    },
    {
      name: "longest main-thread task during it, from the moment the page is told (the browser's making of the list set apart)",
      value: longest,
      unit: 'ms',
      goal: 50,
    },
  ]
}

/** What the same list costs a page that does nothing with it. */
async function listHandOver(browser: Browser): Promise<number> {
  const page = await browser.newPage()
  await page.setContent('<input type="file" webkitdirectory>')
  await page.evaluate(() => {
    window.longTasks = []
    new PerformanceObserver((list) =>
      window.longTasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({ type: 'longtask' })
  })
  await page.locator('input').setInputFiles(folder)
  await page.waitForTimeout(500)
  const longest = await longestTask(page)
  await page.close()
  return longest
}

declare global {
  interface Window {
    longTasks: number[]
  }
}

/**
 * Of a task in which the browser made a file list before it told the page, only what came after counts: no page can
 * change the rest.
 */
export async function watchLongTasks(page: Page) {
  await page.evaluate(() => {
    const told: number[] = []
    addEventListener('input', () => told.push(performance.now()), true)
    window.longTasks = []
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        const end = startTime + duration
        const from = told.find((at) => at > startTime && at < end) ?? startTime
        window.longTasks.push(end - from)
      }
    }).observe({ type: 'longtask' })
  })
}

/** Milliseconds; 0 where no task took 50 ms, below which the browser does not tell. */
export async function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, ...window.longTasks))
}
