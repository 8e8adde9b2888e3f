import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { build } from 'vite'
import { contentPack } from '../../content/plugin'
import { bytesInWords } from '../../src/app/words'
import { hubOrigins } from '../../src/models/addresses'
import { securityHeaders } from '../../src/offline/headers'
import { chromiumArgs, ensureChromium } from '../chromium'
import { StaticServer } from '../e2e/app'
import { mlcModel } from '../fixtures/models/mlc'
import type { Figures } from './models-page/measure'
import type { TryModels } from './models-page/page'

/**
 * `npm run try:models`: the language models on this machine, measured beside their bare engines in the same page, in turns.
 * What cannot run here is named, with the reason.
 */
const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    /** A folder with `<id>/<file>` of real models; without it wllama speaks from random weights. */
    models: { type: 'string', default: 'public/models' },
    /** May fetch web-llm's models from the public hub: 0.2 to 2 GB each. */
    download: { type: 'boolean', default: false },
    headed: { type: 'boolean', default: false },
    /** A compiled library of web-llm (a .wasm file): weights for it are generated, and nothing else is run. */
    'web-llm-lib': { type: 'string' },
    /** Another version of @mlc-ai/web-llm, where that library was compiled for one: its folder. */
    'web-llm-from': { type: 'string' },
    turns: { type: 'string', default: '9' },
    tokens: { type: 'string', default: '48' },
  },
})
const folder = options['web-llm-lib'] ? '.cache/try-web-llm' : '.cache/try-models'
/** As the app's, with the hub for this page's own download worker, which no service worker gives a policy. */
const headers = {
  ...securityHeaders,
  'Content-Security-Policy': `default-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:; connect-src 'self' blob: ${
    options.download ? [...hubOrigins, 'https://raw.githubusercontent.com'].join(' ') : ''
  }`,
}
const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', wasm: 'application/wasm' }

await build({
  configFile: false,
  root: 'tests/bench/models-page',
  base: './',
  logLevel: 'error',
  plugins: [contentPack()],
  resolve: { alias: options['web-llm-from'] ? { '@mlc-ai/web-llm': resolve(options['web-llm-from']) } : {} },
  worker: { format: 'es', plugins: () => [contentPack()] },
  build: { outDir: resolve(folder), emptyOutDir: true, target: 'es2023' },
})
const generated = join(folder, 'models/random-web-llm')
if (options['web-llm-lib']) {
  mkdirSync(generated, { recursive: true })
  for (const [name, bytes] of mlcModel(readFileSync(options['web-llm-lib'])))
    writeFileSync(join(generated, name), bytes)
}
const server = new StaticServer(folder, '/', async (path, request, response) => {
  const given = path.startsWith('models/') && !path.startsWith('models/random-web-llm/')
  const file = given ? join(options.models, path.slice('models/'.length)) : join(folder, path)
  const found = existsSync(file)
  response.writeHead(found ? 200 : 404, {
    ...headers,
    'Content-Type': types[path.split('.').at(-1)!] ?? 'application/octet-stream',
  })
  response.end(found && request.method !== 'HEAD' ? readFileSync(file) : '')
  return true
})
await server.start()
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  headless: !options.headed,
  args: [...chromiumArgs, '--enable-unsafe-webgpu', '--enable-features=Vulkan'],
})
const all: Record<string, Figures | string> = {}
try {
  const page = await browser.newPage()
  page.on('console', (message) => {
    const said = message.text()
    if (message.type() === 'log' && options['web-llm-lib']) console.log(`  ${said}`)
    if (message.type() === 'error' && !said.startsWith('Failed to load resource')) console.error(`  (page) ${said}`)
  })
  const devtools = await browser.newBrowserCDPSession()
  await page.exposeFunction('processorMs', async () => {
    const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
    const pages = processInfo.filter(({ type }) => type === 'renderer')
    return pages.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0)
  })
  await page.goto(server.url)
  await page.waitForFunction('window.tryModels', undefined, { timeout: 60_000 })
  const asked = { turns: Number(options.turns), tokens: Number(options.tokens), hub: options.download }
  type Page = { tryModels: TryModels }
  if (options['web-llm-lib']) {
    console.log(`web-llm (WebGPU), random weights for ${options['web-llm-lib']}`)
    const went = page.evaluate(() => (window as unknown as Page).tryModels.randomWebLlm())
    await went.catch((fault: Error) => {
      console.log(`  ended by ${fault.message.split('\n')[0]}`)
      process.exitCode = 1
    })
  } else {
    console.log('wllama 3.8.1 (processor)')
    all.wllama = await page.evaluate((one) => (window as unknown as Page).tryModels.wllama(one), asked)
    show(all.wllama)
    for (const id of await page.evaluate(() => (window as unknown as Page).tryModels.webLlmModels)) {
      console.log(`\nweb-llm 0.2.86 (WebGPU): ${id}`)
      const ask = ([model, one]: readonly [string, typeof asked]) =>
        (window as unknown as Page).tryModels.webLlm(model, one).catch((fault: Error) => fault.message)
      all[id] = await page.evaluate(ask, [id, asked] as const)
      show(all[id]!)
    }
    console.log(`\nThe browser’s own model: ${await page.evaluate(ownModel)}`)
  }
} finally {
  await browser.close()
  await server.stop()
}
if (options.json) writeFileSync(options.json, JSON.stringify(all, null, 2))

async function ownModel(): Promise<string> {
  const own = (globalThis as { LanguageModel?: { availability(): Promise<string> } }).LanguageModel
  return own ? `${await own.availability()} (it is tried in the app, under Settings, Models)` : 'not in this browser'
}

function show(figures: Figures | string) {
  if (typeof figures === 'string') return console.log(`  not run: ${figures}`)
  const {
    model,
    threads,
    loadMs,
    ours,
    alone,
    laterMs: later,
    processor,
    valid,
    of,
    longestTaskMs,
    memoryBytes,
  } = figures
  const share = 100 * figures.share
  const held = (good: boolean) => (good ? 'held' : 'NOT held')
  console.log(`  model: ${model}; ${threads} threads; loaded in ${(loadMs / 1000).toFixed(1)} s`)
  console.log(
    `  tokens a second: ${ours.tokensPerSecond.toFixed(1)}, bare ${alone.tokensPerSecond.toFixed(1)}: ${share.toFixed(1)} % (goal 95 %: ${held(share >= 95)})`,
  )
  console.log(
    `  to the first token: ${ours.firstTokenMs.toFixed(0)} ms, bare ${alone.firstTokenMs.toFixed(0)} ms: ${later.toFixed(0)} ms more (goal 50 ms: ${held(later <= 50)})`,
  )
  console.log(
    `  of processor time, to the first token: ${processor.ours.toFixed(0)} ms, bare ${processor.alone.toFixed(0)} ms: ${(processor.ours - processor.alone).toFixed(0)} ms more`,
  )
  console.log(
    `  longest task of the page while tokens came: ${longestTaskMs ? `${longestTaskMs.toFixed(0)} ms` : 'none over 50 ms'} (goal 50 ms: ${held(longestTaskMs <= 50)})`,
  )
  console.log(`  outputs of a shape that were valid as they came: ${valid} of ${of}`)
  console.log(
    `  memory of the page and its workers, both engines loaded: ${memoryBytes ? bytesInWords(memoryBytes) : 'not told by this browser'}`,
  )
}
