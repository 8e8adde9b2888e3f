import { resolve } from 'node:path'
import type { Browser } from 'playwright'
import { compilePack } from '../../content/compile'
import { ModelHost, realModels } from '../e2e/model-host'
import type { Figures } from './embedder-page/page'
import { buildPage } from './page-build'
import type { Row } from './rows'

const folder = '.cache/bench-embedder'

/** The embedder beside transformers.js alone, on the same passages in the same page, taking turns. Needs the real model. */
export async function embedderBench(browser: Browser): Promise<Row[]> {
  if (!realModels) {
    console.log('No model in ../shared/models or public/models: the embedder is left out.')
    return []
  }
  await buildPage('tests/bench/embedder-page', folder)
  const host = new ModelHost(realModels, folder)
  await host.server.start()
  try {
    const page = await browser.newPage()
    await page.goto(host.server.url)
    await page.waitForFunction('window.compare')
    const figures = await page.evaluate(
      ([texts, turns]) =>
        (window as unknown as { compare(texts: string[], turns: number): Promise<Figures> }).compare(texts, turns),
      [passages(), 9] as const,
    )
    await page.close()
    return rows(figures)
  } finally {
    await host.server.stop()
  }
}

/** Of the pack's own notes, of about 120 tokens each. */
function passages(): string[] {
  const words = compilePack(resolve('content')).pack.notes.flatMap(({ body }) => body.split(/\s+/))
  return Array.from({ length: 12 }, (_, n) => words.slice(n * 90, n * 90 + 90).join(' '))
}

function rows({ passages, threads, ours, alone, aloneInBatches, query }: Figures): Row[] {
  const where = `${threads} threads, ${passages} passages of about 120 tokens`
  const speeds = `${ours.toFixed(1)}/s, alone ${alone.toFixed(1)}/s one by one, ${aloneInBatches.toFixed(1)}/s in batches of 8`
  return [
    // Goals are "at most", so this is time against time: at least 90 % of the speed is at most 1.11 times the time.
    {
      name: `embedding, time against transformers.js alone at its best (${where}: ${speeds})`,
      value: Math.max(alone, aloneInBatches) / ours,
      unit: 'times',
      goal: 1.11,
    },
    { name: 'embedding a question', value: query, unit: 'ms', goal: 50 },
  ]
}
