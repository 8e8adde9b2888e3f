import { afterAll, describe, expect, it } from 'vitest'
import { explain } from '../../../../src/interview/coding/explain'
import { limits, type RunOutcome, type RunRequest } from '../../../../src/interview/coding/run'
import { CodeRunner } from '../../../../src/interview/coding/runner'
import { startRunner } from '../../../../src/interview/coding/runner-parts'
import type { Language } from '../../../../content/format-coding'

const runner = new CodeRunner(startRunner)
afterAll(() => runner.close())

const run = (language: Language, code: string, cases: unknown[][] = [[]]) =>
  runner.run({ language, code, cases, given: '', driver: '', entry: 'f' } satisfies RunRequest)

function said(outcome: RunOutcome, language: Language): string {
  const stopped = outcome.fault ?? outcome.cases[0]!
  return 'stop' in stopped ? explain(stopped.stop, stopped.message, language) : JSON.stringify(stopped.value)
}

describe('JavaScript in its worker', () => {
  it('runs, and starts anew after a loop without end', async () => {
    expect((await run('javascript', 'function f(a, b) { return a + b }', [[1, 2]])).cases[0]).toMatchObject({
      value: 3,
    })
    const endless = await run('javascript', 'function f() { for (;;) {} }', [[], []])
    expect(endless.cases).toMatchObject([{ stop: 'time' }, { stop: 'not-run' }])
    expect((await run('javascript', 'function f() { return 1 }')).cases[0]).toMatchObject({ value: 1 })
  })

  it('stops a memory bomb and leaves the page alone', async () => {
    const bomb = await run('javascript', 'function f() { const a = []; for (;;) a.push(new Uint8Array(4e6)) }')
    // On a slow machine the time is up before the memory is full.
    expect(said(bomb, 'javascript')).toMatch(/^Stopped/)
    const huge = await run('javascript', 'function f() { return new Uint8Array(1e9).length }')
    expect(said(huge, 'javascript')).toMatch(/^Stopped: it asked for more than 64 MB/)
    expect((await run('javascript', 'function f() { return 2 }')).cases[0]).toMatchObject({ value: 2 })
  })

  it('is cancelled at once when the candidate stops it', async () => {
    const control = new AbortController()
    const request = {
      language: 'javascript',
      code: 'function f() { for (;;) {} }',
      cases: [[]],
      given: '',
      driver: '',
      entry: 'f',
    } as const
    const running = runner.run({ ...request, cases: [[]] }, control.signal)
    setTimeout(() => control.abort(), 300)
    await expect(running).rejects.toThrow(/abort/i)
  })
})

describe('Python in its worker', () => {
  it('runs, prints, and keeps nothing of one answer for the next', async () => {
    const outcome = await run('python', 'left = 1\ndef f(a, b):\n    print("hi")\n    return a + b', [[1, 2]])
    expect(outcome).toMatchObject({ cases: [{ value: 3 }], output: 'hi\n' })
    expect(said(await run('python', 'def f():\n    return left'), 'python')).toMatch(/NameError/)
  })

  it('keeps nothing of an answer that changes modules, built-ins, files or what runs it', async () => {
    const add =
      'import math, os\ndef f(a, b):\n    return [len("ab") + a + b, math.sqrt(4), sorted(os.listdir("/tmp")), os.path.exists("left.txt")]'
    const clean = await run('python', add, [[1, 2]])
    expect(clean).toMatchObject({ cases: [{ value: [5, 2, [], false] }] })
    const bad = [
      'import __main__\n__main__._dumps = lambda value: chr(91) + "1]"\nfor name in list(vars(__main__)): setattr(__main__, name, None)',
      'import builtins, math\nbuiltins.len = lambda each: 7\nbuiltins.isinstance = lambda *each: False\nmath.sqrt = lambda each: 9',
      'import json\njson.dumps = json.loads = None',
      'import os\nopen("/tmp/left", "w").close()\nopen("left.txt", "w").close()\nos.chdir("/tmp")\nos.mkdir("/tmp/folder")',
      'import sys\nsys.setrecursionlimit(150)\nsys.modules["math"] = None',
    ]
    for (const spoil of bad) {
      const outcome = await run('python', `${spoil}\ndef f(a, b):\n    return a + b`, [[1, 2]])
      expect(outcome, spoil).toMatchObject({ cases: [{ kind: 'value', value: 3 }] })
      expect(await run('python', add, [[1, 2]]), `after ${spoil}`).toMatchObject({
        cases: [{ value: [5, 2, [], false] }],
      })
    }
  })

  it('has no network', async () => {
    const request = 'import urllib.request\ndef f():\n    return urllib.request.urlopen("http://localhost/x").status'
    expect(said(await run('python', request), 'python')).toMatch(/Error|no network/)
    const opening = 'from pyodide.http import open_url\ndef f():\n    return open_url("/").read()'
    expect(said(await run('python', opening), 'python')).toMatch(/Error|There is no/)
  })

  it('reaches neither storage nor page, even through Pyodide’s own doors', async () => {
    const names = [
      'fetch',
      'indexedDB',
      'caches',
      'navigator',
      'XMLHttpRequest',
      'WebSocket',
      'Worker',
      'BroadcastChannel',
      'postMessage',
      'importScripts',
      'FileSystemHandle',
      'location',
    ]
    const code = `
import js
def f(names):
    found = [name for name in names if getattr(js, name, None) is not None]
    try:
        from pyodide.code import run_js
        found += ["run_js " + name for name in names if run_js("typeof globalThis." + name) != "undefined"]
    except Exception as error:
        pass
    try:
        import pyodide_js
        world = pyodide_js.constructor.constructor("return globalThis")()
        found += ["constructor " + name for name in names if getattr(world, name, None) is not None]
    except Exception as error:
        pass
    return found`
    expect((await run('python', code, [[names]])).cases[0]).toMatchObject({ kind: 'value', value: [] })
  })

  it('stops a memory bomb as a MemoryError or by its limit', async () => {
    const huge = await run('python', 'def f():\n    return len(bytearray(2_000_000_000))')
    expect(said(huge, 'python')).toMatch(/^Stopped: it asked for more than 512 MB/)
    expect((await run('python', 'def f():\n    return 5')).cases[0]).toMatchObject({ value: 5 })
  })

  it('stops a loop without end, also one that catches everything, and starts anew', async () => {
    const code =
      'def f():\n    while True:\n        try:\n            while True:\n                pass\n        except BaseException:\n            pass'
    const outcome = await run('python', `${code}`, [[], []])
    expect(outcome.cases).toMatchObject([{ stop: 'time', ms: limits.testMs }, { stop: 'not-run' }])
    expect((await run('python', 'def f():\n    return 6')).cases[0]).toMatchObject({ value: 6 })
  })
})
