import { type CDPSession, type Locator, type Page } from '@playwright/test'
import { axeViolations, expect, openReady, test, visit } from './app'

/** The interview by finger, on a phone: touches as the screen sends them, not clicks. */
test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 }, colorScheme: 'dark' })

type Spot = [x: number, y: number]

/** Fingers by their number, each where it is now; `size` is the width of what touches. */
async function touch(cdp: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', ...at: Spot[]) {
  const touchPoints = at.map(([x, y], id) => ({ x, y, id, radiusX: 8, radiusY: 8, force: 1 }))
  await cdp.send('Input.dispatchTouchEvent', { type, touchPoints })
}
async function drag(cdp: CDPSession, [x, y]: Spot, [byX, byY]: Spot) {
  await touch(cdp, 'touchStart', [x, y])
  for (let n = 1; n <= 6; n++) await touch(cdp, 'touchMove', [x + (byX * n) / 6, y + (byY * n) / 6])
  await touch(cdp, 'touchEnd')
}
/** A tool that stays chosen. The first tap after a drag may be taken for one that stops a fling. */
async function choose(tool: Locator) {
  await expect(async () => {
    if ((await tool.getAttribute('aria-pressed')) !== 'true') await tool.tap()
    await expect(tool).toHaveAttribute('aria-pressed', 'true', { timeout: 500 })
  }).toPass()
}
async function middle(element: Locator): Promise<Spot> {
  const { x, y, width, height } = (await element.boundingBox())!
  return [x + width / 2, y + height / 2]
}
const box = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^Box ${name}`) }).locator('rect')
/** Until the browser takes no tap any more for one that stops a fling. */
const rest = (page: Page) => page.waitForTimeout(600)

/** Of what is written on a drawing, 0 to 100. */
function lightness(drawing: Locator): Promise<number> {
  return drawing.evaluate((svg) =>
    Number(/^lab\(([\d.]+)/.exec(getComputedStyle(svg.querySelector('text')!).fill)?.[1]),
  )
}

async function inSight(page: Page, element: Locator, height: number) {
  const { y, height: high } = (await element.boundingBox())!
  expect(y, 'its top').toBeGreaterThanOrEqual(0)
  expect(y + high, 'its foot').toBeLessThanOrEqual(height)
}

test('a whiteboard by finger: boxes, arrows, a palm, a pinch, a turn, a reload, and the report', async ({
  page,
  context,
  server,
  seen,
}) => {
  test.setTimeout(120_000)
  const cdp = await context.newCDPSession(page)
  await openReady(page, server)
  await visit(page, 'Interview')
  await page.locator('label', { hasText: 'System design' }).tap()
  await page.getByRole('button', { name: 'Start interview' }).tap()
  await page.getByRole('button', { name: 'Whiteboard' }).tap()
  const tool = (name: string) => page.getByRole('button', { name, exact: true })
  for (const name of ['Gateway', 'Retriever', 'Model']) {
    await tool('Box').tap()
    const field = page.getByLabel('Text of the box')
    await expect(field).toBeFocused()
    // With its keyboard open a phone is half as high.
    await page.setViewportSize({ width: 390, height: 420 })
    await inSight(page, field, 420)
    await page.keyboard.type(name)
    await inSight(page, box(page, name), 420)
    await page.keyboard.press('Enter')
    await page.setViewportSize({ width: 390, height: 844 })
  }
  await choose(tool('Arrow'))
  const [fromX, fromY] = await middle(box(page, 'Gateway'))
  const [toX, toY] = await middle(box(page, 'Retriever'))
  await drag(cdp, [fromX, fromY], [toX - fromX, toY - fromY])
  await expect(page.getByRole('button', { name: 'Arrow from Gateway to Retriever' })).toHaveCount(1)
  await choose(tool('Arrow'))
  await page.touchscreen.tap(toX, toY)
  await page.touchscreen.tap(...(await middle(box(page, 'Model'))))
  await expect(page.getByRole('button', { name: 'Arrow from Retriever to Model' })).toHaveCount(1)

  const [x, y] = await middle(box(page, 'Model'))
  const place = async () => (await middle(box(page, 'Model'))).map(Math.round)
  await touch(cdp, 'touchStart', [x, y])
  await touch(cdp, 'touchMove', [x + 60, y + 60])
  // A second finger, or the ball of the hand, comes and goes: a point that is not named any more has left.
  await touch(cdp, 'touchStart', [x + 60, y + 60], [80, 500])
  await touch(cdp, 'touchMove', [x + 60, y + 60], [200, 400])
  await touch(cdp, 'touchMove', [x + 90, y + 80])
  await touch(cdp, 'touchEnd')
  const near = ([a, b]: number[], [c, d]: number[]) => Math.hypot(a! - c!, b! - d!)
  await expect.poll(async () => near(await place(), [x + 90, y + 80])).toBeLessThan(3)
  // What the system takes away is undone, and is no step.
  const moved = await place()
  await touch(cdp, 'touchStart', [moved[0]!, moved[1]!])
  await touch(cdp, 'touchMove', [moved[0]! - 80, moved[1]! - 60])
  await expect.poll(place).not.toEqual(moved)
  await touch(cdp, 'touchCancel')
  await expect.poll(place).toEqual(moved)
  await rest(page)
  await tool('Undo').tap()
  await expect.poll(async () => near(await place(), [x, y])).toBeLessThan(3)
  await tool('Redo').tap()

  // Two fingers make it larger, in the pen's mode too, and leave no line; the page itself stays as it is.
  await choose(tool('Pen'))
  const { width } = (await box(page, 'Gateway').boundingBox())!
  await touch(cdp, 'touchStart', [160, 500])
  await touch(cdp, 'touchStart', [160, 500], [230, 500])
  await touch(cdp, 'touchMove', [125, 500], [265, 500])
  await touch(cdp, 'touchEnd')
  await expect.poll(async () => (await box(page, 'Gateway').boundingBox())!.width / width).toBeCloseTo(2, 1)
  expect(await page.evaluate(() => visualViewport!.scale)).toBe(1)
  await expect(page.getByRole('button', { name: 'Pen stroke', exact: true })).toHaveCount(0)
  await rest(page)
  await drag(cdp, [60, 480], [120, 30])
  await expect(page.getByRole('button', { name: 'Pen stroke', exact: true })).toHaveCount(1)
  await rest(page)
  await tool('Fit').tap()
  for (const button of await page.getByRole('group', { name: 'Whiteboard tools' }).getByRole('button').all())
    expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44)
  expect(await axeViolations(page), 'the board').toEqual([])
  await page.setViewportSize({ width: 844, height: 390 })
  for (const name of ['Box', 'Fit', 'Undo', 'Done']) await inSight(page, tool(name), 390)
  await inSight(page, box(page, 'Gateway'), 390)
  await page.setViewportSize({ width: 390, height: 844 })
  await tool('Done').tap()
  await expect(page.getByRole('button', { name: 'Whiteboard' })).toBeFocused()
  await expect(page.getByText(/^Saved/)).toBeVisible()

  await page.reload()
  await expect(page.getByRole('img', { name: /Gateway leads to Retriever/ })).toBeVisible()
  await page.getByRole('button', { name: 'Submit answer' }).tap()
  await expect(page.getByRole('img', { name: /Gateway -> Retriever/ })).toBeVisible()
  expect(await axeViolations(page), 'the interview').toEqual([])
  await expect(page.getByText('The interviewer is reading…')).toBeHidden()
  await page.getByRole('button', { name: 'Finish interview' }).tap()
  await page.getByRole('button', { name: 'Finish and see the report' }).tap()
  await expect(page.getByRole('region', { name: 'Report', exact: true })).toBeVisible()
  expect(await axeViolations(page), 'the report').toEqual([])
  await page.getByText('What you said').first().tap()
  await expect(page.getByText('Gateway -> Retriever.').first()).toBeVisible()
  // On paper the drawing is dark on light, whatever the screen was.
  const drawing = page.getByRole('img', { name: /Gateway -> Retriever/ }).first()
  expect(await lightness(drawing)).toBeGreaterThan(70)
  await page.emulateMedia({ media: 'print' })
  await expect(drawing).toBeVisible()
  await expect.poll(() => lightness(drawing)).toBeLessThan(30)
  expect(seen.errors).toEqual([])
})

test('a small phone holds question, field and buttons at once, with its keyboard open too', async ({
  page,
  server,
  seen,
}) => {
  test.setTimeout(90_000)
  await page.setViewportSize({ width: 320, height: 640 })
  await openReady(page, server)
  await visit(page, 'Interview')
  await page.getByRole('button', { name: 'Start interview' }).tap()
  const field = page.getByLabel('Your answer')
  const question = page.locator('.turn.ask')
  await inSight(page, question, (await page.locator('footer').boundingBox())!.y)
  await field.tap()
  await page.setViewportSize({ width: 320, height: 352 })
  await field.fill(
    'Retrieval suits knowledge that changes often, because updating an index needs no training. '.repeat(4),
  )
  await inSight(page, field, 352)
  await inSight(page, page.getByRole('button', { name: 'Submit answer' }), 352)
  // Its words stand above the foot or, where they are too many for that, in it.
  const words = page.locator('footer').getByText(await question.locator('.said').innerText())
  const above = async () => {
    const [line, foot] = [await question.boundingBox(), await page.locator('footer').boundingBox()]
    return line!.y >= 0 && line!.y + 0.8 * line!.height <= foot!.y
  }
  await expect.poll(async () => (await words.isVisible()) || (await above())).toBe(true)
  await page.getByRole('button', { name: 'Think aloud' }).tap()
  await inSight(page, page.getByLabel('Think aloud'), 352)
  await inSight(page, page.getByRole('button', { name: 'Keep thought' }), 352)
  await page.getByRole('button', { name: 'Back to the answer' }).tap()
  // A page at 400 %: nothing is wider than the window, and the page ends where the interview does.
  await page.setViewportSize({ width: 320, height: 256 })
  const size = () =>
    page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement
      return { scrollWidth, over: Math.round(scrollHeight - document.querySelector('.desk')!.clientHeight) }
    })
  await expect.poll(size).toEqual({ scrollWidth: 320, over: 0 })
  expect(await axeViolations(page), 'at 400 %').toEqual([])
  // So it is with text twice as large.
  await page.setViewportSize({ width: 390, height: 844 })
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Page.enable')
  await cdp.send('Page.setFontSizes', { fontSizes: { standard: 32 } })
  await expect.poll(size).toEqual({ scrollWidth: 390, over: 0 })
  await inSight(page, field, 844)
  await inSight(page, page.getByRole('button', { name: 'Submit answer' }), 844)
  expect(seen.errors).toEqual([])
})
