import { type Page } from '@playwright/test'
import { expect, openReady, test, visit } from './app'

const hour = 3_600_000
const words = 'Half of what I want to say about retrieval'

test.use({ timezoneId: 'Europe/Berlin' })

/** Both clocks of the page can be moved; the one on the wall stays moved through a reload and a crash. */
async function movable(page: Page, wall = 0) {
  await page.addInitScript((first) => {
    const [now, ticks] = [Date.now.bind(Date), performance.now.bind(performance)]
    const clocks = { wall: Number(localStorage.getItem('test.wall') ?? first), monotonic: 0 }
    Date.now = () => now() + clocks.wall
    performance.now = () => ticks() + clocks.monotonic
    Object.assign(window, { clocks })
  }, wall)
}

async function move(page: Page, by: { wall?: number; monotonic?: number }) {
  await page.evaluate(({ wall = 0, monotonic = 0 }) => {
    const { clocks } = window as unknown as { clocks: { wall: number; monotonic: number } }
    clocks.wall += wall
    clocks.monotonic += monotonic
    localStorage.setItem('test.wall', String(clocks.wall))
  }, by)
}

const field = (page: Page) => page.getByLabel('Your answer')
const talk = (page: Page) => page.getByRole('list', { name: 'Conversation' })

/** In seconds; past the end it is negative. */
async function left(page: Page): Promise<number> {
  const [, minus, minutes, seconds] = /(\+?)(\d+):(\d+)/.exec(await page.getByRole('timer').innerText())!
  return (minus ? -1 : 1) * (60 * Number(minutes) + Number(seconds))
}

async function begin(page: Page, mode: 'Study' | 'Real') {
  await visit(page, 'Interview')
  await page.getByRole('radio', { name: new RegExp(`^${mode}`) }).check()
  await page.getByRole('button', { name: 'Start interview' }).click()
  await field(page).fill(words)
  await expect(page.getByText(/^Saved/)).toBeVisible()
}

/** What happened took nothing from the time and nothing from the words; a little passes while a test looks. */
async function unharmed(page: Page, before: number) {
  await expect(field(page)).toHaveValue(words)
  const now = await left(page)
  expect(now).toBeLessThanOrEqual(before)
  expect(now).toBeGreaterThan(before - 45)
}

test('the clock a day forward, a day back and an hour of sleep: told, not counted, in real mode too', async ({
  page,
  server,
  seen,
}) => {
  await movable(page)
  await openReady(page, server)
  await begin(page, 'Real')
  await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0)
  const before = await left(page)

  await move(page, { wall: 24 * hour })
  await expect(talk(page)).toContainText(/Away from \d\d:\d\d on \d+ \w+ \d{4}\./)
  await expect(talk(page)).toContainText(/Back at \d\d:\d\d on \d+ \w+ \d{4}\. This time does not count/)
  await expect(talk(page)).toContainText(
    /This page itself counted \d seconds? of it: the device slept, or its clock was set forward\./,
  )
  await unharmed(page, before)

  await move(page, { wall: -24 * hour })
  await expect(talk(page)).toContainText(/It was set back by 1 day, to \d\d:\d\d on \d+ \w+ \d{4}\./)
  await unharmed(page, before)

  await move(page, { wall: hour, monotonic: hour })
  await expect(talk(page).getByText(/^Away from \d\d:\d\d\.$/)).toBeVisible()
  await expect(
    talk(page).getByText(/^Back at \d\d:\d\d\. This time does not count; the report tells of it\.$/),
  ).toBeVisible()
  await unharmed(page, before)

  await page.getByRole('button', { name: 'Submit answer' }).click()
  await expect(field(page)).toHaveValue('')
  await expect(page.getByText('The interviewer is reading…')).toBeHidden()
  await page.getByRole('button', { name: 'Finish interview' }).click()
  await page.getByRole('button', { name: 'Finish and see the report' }).click()
  const report = page.getByRole('region', { name: 'Report', exact: true })
  await expect(report).toContainText('You were away for 1 day by the device’s clock, which did not count.')
  await expect(report).toContainText('The device’s clock was set back in between')
  expect(seen.errors).toEqual([])
})

test('a pause over the end of summer time, and one over a night with a reload in it', async ({
  page,
  server,
  seen,
}) => {
  // 02:50 in Berlin, ten minutes before it is two o'clock again.
  await movable(page, Date.parse('2026-10-25T00:50:00Z') - Date.now())
  await openReady(page, server)
  await begin(page, 'Study')
  const before = await left(page)
  await page.getByRole('button', { name: 'Pause' }).click()
  await move(page, { wall: hour, monotonic: hour })
  await page.getByRole('button', { name: 'Go on' }).last().click()
  await expect(talk(page).getByText(/^Paused at 02:5\d\.$/)).toBeVisible()
  await expect(talk(page).getByText(/^Went on at 02:5\d\. Local time went back by 1 hour in between\.$/)).toBeVisible()
  await unharmed(page, before)

  await page.getByRole('button', { name: 'Pause' }).click()
  await move(page, { wall: 24 * hour })
  await page.reload()
  await page.getByRole('button', { name: 'Go on' }).last().click()
  await expect(talk(page).getByText(/^Paused at 02:5\d on 25 October 2026\.$/)).toBeVisible()
  await expect(talk(page).getByText(/^Went on at 02:5\d on 26 October 2026\.$/)).toBeVisible()
  await unharmed(page, before)
  expect(seen.errors).toEqual([])
})

test('a reload, a frozen tab, a killed page and a discarded tab in the middle of a question', async ({
  page,
  context,
  server,
  seen,
}) => {
  await movable(page)
  await openReady(page, server)
  await begin(page, 'Real')
  const before = await left(page)
  const { href } = await page.evaluate(() => ({ href: location.href }))

  await page.reload()
  await unharmed(page, before)
  await expect(talk(page)).not.toContainText('Away from')

  const session = await context.newCDPSession(page)
  await session.send('Page.setWebLifecycleState', { state: 'frozen' })
  await session.send('Page.setWebLifecycleState', { state: 'active' })
  await move(page, { wall: hour, monotonic: hour })
  await expect(talk(page).getByText(/^Back at /)).toHaveCount(1)
  await unharmed(page, before)

  // The page is killed; an hour later it is opened again.
  await move(page, { wall: hour })
  const killed = page.waitForEvent('crash')
  void session.send('Page.crash').catch(() => undefined)
  await killed
  await page.close()
  const next = await context.newPage()
  await movable(next, 2 * hour)
  await next.goto(href)
  await unharmed(next, before)

  // Discarded: gone without a word, and loaded again when it is looked at.
  await next.close({ runBeforeUnload: false })
  const last = await context.newPage()
  await movable(last, 2 * hour)
  await last.goto(href)
  await unharmed(last, before)
  await last.getByRole('button', { name: 'Submit answer' }).click()
  await expect(field(last)).toHaveValue('')
  await expect(last.locator('.turn.answer')).toHaveCount(1)
  expect(seen.errors).toEqual([])
})
