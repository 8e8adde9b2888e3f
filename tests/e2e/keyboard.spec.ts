import { type Page } from '@playwright/test'
import { axeViolations, expect, openReady, test } from './app'

/** The interview without a pointer: what has the focus after each step is what comes next, and can be seen. */
const answer =
  'An index is updated at once, without training; I measure recall at ten on two hundred labelled questions.'

async function tabTo(page: Page, name: RegExp, key = 'Tab') {
  for (let n = 0; n < 60; n++) {
    await page.keyboard.press(key)
    const at = page.locator(':focus')
    if ((await at.count()) && name.test(await nameOf(page))) return
  }
  throw new Error(`Not reached by ${key}: ${name}`)
}
const nameOf = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement
    return (at.ariaLabel ?? at.labels?.[0]?.textContent ?? at.textContent ?? '').trim()
  })
/** The focus is somewhere, and neither the header nor the foot lies over it. */
async function expectSeen(page: Page, what: string) {
  const seen = await page.evaluate(() => {
    const at = document.activeElement!
    const { left, top, width, height } = at.getBoundingClientRect()
    const shown = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20))
    return at !== document.body && !!shown && (at.contains(shown) || shown.contains(at))
  })
  expect(seen, what).toBe(true)
}

test('an interview by the keyboard alone: focus is never lost, and never under something', async ({
  page,
  server,
  seen,
}) => {
  test.setTimeout(120_000)
  await openReady(page, server)
  await page.goto(`${server.url}#/interview?round=phone-screen&minutes=10`)
  await page.getByRole('button', { name: 'Start interview' }).waitFor()
  await tabTo(page, /^Start interview/)
  await page.keyboard.press('Enter')
  await tabTo(page, /^Read aloud/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Read aloud' })).toHaveAttribute('aria-pressed', 'true')
  await expectSeen(page, 'reading aloud')
  await expect(page.getByText('This device has no English voice of its own')).toBeVisible()
  await page.keyboard.press('Enter')
  await tabTo(page, /^Your answer/)
  const feedback = page.getByRole('region', { name: 'Feedback', exact: true })
  for (let n = 0; n < 8 && !(await feedback.isVisible()); n++) {
    await page.keyboard.type(answer)
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('The interviewer is reading…')).toBeHidden()
    await page.waitForTimeout(200)
  }
  // One key, or one press of a button, closes a criterion; the next one is opened and has the focus.
  await expect(feedback.getByRole('button', { expanded: true })).toHaveCount(1)
  await tabTo(page, /^Partly/)
  await page.keyboard.press('Enter')
  await expect(feedback.getByRole('status')).toContainText(/: partly\. \d+ to decide\./)
  await expectSeen(page, 'after a decision')
  await page.keyboard.press('x')
  await expect(feedback.getByRole('status')).toContainText(/: missed\. \d+ to decide\./)
  await expectSeen(page, 'after a key')
  expect(await axeViolations(page), 'the feedback').toEqual([])
  await tabTo(page, /^Go on with the interview/)
  await expectSeen(page, 'going on')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Your answer')).toBeFocused()

  await tabTo(page, /^Finish interview/, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expectSeen(page, 'the dialog')
  await tabTo(page, /^Finish and see the report/)
  await page.keyboard.press('Enter')
  const report = page.getByRole('region', { name: 'Report', exact: true })
  await report.waitFor()
  const confirm = report.getByRole('button', { name: /^Confirm \d/ })
  if (await confirm.isVisible()) {
    await tabTo(page, /^Confirm \d/)
    await page.keyboard.press('Enter')
    await expect(report.getByRole('status').first()).toContainText(/confirmed\. \d+ to decide\./)
    await expectSeen(page, 'after confirming all')
  }
  await tabTo(page, /^Drill this again/)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Your answer')).toBeVisible()
  // Nothing was answered: there is no report, and none is shown.
  await tabTo(page, /^Finish interview/)
  await page.keyboard.press('Enter')
  await tabTo(page, /^Stop without a report/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Interview' })).toBeVisible()
  expect(seen.errors).toEqual([])
})
