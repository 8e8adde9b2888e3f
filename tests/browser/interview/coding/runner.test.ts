import { afterAll, describe, expect, it, vi } from 'vitest'
import { explain } from '../../../../src/interview/coding/explain'
import { limits, type RunOutcome, type RunRequest } from '../../../../src/interview/coding/run'
import { CodeRunner } from '../../../../src/interview/coding/runner'
import { startRunner } from '../../../../src/interview/coding/runner-parts'
import type { Language } from '../../../../content/format-coding'

// Each Python answer has an interpreter of its own: seconds on a busy machine.
vi.setConfig({ testTimeout: 240_000 })

const runner = new CodeRunner(startRunner)
afterAll(() => runner.close())

const run = (language: Language, code: string, cases: unknown[][] = [[]]) =>
  runner.run({ language, code, cases, given: '', driver: '', entry: 'f' } satisfies RunRequest)

function said(outcome: RunOutcome, language: Language): string {
  const stopped = outcome.fault ?? outcome.cases[0]!
  return 'stop' in stopped ? explain(stopped, { language }) : JSON.stringify(stopped.value)
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

  it('keeps nothing of an answer that changes modules, classes, built-ins, files or what runs it', async () => {
    const add = `
import collections, math, os, random
def f(a, b):
    return [len("ab") + a + b, math.sqrt(4), os.path.exists("/tmp/left"), collections.Counter("aa")["a"], hasattr(os, "spoilt")]`
    const right = { cases: [{ value: [5, 2, false, 2, false] }] }
    expect(await run('python', add, [[1, 2]])).toMatchObject(right)
    const spoil = `
import atexit, builtins, collections, gc, json, math, os, sys
open("/tmp/left", "w").close()
collections.Counter.__init__ = None
os.spoilt = True
math.sqrt = lambda each: 9
sys.meta_path.clear()
sys.setrecursionlimit(150)
gc.callbacks.append(lambda *each: 1 / 0)
atexit.register(lambda: 1 / 0)
class Yes:
    def __eq__(self, other): return True
    def __hash__(self): return 0
    def __len__(self): return 3
def trace(frame, event, argument):
    scope = frame.f_globals
    if "_dumps" in scope:
        scope["_plain"] = lambda value, depth=0: 3
    return trace
sys.settrace(trace)
frame = sys._getframe()
while frame:
    for name in list(frame.f_globals):
        if name in ("_stopped", "_dumps"): frame.f_globals[name] = lambda *each: '["value", 3]'
    frame = frame.f_back
def f(a, b):
    builtins.len = lambda each: 7
    builtins.isinstance = lambda *each: True
    return Yes()`
    await run('python', spoil, [
      [1, 2],
      [1, 2],
    ])
    expect(await run('python', add, [[1, 2]])).toMatchObject(right)
  })

  it('finds no way from Python to JavaScript: not by import, not by what is left in memory', async () => {
    const code = `
import gc, importlib, sys
def f():
    found = []
    for name in ("js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core", "pyodide.code", "pyodide.ffi", "ctypes", "_ctypes"):
        for way in (importlib.import_module, __import__):
            try: found.append(name + str(way(name)))
            except ImportError: pass
    for each in gc.get_objects():
        try: kind = type(each).__name__
        except BaseException: continue
        if kind in ("JsProxy", "JsCallable", "JsModule", "JsObject"): found.append(kind)
    for each in gc.get_objects():
        if isinstance(each, dict):
            for name in ("run_js", "JsProxy", "create_proxy", "to_js", "jsglobals"):
                if name in each and each is not f.__globals__ and callable(each[name]): found.append(name)
    return found`
    expect((await run('python', code)).cases[0]).toMatchObject({ kind: 'value', value: [] })
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
