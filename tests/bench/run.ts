import { writeFileSync } from 'node:fs'
import { chromium } from 'playwright'
import { preview } from 'vite'
import { chromiumArgs, ensureChromium } from '../chromium'
import { cardsBench } from './cards-20000'
import { embedderBench } from './embedder'
import { firstRoute } from './first-route'
import { importBench } from './import-notes'
import { openBench } from './open-library'
import type { Row } from './rows'
import { searchBench } from './search-20000'

/** `npm run bench [-- --json FILE]`: speed of the built app and of its search, each beside its goal. */
const executablePath = await ensureChromium()
const server = await preview({ logLevel: 'silent', preview: { port: 4390, open: false } })
const browser = await chromium.launch({ executablePath, args: chromiumArgs })
const url = 'http://localhost:4390/'

const rows: Row[] = []
rows.push(...(await firstRoute(browser, url)))
rows.push(...(await importBench(browser, url)))
rows.push(...(await cardsBench(browser, url)))
rows.push(...(await openBench(browser, url)))
rows.push(...searchBench())
rows.push(...(await embedderBench(browser)))
await browser.close()
await server.close()

const table = rows.map((row) => ({ ...row, value: Number(row.value.toPrecision(3)), held: row.value <= row.goal }))
console.table(table)
const at = process.argv.indexOf('--json')
const target = at > 0 ? process.argv[at + 1] : undefined
if (target) writeFileSync(target, JSON.stringify({ rows: table }, null, 2))
process.exit(0)
