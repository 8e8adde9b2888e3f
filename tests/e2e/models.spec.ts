import type { BrowserContext, Page } from '@playwright/test'
import { axeViolations, expect, openReady, test as base, visit, watch } from './app'
import { ModelHost, realModels } from './model-host'

const test = base.extend<{ host: ModelHost }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright's way to depend on nothing
  host: async ({}, use) => {
    const host = new ModelHost(realModels)
    await host.server.start()
    await use(host)
    await host.server.stop()
  },
})

const section = (page: Page) => page.getByRole('region', { name: 'Models' })
const card = (page: Page, name = 'MiniLM L6') => section(page).getByRole('article', { name })

async function openModels(page: Page) {
  await visit(page, 'Settings')
  await expect(card(page)).toBeVisible()
}

/** Nobody but the app's own site was asked. */
function foreign(seen: ReturnType<typeof watch>, host: ModelHost): string[] {
  return [...seen.origins].filter((origin) => origin !== new URL(host.server.url).origin)
}

async function policyOf(page: Page, script: RegExp, query = ''): Promise<string> {
  return page.evaluate(
    async ([source, search]) => {
      const keys = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
      const url = keys.flat().find((request) => new RegExp(source!).test(request.url))!.url
      return (await fetch(url.split('?')[0]! + search)).headers.get('content-security-policy')!
    },
    [script.source, query] as const,
  )
}

test('nothing of a model is asked for before the user asks, and no part of the page could', async ({
  page,
  context,
  host,
}) => {
  const seen = watch(context)
  const wasm: string[] = []
  context.on('request', (request) => /(ort-wasm|wllama).*\.wasm|\.onnx/.test(request.url()) && wasm.push(request.url()))
  await openReady(page, host.server)
  await page.reload()
  for (const screen of ['Today', 'Cards', 'Notes', 'Ask', 'Interview']) await visit(page, screen)
  await openModels(page)
  await section(page).getByText('Where models come from').click()
  await section(page).getByText('What this device can do').click()
  await expect(card(page)).toContainText('Apache-2.0')
  await expect(card(page)).toContainText('NOT HERE', { ignoreCase: true })
  await expect(section(page)).toContainText('huggingface.co')
  expect(await axeViolations(page)).toEqual([])
  expect(host.asked).toEqual([])
  expect(wasm).toEqual([])
  expect(foreign(seen, host)).toEqual([])

  const refused = await page.evaluate(() =>
    fetch('https://huggingface.co/').then(
      () => '',
      (fault: Error) => fault.name,
    ),
  )
  expect(refused).toBe('TypeError')
  expect(await policyOf(page, /embedder\.worker-.*\.js/)).toContain("connect-src 'none'")
  expect(await policyOf(page, /download\.worker-.*\.js/)).toContain("connect-src 'self';")
  expect(await policyOf(page, /download\.worker-.*\.js/, '?connect=https://a.example')).toContain(
    "connect-src 'self' https://a.example;",
  )
  expect(await policyOf(page, /library\.worker-.*\.js/, '?connect=https://a.example')).toContain("connect-src 'self';")
})

test('an address that has no models says so, and nobody else is asked', async ({ page, context, host }) => {
  const seen = watch(context)
  await openReady(page, host.server)
  await openModels(page)
  await section(page).getByText('Where models come from').click()
  await page.getByLabel('Another address').fill('http://mirror.example')
  await page.getByRole('button', { name: 'Use this address' }).click()
  await expect(section(page).getByRole('alert')).toContainText('Only https')
  await page.getByLabel('Another address').fill('nowhere')
  await page.getByRole('button', { name: 'Use this address' }).click()
  await expect(section(page)).toContainText('From nowhere, and from nowhere else')
  await page.getByRole('button', { name: /^Download.*: MiniLM/ }).click()
  await expect(card(page).getByRole('alert')).toContainText('this site has no config.json')
  await expect(page.getByRole('button', { name: /^Try again.*: MiniLM/ })).toBeVisible()
  expect(foreign(seen, host)).toEqual([])
})

test.describe('with the real model', () => {
  test.skip(!realModels, 'skipped: no model in ../shared/models or public/models')

  /** Only this site: a test must not ask the hub, whatever goes wrong. */
  async function onlyHere(page: Page, context: BrowserContext) {
    await context.route('https://**', (route) => route.abort())
    await openModels(page)
  }

  test('it is fetched over a bad line, survives a reload and works with the server stopped', async ({
    page,
    context,
    host,
  }) => {
    test.setTimeout(240_000)
    const seen = watch(context)
    await openReady(page, host.server)
    await onlyHere(page, context)
    host.pace = 100_000
    await page.getByRole('button', { name: /^Download.*: MiniLM/ }).click()
    await expect(card(page)).toContainText('/s, about')
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await expect(card(page)).toContainText('PAUSED', { ignoreCase: true })
    await page.reload()
    await expect(card(page)).toContainText('PAUSED', { ignoreCase: true })

    host.breakAt = 12_000_000
    await page.getByRole('button', { name: /^Resume.*: MiniLM/ }).click()
    await expect(card(page)).toContainText('No answer from the network')
    // A reload in the middle: it goes on by itself, as it was not paused.
    await page.reload()
    await expect(card(page)).toContainText('ready offline', { timeout: 60_000 })
    await expect(card(page)).toContainText('passages a second')
    const ranges = host.asked.filter(({ path }) => path.endsWith('.onnx')).map(({ range }) => range)
    expect(ranges[0]).toBeUndefined()
    expect(ranges.slice(1).every((range) => /^bytes=[1-9]\d+-$/.test(range!))).toBe(true)
    expect(ranges.length).toBeGreaterThanOrEqual(3)

    const library = page.getByRole('group', { name: 'Embedding of your library' })
    await expect(library).toContainText(/[1-9]\d* of \d+ passages/, { timeout: 60_000 })
    await page.getByRole('button', { name: 'Pause embedding' }).click()
    // What is being embedded is finished first, which takes a while on a busy machine.
    await expect(library).toContainText('Paused at', { timeout: 40_000 })
    const before = Number(/at ([\d,]+) of/.exec(await library.innerText())![1]!.replace(',', ''))

    await host.server.stop()
    await page.reload()
    await expect(card(page)).toContainText('ready offline')
    await page.getByRole('button', { name: 'Go on embedding' }).click()
    await expect
      .poll(async () => Number(/([\d,]+) of/.exec(await library.innerText())?.[1]!.replace(',', '') ?? 0), {
        timeout: 60_000,
      })
      .toBeGreaterThan(before)
    expect(foreign(seen, host)).toEqual([])
    expect(seen.errors).toEqual([])
  })

  test('hybrid answers cite the passage that answers, with the server stopped', async ({ page, context, host }) => {
    test.setTimeout(300_000)
    const seen = watch(context)
    await openReady(page, host.server)
    await onlyHere(page, context)
    await page.getByRole('button', { name: /^Download.*: MiniLM/ }).click()
    await expect(card(page)).toContainText('ready offline', { timeout: 60_000 })
    const library = page.getByRole('group', { name: 'Embedding of your library' })
    await expect(library).toContainText('Search works meanwhile', { timeout: 60_000 })
    await expect(library).not.toContainText('Search works meanwhile', { timeout: 240_000 })

    await host.server.stop()
    await page.reload()
    await visit(page, 'Ask')
    const asked: [string, string][] = [
      ['What does LoRA freeze, and what does it train?', 'Fine-tuning and PEFT'],
      ['Why do models hallucinate?', 'LLM fundamentals'],
      ['Why is a cosine of normalised vectors the same as their dot product?', 'Embeddings and vector search'],
    ]
    for (const [question, title] of asked) {
      await page.getByLabel('Question', { exact: true }).fill(question)
      await page.getByRole('button', { name: 'Ask', exact: true }).click()
      await expect(page.getByRole('region', { name: 'Answer' })).toContainText('the downloaded embedder')
      await expect(page.getByRole('region', { name: 'Sources' })).toContainText(title)
    }
    expect(foreign(seen, host)).toEqual([])
    expect(seen.errors).toEqual([])
  })

  test('a spoilt file is named and not used, and only it is fetched again', async ({ page, context, host }) => {
    await openReady(page, host.server)
    await onlyHere(page, context)
    await section(page).getByText('Where models come from').click()
    await page.getByLabel('Another address').fill('models')
    await page.getByRole('button', { name: 'Use this address' }).click()
    host.spoil = { path: 'all-MiniLM-L6-v2/onnx/model_quantized.onnx', times: 2 }
    await page.getByRole('button', { name: /^Download.*: MiniLM/ }).click()
    await expect(card(page).getByRole('alert')).toContainText('onnx/model_quantized.onnx came from this site', {
      timeout: 30_000,
    })
    const asked = host.asked.length
    await page.getByRole('button', { name: /^Fetch again.*: MiniLM/ }).click()
    await expect(card(page)).toContainText('ready offline', { timeout: 60_000 })
    expect(host.asked.slice(asked).map(({ path }) => path)).toEqual(['all-MiniLM-L6-v2/onnx/model_quantized.onnx'])

    await page.getByRole('button', { name: 'Delete MiniLM L6' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
    await expect(card(page)).toContainText('not here', { ignoreCase: true })
    const left = await page.evaluate(async () => {
      const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('models')
      return Array.fromAsync(root.keys())
    })
    expect(left).toEqual([])
  })
})
