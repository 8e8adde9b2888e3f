import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StaticServer, expect, openReady, test, visit } from './app'

const screens = ['Today', 'Cards', 'Notes', 'Ask', 'Interview', 'Settings']

test('after the first visit everything works with the server stopped', async ({ page, server, seen }) => {
  await openReady(page, server)
  await server.stop()
  await page.reload()
  for (const screen of screens) {
    await visit(page, screen)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    await page.reload()
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  }
  await expect(page.getByRole('navigation').getByText('offline', { exact: true })).toBeAttached()
  expect(seen.errors).toEqual([])
})

test('hash routes survive a reload and the back button', async ({ page, server, seen }) => {
  await openReady(page, server)
  await page.goto(`${server.url}#/cards/browse`)
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Today')
  const title = await page.getByRole('heading', { level: 1 }).textContent()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title!)
  await visit(page, 'Ask')
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title!)
  expect(seen.errors).toEqual([])
})

test('every response carries the policy, workers’ and the service worker’s cached ones too', async ({
  page,
  server,
}) => {
  await openReady(page, server)
  await page.reload({ waitUntil: 'networkidle' })
  const policies = await page.evaluate(async () => {
    const scripts = performance
      .getEntriesByType('resource')
      .map((entry) => entry.name)
      .filter((name) => name.endsWith('.js'))
    const urls = [location.href.split('#')[0]!, ...scripts]
    return Promise.all(urls.map(async (url) => (await fetch(url)).headers.get('content-security-policy')))
  })
  expect(policies.length).toBeGreaterThan(2)
  for (const policy of policies) expect(policy).toContain("default-src 'none'")
})

test('a new version waits for the word of the user, and then takes over', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-'))
  const server = new StaticServer(join(folder, 'a'))
  await cp('dist', join(folder, 'a'), { recursive: true })
  await cp('.cache/dist-next', join(folder, 'b'), { recursive: true })
  await server.start()
  try {
    await openReady(page, server)
    await visit(page, 'Settings')
    await expect(page.getByText('Preflight 0.0.0-next.')).toHaveCount(0)

    server.folder = join(folder, 'b')
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
    const banner = page.getByRole('status').filter({ hasText: 'A new version is ready' })
    await expect(banner).toBeVisible()
    await expect(page.getByText('Preflight 0.0.0-next.')).toHaveCount(0)
    await banner.getByRole('button', { name: 'Update now' }).click()
    await expect(page.getByText('Preflight 0.0.0-next.')).toBeVisible()
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
