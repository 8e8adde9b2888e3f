import type { Browser } from 'playwright'
import { contentPack } from '../../content/plugin'
import { ModelHost, realModels } from '../e2e/model-host'
import type { AssessTimes } from './assess-page/page'
import { buildPage } from './page-build'
import type { Row } from './rows'

const folder = '.cache/bench-assess'

/** How long the app's own assessor takes for 300 words against 8 criteria, in real Chromium, without and with MiniLM. */
export async function assessmentBench(browser: Browser): Promise<Row[]> {
  await buildPage('tests/bench/assess-page', folder, () => [contentPack()])
  const host = new ModelHost(realModels, folder)
  await host.server.start()
  try {
    const page = await browser.newPage()
    await page.goto(host.server.url)
    await page.waitForFunction('window.times')
    const instant = rows('tier 0', 300, await page.evaluate<AssessTimes>('window.times()'))
    if (!realModels) {
      console.log('No model in ../shared/models or public/models: assessing with MiniLM is left out.')
      return instant
    }
    const helped = await page.evaluate<AssessTimes>('window.withMiniLM()')
    if (!helped.provenance.includes('MiniLM')) throw new Error(`MiniLM did not help: ${helped.provenance}`)
    return [...instant, ...rows('tier 1, MiniLM', 1500, helped)]
  } finally {
    await host.server.stop()
  }
}

function rows(tier: string, goal: number, { first, later, unprepared }: AssessTimes): Row[] {
  const what = '300 words against 8 criteria'
  console.log(`${tier}: the first call of a worker that nobody prepared takes ${unprepared.toFixed(0)} ms`)
  return [
    { name: `assessing ${what}, ${tier}, the first of a session`, value: first, unit: 'ms', goal },
    { name: `assessing ${what}, ${tier}, later (median of 3 questions)`, value: later, unit: 'ms', goal },
  ]
}
