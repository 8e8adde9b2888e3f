import { axeViolations, expect, openReady, test, visit } from './app'

/** What the pack brings to somebody who studies by it: a plan, words explained, a way to say what is wrong. */
test('a plan is chosen, followed by what was really done, and still there after a reload', async ({
  page,
  server,
  seen,
}) => {
  test.setTimeout(150_000)
  await openReady(page, server)
  await page.getByRole('button', { name: 'Follow the plan One evening' }).click()
  const plan = page.getByRole('region', { name: 'Study plan' })
  const steps = plan.getByRole('list', { name: 'Steps for today' })
  await expect(plan).toContainText('0 of 12 done')
  await expect(page.getByText('Next on your plan')).toBeVisible()
  expect(await axeViolations(page)).toEqual([])

  // Reading a note to its end is a step done; nothing is ticked off by hand.
  await steps.getByRole('link', { name: 'Read: What interviewers look for' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What interviewers look for')
  const end = page.getByRole('button', { name: 'Report an error' })
  await expect(async () => {
    await end.scrollIntoViewIfNeeded()
    await expect(end).toBeInViewport({ timeout: 500 })
  }).toPass()
  await page.waitForTimeout(31_000)
  await visit(page, 'Today')
  await expect(plan).toContainText('1 of 12 done')
  await page.reload()
  await expect(plan).toContainText('1 of 12 done')
  expect(seen.errors).toEqual([])
})

test('a note explains its terms, and an error in it is copied as text', async ({ page, context, server, seen }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openReady(page, server)
  await page.goto(`${server.url}#/notes/pack-rag`)
  const term = page.getByRole('button', { name: 'Retrieval-augmented generation' })
  await term.focus()
  await page.keyboard.press('Enter')
  const meaning = page.getByRole('note', { name: 'Meaning' })
  await expect(meaning).toBeVisible()
  await expect(meaning).toContainText('RAG')
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(meaning).toBeHidden()
  await expect(term).toBeFocused()

  const report = page.getByRole('button', { name: 'Report an error' })
  await expect(async () => {
    await report.scrollIntoViewIfNeeded()
    await expect(report).toBeInViewport({ timeout: 500 })
  }).toPass()
  await report.click()
  await page.getByLabel('What is wrong?').fill('A number in the table.')
  await page.getByRole('button', { name: 'Copy the report' }).click()
  await expect(page.getByText('Copied. Nothing was sent.')).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('note/rag')
  expect(copied).toContain('A number in the table.')
  expect(seen.errors).toEqual([])
})
