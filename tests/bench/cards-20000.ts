import type { Browser } from 'playwright'
import { median, type Row } from './rows'

/** From a grade to the next card, with 20,000 cards in the collection. */
export async function cardsBench(browser: Browser, url: string): Promise<Row[]> {
  const page = await browser.newPage()
  await page.goto(url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(async () => {
    const open = indexedDB.open('preflight')
    const db = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)))
    const store = db.transaction('cards', 'readwrite').objectStore('cards')
    for (let n = 0; n < 20_000; n++)
      store.put({
        id: `bench-${n}`,
        deckId: 'rag',
        kind: 'basic',
        front: `Question ${n}?`,
        back: `Answer ${n}.`,
        tags: [],
        origin: { from: 'user' },
        createdAt: n,
        updatedAt: n,
      })
    await new Promise((done) => (store.transaction.oncomplete = done))
    for (const [key, value] of [['newPerDay', 9999]] as const)
      db.transaction('settings', 'readwrite').objectStore('settings').put({ key, value, updatedAt: 1 })
    db.close()
  })
  await page.goto(`${url}#/cards/review`)
  await page.reload()
  const times: number[] = []
  for (let n = 0; n < 30; n++) {
    await page.getByRole('button', { name: 'Show answer' }).click()
    await page.getByRole('button', { name: 'Good', exact: true }).waitFor()
    times.push(
      await page.evaluate(async () => {
        const button = [...document.querySelectorAll<HTMLButtonElement>('button')].find(
          (one) => one.getAttribute('aria-label') === 'Good',
        )!
        const start = performance.now()
        button.click()
        while (![...document.querySelectorAll('button')].some((one) => one.textContent?.trim() === 'Show answer'))
          await new Promise(requestAnimationFrame)
        return performance.now() - start
      }),
    )
  }
  await page.close()
  return [
    {
      name: 'grade to next card with 20,000 cards, the durable write included (median of 30)',
      value: median(times),
      unit: 'ms',
      goal: 50,
    },
  ]
}
