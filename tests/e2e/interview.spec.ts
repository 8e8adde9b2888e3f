import { readFileSync } from 'node:fs'
import { type Page } from '@playwright/test'
import { axeViolations, expect, openReady, test, visit } from './app'

const answer =
  'Retrieval suits knowledge that changes often, because updating an index needs no training, and every sentence can be cited and checked.'

async function say(page: Page, text = answer) {
  await page.getByLabel('Your answer').fill(text)
  await page.getByRole('button', { name: 'Submit answer' }).click()
}

/** Interview offers the one question that the user has made. */
async function expectOneOwn(page: Page) {
  await visit(page, 'Interview')
  await expect(page.getByRole('link', { name: '1 question of your own' })).toBeVisible()
}

test('an interview in study mode: hint, thought, pause, feedback, own questions, report, drill', async ({
  page,
  server,
  seen,
}) => {
  test.setTimeout(120_000)
  await openReady(page, server)
  await server.stop()
  await visit(page, 'Interview')
  await page.getByRole('radio', { name: '10 min' }).check()
  await page.getByRole('button', { name: 'Start interview' }).click()

  await page.getByRole('button', { name: 'Hint' }).click()
  await expect(page.getByLabel('Your answer')).toBeFocused()
  await page.getByRole('button', { name: 'Think aloud' }).click()
  await page.getByLabel('Think aloud').fill('Is it about freshness?')
  await page.getByRole('button', { name: 'Keep thought' }).click()
  await expect(page.getByText('Is it about freshness?')).toBeVisible()
  await expect(page.getByLabel('Your answer')).toBeFocused()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('button', { name: 'Go on' }).last()).toBeFocused()
  await page.getByRole('button', { name: 'Go on' }).last().click()
  await expect(page.getByLabel('Your answer')).toBeFocused()

  // A small window, as with a keyboard on a phone: the question stays with the field.
  const asked = await page.locator('.turn.ask .said').innerText()
  await page.setViewportSize({ width: 390, height: 320 })
  await expect(async () => {
    const beside = await page.locator('footer').getByText(asked).isVisible()
    if (!beside) await expect(page.locator('.turn.ask .said')).toBeInViewport({ ratio: 0.8, timeout: 100 })
  }).toPass()
  await page.setViewportSize({ width: 1280, height: 800 })

  const feedback = page.getByRole('region', { name: 'Feedback', exact: true })
  const last = page.getByLabel('Your question to the interviewer')
  for (let guard = 0; guard < 20 && !(await last.isVisible()); guard++) {
    if (await feedback.isVisible()) {
      await expect(feedback.getByRole('button', { name: /Missed$/ }).first()).toBeAttached()
      await page.keyboard.press('x')
      await expect(feedback).toContainText(/confirmed|you decided/)
      await feedback.getByRole('button', { name: 'Go on with the interview' }).click()
      await expect(feedback).toBeHidden()
    } else await say(page)
    await expect(page.getByText('The interviewer is reading…')).toBeHidden()
  }
  await last.fill('How do you measure whether the assistant is good enough to ship?')
  await page.getByRole('button', { name: 'Ask this' }).click()
  await page.getByRole('button', { name: 'No more questions' }).click()
  await expect(page.getByRole('button', { name: 'Finish interview' })).toBeFocused()
  await page.getByRole('radio', { name: 'Half' }).check()
  await page.getByRole('button', { name: 'Finish interview' }).click()

  const report = page.getByRole('region', { name: 'Report', exact: true })
  await expect(report).toContainText('You expected 50 %')
  await expect(report).toContainText(/no model used/i)
  await expect(page.getByText('A good question', { exact: true })).toBeVisible()
  expect(await axeViolations(page), 'the report').toEqual([])
  await page.getByLabel('I decide before I see the suggestion').check()
  await expect(report.getByText('yours to decide first').first()).toBeVisible()
  await page.getByLabel('I decide before I see the suggestion').uncheck()
  await report.getByRole('button', { name: 'Drill this again' }).first().click()
  await expect(page.getByLabel('Your answer')).toBeVisible()
  await page.goto(`${server.url}#/interview/history`)
  await expect(page.getByText(/On average you/)).toBeVisible()
  expect(seen.errors).toEqual([])
})

test('a loop of two rounds in real mode: no hints, a break, a reload, one report', async ({ page, server, seen }) => {
  test.setTimeout(120_000)
  await openReady(page, server)
  await visit(page, 'Interview')
  await page.locator('summary', { hasText: 'Job description' }).click()
  await page.getByLabel('Job description').fill('You build RAG systems with LangChain and serve models with vLLM.')
  await expect(page.getByRole('button', { name: /retrieval-augmented generation/ })).toBeVisible()
  await page.getByRole('radio', { name: /Full loop/ }).check()
  await page.getByRole('radio', { name: /^Real/ }).check()
  const rounds = page.getByRole('group', { name: 'Rounds of the loop' }).getByRole('button')
  for (const round of await rounds.all())
    if (!/Recruiter|Behavioural/.test(await round.innerText())) await round.click()
  await page.getByRole('button', { name: 'Start interview' }).click()

  await expect(page.getByRole('button', { name: 'Hint' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0)
  await say(page)
  await expect(page.getByLabel('Your answer')).toHaveValue('')
  await finish(page)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('After 1 of 2 rounds')

  await page.reload()
  await expect(page.getByText(/Rest for \d+ minutes/)).toBeVisible()
  await page.getByRole('button', { name: 'Begin round' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Behavioural')
  await say(page, 'Last year I had to choose between speed and safety, and I measured both before we shipped.')
  await expect(page.getByLabel('Your answer')).toHaveValue('')
  await finish(page)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('After all 2 rounds')
  const reports = page.getByRole('region', { name: 'Report', exact: true }).getByRole('listitem').getByRole('link')
  await expect(reports).toHaveCount(2)
  expect(await axeViolations(page), 'the loop').toEqual([])
  await reports.first().click()
  await expect(page.getByRole('link', { name: /The loop/ })).toBeVisible()
  expect(seen.errors).toEqual([])
})

async function finish(page: Page) {
  await expect(page.getByText('The interviewer is reading…')).toBeHidden()
  await page.getByRole('button', { name: 'Finish interview' }).click()
  await page.getByRole('button', { name: 'Finish and see the report' }).click()
  await expect(page.getByRole('region', { name: 'Report', exact: true })).toBeVisible()
}

test('questions from a note of one’s own are edited, kept, asked, and lead back to the note', async ({
  page,
  server,
  seen,
}) => {
  test.setTimeout(90_000)
  await openReady(page, server)
  await visit(page, 'Notes')
  const note = `# Adapters

## Merging

Merging is the step that adds the low-rank update to the frozen weights before serving.
A merged adapter adds no latency because the extra matrices are gone at inference.
Merging does not help when several adapters share one base model at the same time.
`
  await page
    .getByLabel('Files to import')
    .setInputFiles([{ name: 'adapters.md', mimeType: 'text/markdown', buffer: Buffer.from(note) }])
  await page.getByRole('link', { name: 'Adapters', exact: false }).first().click()
  await page.getByRole('link', { name: 'Interview me on this' }).click()
  await expect(page.getByLabel('Point 1')).toHaveValue(/Merging is the step/)
  await page.getByLabel('Question').fill('What is merging, and when does it help?')
  expect(await axeViolations(page), 'own questions').toEqual([])
  await page.getByRole('button', { name: 'Start interview' }).click()
  await expect(page.getByText('What is merging, and when does it help?')).toBeVisible()
  await say(page, 'The weather is nice and I would rather talk about football with you today.')
  await finish(page)
  const report = page.getByRole('region', { name: 'Report', exact: true })
  await report.getByRole('link', { name: 'Read it in your note' }).first().click()
  await expect(page).toHaveURL(/#\/notes\/.+p=merging/)
  await expectOneOwn(page)
  expect(seen.errors).toEqual([])
})

test('a question written by hand is judged by its reference answer’s points, and beside it as a whole', async ({
  page,
  server,
  seen,
}) => {
  test.setTimeout(90_000)
  await openReady(page, server)
  await server.stop()
  await visit(page, 'Interview')
  await page.getByRole('link', { name: 'Write questions of your own' }).click()
  await page.getByLabel('Your question').fill('Why retrieve instead of fine-tune?')
  const wanted = page.getByLabel('The answer you want to be able to give')
  await wanted.fill('It depends.')
  await page.getByRole('button', { name: 'Make points of it' }).click()
  await expect(page.getByRole('alert')).toContainText('says too little to make a point of')
  await wanted.fill(
    'An index is updated at once, without training. Each sentence can be cited, because its passage is known.',
  )
  await page.getByRole('button', { name: 'Make points of it' }).click()
  await expect(page.getByLabel('Point 2')).toHaveValue(/Each sentence can be cited/)
  await page.getByText('Paste a list of several').click()
  await page
    .getByLabel('Questions with their answers')
    .fill('Q: What is a token?\nA: A token is a piece of text.\n\nQ: And RAG?\nA: no')
  await page.getByRole('button', { name: 'Read the list' }).click()
  await expect(page.getByText('1 question taken, 1 not.')).toBeVisible()
  await expect(page.getByText(/The answer to “And RAG\?” says too little/)).toBeVisible()
  await expect(page.getByLabel('Questions with their answers')).toHaveValue('Q: And RAG?\nA: no')
  expect(await axeViolations(page), 'writing questions').toEqual([])

  // Nothing is kept yet, and nothing is lost.
  await page.goto(`${server.url}#/`)
  await page.reload()
  await visit(page, 'Interview')
  await page.getByRole('link', { name: 'Write questions of your own' }).click()
  await expect(page.getByText('2 questions chosen')).toBeVisible()
  await page.getByRole('checkbox', { name: /What is a token/ }).uncheck()
  await page.getByRole('button', { name: 'Start interview' }).click()
  await say(
    page,
    'The index is updated at once and nothing is trained, and each sentence cites a passage that is known.',
  )
  await finish(page)
  const report = page.getByRole('region', { name: 'Report', exact: true })
  await expect(
    report.getByText(/Against your reference answer as a whole: (about \d0 %|nearly all) of it/),
  ).toBeVisible()
  await expect(report).toContainText('a fluent mistake in the same words can pass')
  await report.getByText(/^Your reference answer/).click()
  await expect(report).toContainText('Each sentence can be cited, because its passage is known.')
  await page.reload()
  await expect(report.getByText('A question that you wrote yourself.')).toBeVisible()
  await expectOneOwn(page)
  expect(seen.errors).toEqual([])
})

test('a pasted text of 50,000 characters is kept through a reload, counted and submitted whole', async ({
  page,
  server,
  seen,
}) => {
  test.setTimeout(90_000)
  await openReady(page, server)
  await visit(page, 'Interview')
  await page.getByRole('button', { name: 'Start interview' }).click()
  const field = page.getByLabel('Your answer')
  await field.focus()
  const text = 'The index is rebuilt at night and the answer cites its source. '.repeat(800).slice(0, 50_000)
  const paste = () => page.evaluate((pasted) => document.execCommand('insertText', false, pasted), text)
  const height = async () => (await field.boundingBox())!.height
  const empty = await height()
  await paste()
  await expect.poll(height).toBeGreaterThan(empty)
  await field.press('ControlOrMeta+a')
  await field.press('Delete')
  await expect.poll(height, 'a field that is empty again has its own size').toBe(empty)
  await paste()
  await expect(page.getByText(/^Saved · [\d,]+ words/)).toBeVisible()
  await page.reload()
  await expect(field).toHaveValue(text)
  // Not even a reload in the middle of a word takes it.
  await field.press('End')
  await field.pressSequentially('One more th')
  await page.reload()
  await expect(field).toHaveValue(/One more th/)
  await page.getByRole('button', { name: 'Submit answer' }).click()
  await expect(field).toHaveValue('', { timeout: 30_000 })
  await expect(page.locator('.turn.answer .said')).toContainText('The index is rebuilt')
  expect(seen.errors).toEqual([])
})

test('an answer of 50,000 characters is read by the worker, folded with its evidence in sight, and lost nowhere', async ({
  page,
  server,
  seen,
}) => {
  test.setTimeout(120_000)
  await page.addInitScript(() => {
    const asked: string[] = []
    Object.assign(window, { asked })
    const post = Worker.prototype.postMessage as (message: { name?: string }, ...more: unknown[]) => void
    Worker.prototype.postMessage = function (message: { name?: string }, ...more: unknown[]) {
      if (message?.name) asked.push(message.name)
      return post.call(this, message, ...more)
    }
  })
  await openReady(page, server)
  await page.goto(`${server.url}#/interview/practise/ft-explain-lora`)
  await page.getByRole('button', { name: 'Start interview' }).click()
  const field = page.getByLabel('Your answer')
  await field.focus()
  const filler = 'The index is rebuilt at night and the answer cites its source 🎉. '
  const point = 'The pretrained weights stay frozen and only two small low-rank matrices are trained beside them.'
  const half = filler.repeat(400).slice(0, 24_900)
  const text = `${half}\n${point}\nنستخدم الاسترجاع لأن المعرفة تتغير كثيرا.\n${half}The very end.`
  await page.evaluate((pasted) => document.execCommand('insertText', false, pasted), text)
  await expect(page.getByText(/^Saved · [\d,]+ words, too many to judge/)).toBeVisible()
  await page.getByRole('button', { name: 'Submit answer' }).click()

  // The conversation goes on with the beginning of it in sight.
  const said = page.locator('.turn.answer .said').first()
  const whole = () => said.locator('.passage').evaluateAll((parts) => parts.map((part) => part.textContent).join(''))
  await expect(page.getByRole('button', { name: /^Show the whole answer, [\d,]+ words$/ })).toBeVisible()
  expect(await whole()).toBe(text)
  expect(await said.locator('.passage').count()).toBeLessThan(150)
  await expect(said.locator('.passage:not([hidden])')).toHaveCount(1)
  const feedback = page.getByRole('region', { name: 'Feedback', exact: true })
  for (let guard = 0; guard < 6 && !(await feedback.isVisible()); guard++) {
    await page.getByRole('button', { name: 'Skip' }).click()
    await expect(page.getByText('The interviewer is reading…')).toBeHidden()
  }
  await expect(feedback).toContainText('The answer is too long to be judged')
  await feedback.getByRole('button', { name: 'Go on with the interview' }).click()
  await expect(page.getByText('The interview is over.')).toBeVisible()
  await page.getByRole('button', { name: 'Finish interview' }).last().click()

  const report = page.getByRole('region', { name: 'Report', exact: true })
  await expect(report).toBeVisible({ timeout: 30_000 })
  await report.getByText('The whole conversation, with the evidence marked').click()
  expect(await whole()).toBe(text)
  await expect(said.locator('mark').getByText('two small low-rank matrices')).toBeVisible()
  const end = said.getByText('The very end.')
  await expect(end).toHaveAttribute('hidden', 'until-found')
  expect(await end.evaluate((part) => part.getBoundingClientRect().height)).toBe(0)
  // On paper all of it stands, folded or not.
  await page.emulateMedia({ media: 'print' })
  expect(await end.evaluate((part) => part.getBoundingClientRect().height)).toBeGreaterThan(0)
  await page.emulateMedia({ media: 'screen' })
  await said.locator('..').getByRole('button').focus()
  await page.keyboard.press('Enter')
  await expect(said.locator('.passage[hidden]')).toHaveCount(0)
  await end.scrollIntoViewIfNeeded()
  await expect(end).toBeVisible()

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export Markdown' }).click()
  const file = await (await download).path()
  expect(readFileSync(file, 'utf8')).toContain('The very end.')
  expect(await page.evaluate(() => (window as unknown as { asked: string[] }).asked)).toEqual(
    expect.arrayContaining(['judge', 'lookBack']),
  )
  await page.goto(`${server.url}#/interview/history`)
  await page
    .getByRole('link', { name: /Report|LoRA|Technical/ })
    .first()
    .click()
  await report.getByText('The whole conversation, with the evidence marked').click()
  expect(await whole()).toBe(text)
  expect(await axeViolations(page)).toEqual([])
  expect(seen.errors).toEqual([])
})
