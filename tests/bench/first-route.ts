import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright'
import { median } from './rows'
import type { Row } from './rows'

/** What the first visit costs: JavaScript on the first route, and paint times with the processor slowed four times. */
export async function firstRoute(browser: Browser, url: string): Promise<Row[]> {
  const fcp: number[] = []
  const lcp: number[] = []
  let bytes = 0
  for (let run = 0; run < 5; run++) {
    const context = await browser.newContext({ serviceWorkers: 'block' })
    const page = await context.newPage()
    const scripts: Promise<number>[] = []
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) scripts.push(response.body().then((body) => gzipSync(body).length))
    })
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await page.goto(url, { waitUntil: 'networkidle' })
    const paint = await page.evaluate(
      () =>
        new Promise<{ fcp: number; lcp: number }>((resolve) => {
          const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN
          new PerformanceObserver((list) => resolve({ fcp: first, lcp: list.getEntries().at(-1)!.startTime })).observe({
            type: 'largest-contentful-paint',
            buffered: true,
          })
        }),
    )
    fcp.push(paint.fcp)
    lcp.push(paint.lcp)
    bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0)
    await context.close()
  }
  return [
    { name: 'JavaScript of the first route, gzipped', value: bytes / 1000, unit: 'kB', goal: 100 },
    { name: 'first contentful paint, processor slowed 4x', value: median(fcp), unit: 'ms', goal: 1000 },
    { name: 'largest contentful paint, processor slowed 4x', value: median(lcp), unit: 'ms', goal: 1500 },
  ]
}
