import { afterAll, describe, expect, it, vi } from 'vitest'
import { explain } from '../../../../src/interview/coding/explain'
import type { CaseOutcome, RunOutcome, Stopped } from '../../../../src/interview/coding/run'
import { CodeRunner } from '../../../../src/interview/coding/runner'
import { startRunner } from '../../../../src/interview/coding/runner-parts'

// Each run starts an interpreter of its own: seconds on a busy machine.
vi.setConfig({ testTimeout: 240_000 })

const runner = new CodeRunner(startRunner)
afterAll(() => runner.close())

const run = (code: string, cases: unknown[][]) =>
  runner.run({ language: 'python', code, cases, given: '', driver: '', entry: 'f' })

function said(outcome: RunOutcome, at: CaseOutcome, code: string): string {
  if (at.kind === 'value') return `value ${JSON.stringify(at.value)}`
  return explain(at, { language: 'python', code, outputCut: outcome.outputCut })
}

/** What an answer tries, and how the refusal begins. All of them are tried in one run: an error ends one test only. */
const tries: [string, RegExp][] = [
  ['import js; return js.fetch("/x")', /^There is no page and no storage in here \(line \d+\)/],
  ['from js import document', /^There is no page and no storage/],
  ['import pyodide_js; pyodide_js.loadPackage("numpy")', /^There is no page and no storage/],
  ['from pyodide.ffi import to_js', /^There is no page and no storage/],
  ['from pyodide.http import pyfetch', /^There is no page and no storage/],
  ['import _pyodide_core', /^There is no page and no storage/],
  ['import ctypes', /^That module is not here/],
  ['import socket; socket.create_connection(("1.1.1.1", 80))', /^There is no network in here/],
  ['import urllib.request; urllib.request.urlopen("http://example.org")', /^There is no network in here/],
  ['import http.client; http.client.HTTPConnection("example.org").request("GET", "/")', /^There is no network in here/],
  ['import requests', /^There is no network in here/],
  ['import openai', /^There is no network in here/],
  ['import numpy as np', /^Only Python’s own library is here.*use lists with math/],
  ['import torch', /^Only Python’s own library is here/],
  ['import transformers', /^Only Python’s own library is here/],
  ['import micropip', /^Only Python’s own library is here/],
  ['import tkinter', /^That module is not here/],
  ['import threading; threading.Thread(target=print).start()', /^There is one thread and one process in here/],
  ['import multiprocessing; multiprocessing.Process(target=print).start()', /^There is one thread and one process/],
  ['import subprocess; subprocess.run(["ls"])', /^No other program can be started/],
  ['import os; os.system("ls")', /^No other program can be started/],
  ['import os; os.fork()', /^No other program can be started/],
  ['import sys; sys.exit(1)', /^It ended itself/],
  ['exit()', /^It ended itself/],
  ['raise SystemExit', /^It ended itself/],
  ['input("name? ")', /^Nobody is there to type/],
  ['open("data.txt")', /^That file is not here/],
  ['f(name)', /^It calls itself too deeply/],
  ['return "a" * 2 ** 31', /^It asked for a longer text or list/],
  ['a = []; a.append(a); return a', /^The result holds itself/],
  ['return [][1]', /^IndexError: list index out of range \(line \d+\)$/],
]

describe('what Python is refused', () => {
  it('is told in one sentence, with the line, what to do, and what Python said', async () => {
    const bodies = tries.map(([body], n) => `def try_${n}(name):\n    ${body}`)
    const code = `${bodies.join('\n\n')}\n\ndef f(name):\n    return globals()["try_" + str(name)](name)`
    const outcome = await run(
      code,
      tries.map((_, n) => [n]),
    )
    for (const [n, [body, sentence]] of tries.entries()) {
      const words = said(outcome, outcome.cases[n]!, code)
      expect(words, body).toMatch(sentence)
      if (/^IndexError|^The result/.test(words)) continue
      const line = code.split('\n').findIndex((each) => each.trim() === body) + 1
      if (!words.startsWith('It calls')) expect(words, body).toContain(`(line ${line})`)
      expect(words, body).toMatch(/: .+\. \(Python said: \w+.*\)$/s)
    }
  })

  it('is told of code that cannot even be read', async () => {
    const faults: [string, RegExp][] = [
      ['def f():\nreturn 1', /^The indentation is not right \(line 2\)/],
      ['def f():\n    a = 1\n\tb = 2', /^The indentation is not right \(line 3\)/],
      ['def g():\n    return 1', /^There is no function named f\. There is g\./],
      ['function f() {\n  return 1\n}', /^This line reads like JavaScript \(line 1\)/],
      ['def f():\n    return “a”', /^A character is none that the language knows.*\(line 2\)/],
    ]
    for (const [code, sentence] of faults) {
      const { fault } = await run(code, [[]])
      expect(explain(fault as Stopped, { language: 'python', code }), code).toMatch(sentence)
    }
  })

  it('awaits what is async, as JavaScript does, and says when that waits in vain', async () => {
    const code = `
import asyncio, time
async def g(x):
    await asyncio.sleep(0.01)
    return x
async def f(how):
    if how: await asyncio.get_running_loop().create_future()
    time.sleep(0.01)
    return await asyncio.gather(g(1), g(2))`
    const outcome = await run(code, [[0], [1]])
    expect(outcome.cases[0]).toMatchObject({ value: [1, 2] })
    expect(said(outcome, outcome.cases[1]!, code)).toMatch(/^Nothing outside is there to wait for/)
  })

  it('ends with the line that was at work and what had been printed', async () => {
    const code = 'def f(kind):\n    while True:\n        print("again")'
    const outcome = await run(code, [[0], [0]])
    expect(said(outcome, outcome.cases[0]!, code)).toMatch(/^Stopped after 5 seconds \(line 3\)\. It was printing/)
    expect(outcome.output.startsWith('again\nagain\n')).toBe(true)
    expect(outcome.cases[1]).toMatchObject({ stop: 'not-run' })
  })

  it('is told apart from a lack of memory when the interpreter itself was ended', async () => {
    const code = 'import os\ndef f():\n    os._exit(0)'
    const outcome = await run(code, [[]])
    expect(said(outcome, outcome.cases[0]!, code)).toMatch(/^Stopped: it ended the interpreter itself/)
    const deep = 'import sys\ndef f():\n    sys.setrecursionlimit(10 ** 9)\n    return f()'
    const fell = await run(deep, [[]])
    // On a busy machine the time is up before the stack is full.
    expect(said(fell, fell.cases[0]!, deep)).toMatch(/^It calls itself too deeply|^Stopped after 5 seconds/)
  })
})
