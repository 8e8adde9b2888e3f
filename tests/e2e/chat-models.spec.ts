import type { Page } from '@playwright/test'
import { axeViolations, expect, openReady, test as base, visit, watch } from './app'
import { ChatHost } from './chat-host'

const test = base.extend<{ host: ChatHost }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright's way to depend on nothing
  host: async ({}, use) => {
    const host = new ChatHost()
    await host.server.start()
    await use(host)
    await host.server.stop()
  },
})

const title = 'SmolLM2 360M (processor)'
const named = title.replace(/[()]/g, '\\$&')
const section = (page: Page) => page.getByRole('region', { name: 'Models' })
const card = (page: Page, name = title) => section(page).getByRole('article', { name, exact: true })
const said = (page: Page) => card(page).getByRole('log')

async function openModels(page: Page) {
  await visit(page, 'Settings')
  await expect(card(page)).toBeVisible()
}

async function fetched(page: Page, host: ChatHost) {
  await page.context().route('https://**', (route) => route.abort())
  await openReady(page, host.server)
  await openModels(page)
  await page
    .getByRole('button', { name: `Download · 279 MB: ${title}` })
    .or(download(page))
    .first()
    .click()
  await expect(card(page)).toContainText('ready offline', { timeout: 60_000 })
}

const download = (page: Page) => page.getByRole('button', { name: new RegExp(`^Download · .*: ${named}$`) })

function foreign(seen: ReturnType<typeof watch>, host: ChatHost): string[] {
  return [...seen.origins].filter((origin) => !origin.startsWith(new URL(host.server.url).origin))
}

test('with no language model nothing of one is fetched, and what cannot run here says why', async ({ page, host }) => {
  const seen = watch(page.context())
  const engines: string[] = []
  page.context().on('request', (request) => {
    if (/(wllama|web-llm).*\.js$|(wllama|ort-wasm).*\.wasm$/.test(request.url())) engines.push(request.url())
  })
  await openReady(page, host.server)
  await openModels(page)
  await section(page).getByText('3 models that cannot run on this device, and why').click()
  await expect(card(page, 'Llama 3.2 1B')).toContainText('graphics processor')
  await expect(page.getByRole('button', { name: /^Download.*: Llama 3.2 1B$/ })).toBeDisabled()
  await expect(card(page)).toContainText('Suggested here because no graphics processor can be used')
  await expect(download(page)).toBeEnabled()
  await card(page).getByText('How its files are checked').click()
  await expect(card(page)).toContainText('SHA-256')
  expect(await axeViolations(page)).toEqual([])
  expect(host.asked).toEqual([])
  expect(engines).toEqual([])
  expect(foreign(seen, host)).toEqual([])
  expect(seen.errors).toEqual([])
})

test('blobs may be workers in one worker only, and no engine may ask the network', async ({ page, host }) => {
  await openReady(page, host.server)
  const policies = await page.evaluate(async () => {
    const at = async (path: string) => (await fetch(path)).headers.get('content-security-policy')!
    return [await at('assets/wllama.worker-x.js'), await at('assets/web-llm.worker-x.js'), await at('index.html')]
  })
  expect(policies[0]).toContain('connect-src blob:; worker-src blob:;')
  expect(policies[1]).toContain("connect-src 'none'; worker-src 'self';")
  expect(policies[2]).toContain("worker-src 'self';")
  const refused = await page.evaluate(
    () =>
      new Promise((refusal) => {
        document.addEventListener('securitypolicyviolation', (event) => refusal(event.effectiveDirective))
        const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))
        worker.onmessage = () => refusal('it ran')
      }),
  )
  expect(refused).toBe('worker-src')
})

test('the room ends at nine tenths of a download: said, kept, and gone on with when there is room', async ({
  page,
  host,
}) => {
  test.setTimeout(240_000)
  await page.context().route('https://**', (route) => route.abort())
  await openReady(page, host.server)
  await openModels(page)
  const devtools = await page.context().newCDPSession(page)
  const { origin } = new URL(host.server.url)
  const { usage } = await page.evaluate(() => navigator.storage.estimate())
  const allow = (quotaSize?: number) => devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize })
  await allow(usage! + 0.9 * 9_050_000)
  await download(page).click()
  const alert = card(page).getByRole('alert')
  await expect(alert).toContainText('There is no room left on this device for wllama.wasm', { timeout: 60_000 })
  await expect(alert).toContainText('What has come of the model is kept')
  await allow()
  await page.getByRole('button', { name: new RegExp(`^Fetch again · .* left: ${named}$`) }).click()
  await expect(card(page)).toContainText('ready offline', { timeout: 60_000 })
  // What had come is not asked for again.
  expect(host.asked).toHaveLength(1)
})

test('a language model is fetched, speaks, is stopped, works with the server stopped, and leaves nothing when deleted', async ({
  page,
  host,
}) => {
  test.setTimeout(240_000)
  const seen = watch(page.context())
  await fetched(page, host)
  await expect(card(page)).toContainText('tokens a second')
  await expect(card(page)).toContainText('In use')
  expect(host.asked).toEqual(['SmolLM2-360M-Instruct-Q4_K_M/SmolLM2-360M-Instruct-Q4_K_M.gguf'])

  await host.server.stop()
  await page.reload()
  await expect(card(page)).toContainText('ready offline')
  await page.getByRole('button', { name: `Try it: ${title}` }).click()
  await page.getByRole('button', { name: 'Ask it' }).click()
  await expect(said(page)).toContainText('200 written', { timeout: 60_000 })
  expect((await said(page).innerText()).length).toBeGreaterThan(100)

  await page.getByLabel(`Prompt for ${title}`).fill('x '.repeat(3000))
  await page.getByRole('button', { name: 'Ask it' }).click()
  await expect(said(page)).toContainText('do not fit')
  expect(await axeViolations(page)).toEqual([])

  await page.getByRole('button', { name: `Delete ${title}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(card(page)).toContainText('not here', { ignoreCase: true })
  const left = await page.evaluate(async () => {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('models')
    return Array.fromAsync(root.keys())
  })
  expect(left).toEqual([])
  expect(foreign(seen, host)).toEqual([])
  expect(seen.errors).toEqual([])
})

test('an answer, a summary and cards are asked of it offline, and nothing stands that no passage supports', async ({
  page,
  host,
}) => {
  test.setTimeout(240_000)
  const seen = watch(page.context())
  await fetched(page, host)
  await host.server.stop()
  // Short, since every letter is a token of this model.
  await page.goto(`${host.server.url}#/notes/new`)
  await page.getByLabel('Title').fill('Zorbex')
  await page.getByLabel('Text').fill('Zorbex freezes the base weights and trains two thin matrices.')
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Zorbex' })).toBeVisible()
  await visit(page, 'Ask')
  await page.getByLabel('Question', { exact: true }).fill('What does Zorbex freeze?')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  const answer = page.getByRole('region', { name: 'Answer' })
  // Its weights are random, so what it writes is noise: the answer must be the notes' own sentences, and say so.
  await expect(answer).toContainText(/what SmolLM2 .* wrote was not supported by them and is left out/, {
    timeout: 60_000,
  })
  await expect(answer).toContainText('Zorbex freezes the base weights')
  await page.getByText('What the language model was given and gave').click()
  await expect(page.getByText(/<passage number="1"/)).toBeVisible()
  await expect(page.getByText('What it wrote, before anything was checked')).toBeVisible()
  expect(await axeViolations(page)).toEqual([])

  await page.goto(`${host.server.url}#/notes/pack-kv-cache`)
  await page.getByRole('button', { name: 'Summarise' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(/nothing that SmolLM2 .* wrote was supported/i, { timeout: 120_000 })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Make cards' }).click()
  await dialog.getByRole('button', { name: 'Stop' }).click({ timeout: 60_000 })
  await expect(dialog).toContainText('nothing is saved until you say so')
  expect(foreign(seen, host)).toEqual([])
  expect(seen.errors).toEqual([])
})

test('two tabs ask at once and both are answered, by one model in memory', async ({ page, context, host }) => {
  test.setTimeout(240_000)
  await fetched(page, host)
  const other = await context.newPage()
  await other.goto(`${host.server.url}#/settings`)
  const ask = async (tab: Page) => {
    await expect(card(tab)).toContainText('ready offline', { timeout: 30_000 })
    await tab.getByRole('button', { name: `Try it: ${title}` }).click()
    await tab.getByRole('button', { name: 'Ask it' }).click()
  }
  await Promise.all([ask(page), ask(other)])
  for (const tab of [page, other]) await expect(said(tab)).toContainText('200 written', { timeout: 60_000 })
})
