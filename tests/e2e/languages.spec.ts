import { type Page } from '@playwright/test'
import { expect, openReady, test, visit } from './app'

const arabic = 'تبقى الأوزان الأصلية مجمدة، ونضيف مصفوفتين صغيرتين منخفضتي الرتبة ونتدرب عليهما فقط.'
const hebrew = 'המשקולות המקוריות קפואות ומאמנים רק שתי מטריצות קטנות, the rest stays as it was.'

const directionOf = (page: Page, text: string) =>
  page
    .locator('.said:visible', { hasText: text })
    .first()
    .evaluate((line) => getComputedStyle(line).direction)

test('answers in Arabic and Hebrew stand from right to left, and are plainly not judged', async ({
  page,
  server,
  seen,
}) => {
  await openReady(page, server)
  await visit(page, 'Interview')
  await page.getByRole('radio', { name: /^Real/ }).check()
  await page.getByRole('button', { name: 'Start interview' }).click()
  const field = page.getByLabel('Your answer')
  // Nothing visible is no answer, and the same is said as of an empty one.
  await field.fill('\u200b\u2060 \u0301')
  await expect(page.getByRole('button', { name: 'Submit answer' })).toBeDisabled()
  await expect(page.locator('.state', { hasText: 'There is no answer yet.' })).toBeVisible()
  await field.fill('')
  await field.press('Control+Enter')
  await expect(page.locator('.state', { hasText: 'There is no answer yet.' })).toBeVisible()
  await expect(page.locator('.turn.answer')).toHaveCount(0)

  for (const text of [arabic, hebrew]) {
    await field.fill(text)
    expect(await field.evaluate((box) => getComputedStyle(box).direction)).toBe('rtl')
    await page.getByRole('button', { name: 'Submit answer' }).click()
    await expect(field).toHaveValue('')
    expect(await directionOf(page, text)).toBe('rtl')
    await expect(page.getByText('The interviewer is reading…')).toBeHidden()
  }
  await page.getByRole('button', { name: 'Finish interview' }).click()
  await page.getByRole('button', { name: 'Finish and see the report' }).click()
  const report = page.getByRole('region', { name: 'Report', exact: true })
  await expect(
    report.getByText('The answer does not seem to be in English, so it was not judged.').first(),
  ).toBeAttached()
  await expect(report.locator('[aria-pressed="true"]')).toHaveCount(0)
  await page.getByText('The whole conversation, with the evidence marked').click()
  expect(await directionOf(page, arabic)).toBe('rtl')
  expect(await directionOf(page, hebrew)).toBe('rtl')
  expect(seen.errors).toEqual([])
})
