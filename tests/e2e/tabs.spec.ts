import { type Page } from '@playwright/test'
import { expect, openReady, test, visit } from './app'

const kept = 'This interview went on in another tab. Your words are kept below.'

const field = (page: Page) => page.getByLabel('Your answer')
const submit = (page: Page) => page.getByRole('button', { name: 'Submit answer' })

async function begin(page: Page) {
  await visit(page, 'Interview')
  await page.getByRole('button', { name: 'Start interview' }).click()
  await expect(field(page)).toBeVisible()
}

test('two tabs submit at once: one answer stands, the other is kept in its tab, through a reload too', async ({
  page,
  context,
  server,
  seen,
}) => {
  await openReady(page, server)
  await begin(page)
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(field(other)).toBeVisible()

  const words = new Map([
    [page, 'Retrieval fits, because the index can be updated at once and nothing is trained.'],
    [other, 'I would fine-tune for style and retrieve for facts that change, and measure both.'],
  ])
  for (const [each, text] of words) await field(each).fill(text)
  await Promise.all([page, other].map((each) => submit(each).evaluate((button: HTMLElement) => button.click())))

  await expect(page.locator('.turn.answer')).toHaveCount(1)
  await expect(other.locator('.turn.answer')).toHaveCount(1)
  const won = (await page.locator('.turn.answer .said').innerText()) === words.get(page) ? page : other
  const lost = won === page ? other : page
  await expect(lost.getByRole('status').filter({ hasText: kept })).toBeVisible()
  await expect(field(lost)).toHaveValue(words.get(lost)!)
  await expect(field(won)).toHaveValue('')
  await expect(lost.locator('.turn').last()).toHaveClass(/interviewer/)

  // The other tab goes on writing; neither draft takes the other's place.
  await field(won).fill('What I would say next.')
  await expect(won.getByText(/^Saved/)).toBeVisible()
  await lost.reload()
  await expect(field(lost)).toHaveValue(words.get(lost)!)
  await won.reload()
  await expect(field(won)).toHaveValue('What I would say next.')

  // Read by now, it may be sent.
  await expect(submit(lost)).toBeEnabled()
  await submit(lost).click()
  await expect(field(lost)).toHaveValue('')
  await expect(lost.locator('.turn.answer')).toHaveCount(2)
  await expect(won.getByRole('status').filter({ hasText: kept })).toBeVisible()
  await expect(field(won)).toHaveValue('What I would say next.')
  expect(seen.errors).toEqual([])
})

test('an interview that another tab finishes keeps what stood in this one with its report', async ({
  page,
  context,
  server,
  seen,
}) => {
  await openReady(page, server)
  await begin(page)
  await field(page).fill('Retrieval fits, because the index can be updated at once and nothing is trained.')
  await submit(page).click()
  await expect(field(page)).toHaveValue('')
  await expect(page.getByText('The interviewer is reading…')).toBeHidden()
  const other = await context.newPage()
  await other.goto(page.url())
  await field(other).fill('Half of what I wanted to add')
  await page.getByRole('button', { name: 'Finish interview' }).click()
  await page.getByRole('button', { name: 'Finish and see the report' }).click()
  await expect(other.getByRole('region', { name: 'Report', exact: true })).toBeVisible({ timeout: 30_000 })
  await other.getByText('Written and not submitted').click()
  await expect(other.getByText('Half of what I wanted to add')).toBeVisible()
  expect(seen.errors).toEqual([])
})
