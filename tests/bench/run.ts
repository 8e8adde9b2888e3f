import { writeFileSync } from 'node:fs'
import { chromium, type Browser } from 'playwright'
import { preview } from 'vite'
import { chromiumArgs, ensureChromium } from '../chromium'
import { assessmentBench } from './assessment'
import { cardsBench } from './cards-20000'
import { embedderBench } from './embedder'
import { firstRoute } from './first-route'
import { importBench } from './import-notes'
import { openBench } from './open-library'
import { runPart, soon, type Part } from './parts'
import type { Row } from './rows'
import { searchBench } from './search-20000'

/** `npm run bench [-- --json FILE]`: speed of the built app and of its search, each beside its goal. */
const executablePath = await ensureChromium()
const server = await preview({ logLevel: 'silent', preview: { port: 4390, open: false } })
const url = 'http://localhost:4390/'

const parts: Part[] = [
  { name: 'the first route', minutes: 3, run: inBrowser((browser) => firstRoute(browser, url)) },
  { name: 'the import of notes', minutes: 4, run: inBrowser((browser) => importBench(browser, url)) },
  { name: 'a review of 20,000 cards', minutes: 3, run: inBrowser((browser) => cardsBench(browser, url)) },
  { name: 'opening the index', minutes: 5, run: inBrowser((browser) => openBench(browser, url)) },
  { name: 'search', minutes: 10, run: searchBench },
  { name: 'assessment', minutes: 6, run: inBrowser(assessmentBench) },
  { name: 'the embedder', minutes: 6, run: inBrowser(embedderBench) },
]

/** Each part has a browser of its own: nothing of one, hung perhaps, disturbs the next. */
function inBrowser(measure: (browser: Browser) => Promise<Row[]>): Part['run'] {
  return async (ended) => {
    const browser = await chromium.launch({ executablePath, args: chromiumArgs })
    ended(() => browser.close())
    return measure(browser)
  }
}

const rows: Row[] = []
const failed: string[] = []
for (const part of parts)
  await runPart(part).then(
    (found) => rows.push(...found),
    (fault: Error) => failed.push(fault.message),
  )

const table = rows.map((row) => ({ ...row, value: Number(row.value.toPrecision(3)), held: row.value <= row.goal }))
console.table(table)
const at = process.argv.indexOf('--json')
const target = at > 0 ? process.argv[at + 1] : undefined
if (target) writeFileSync(target, JSON.stringify({ rows: table }, null, 2))
for (const message of failed) console.error(message)
await soon(server.close())
process.exit(failed.length ? 1 : 0)
