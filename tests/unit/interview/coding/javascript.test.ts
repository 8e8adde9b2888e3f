import variant from '@jitl/quickjs-ng-wasmfile-release-sync'
import { newQuickJSWASMModuleFromVariant } from 'quickjs-emscripten-core'
import { describe, expect, it } from 'vitest'
import { explain } from '../../../../src/interview/coding/explain'
import { runJavaScript } from '../../../../src/interview/coding/javascript'
import { limits, type Stopped } from '../../../../src/interview/coding/run'

/** A clock that goes faster than ours, so that an endless loop need not be waited for. */
function fastClock() {
  let ticks = 0
  return () => ticks++ * 20
}

async function run(code: string, cases: unknown[][] = [[]], now: () => number = () => performance.now()) {
  const quickjs = await newQuickJSWASMModuleFromVariant(variant)
  return runJavaScript(quickjs, { language: 'javascript', given: '', driver: '', entry: 'f', code, cases }, now)
}

const said = async (code: string) => {
  const outcome = await run(code)
  const stopped = outcome.fault ?? (outcome.cases[0] as Stopped)
  return explain(stopped, { language: 'javascript', code, outputCut: outcome.outputCut })
}

describe('JavaScript in its room', () => {
  it('gives values and what was printed', async () => {
    const { cases, output } = await run(
      'function f(a, b) { console.log("sum", { a }); return [a + b, NaN, undefined, new Float32Array(1)] }',
      [[1, 2]],
    )
    expect(cases[0]).toMatchObject({ kind: 'value', value: [3, { $: 'NaN' }, null, [0]] })
    expect(output).toBe('sum {"a":1}\n')
  })

  it('waits for a promise, and does not wait for one that never settles', async () => {
    expect((await run('const f = async () => { await null; return 7 }')).cases[0]).toMatchObject({ value: 7 })
    expect(await said('const f = () => new Promise(() => {})')).toMatch(/^The promise that it returned never settles/)
  })

  it('stops a loop without end, also one that catches everything, and runs nothing after it', async () => {
    for (const loop of ['while (true) {}', 'for (;;) { try { for (;;) {} } catch {} }', 'for (;;) console.log("x")']) {
      const outcome = await run(`function f() { ${loop} }`, [[1], [2]], fastClock())
      expect(outcome.cases).toMatchObject([{ kind: 'stopped', stop: 'time' }])
      expect(outcome.output.length).toBeLessThanOrEqual(limits.outputCharacters)
    }
    expect((await run('while (true) {}', [[]], fastClock())).fault).toMatchObject({ stop: 'time' })
  })

  it('stops code that asks for too much memory or calls itself too deeply', async () => {
    expect((await run('function f() { return new Uint8Array(1e9).length }')).cases[0]).toMatchObject({ stop: 'memory' })
    expect((await run('function f() { const a = []; for (;;) a.push(new Uint8Array(1e7)) }')).cases[0]).toMatchObject({
      stop: 'memory',
    })
    expect(await said('function f() { return f() }')).toMatch(/^It calls itself too deeply \(line 1\)/)
  })

  it('has no network, no page, no storage, no modules and no timers, and says so', async () => {
    expect(await said('function f() { return fetch("https://example.org") }')).toMatch(/^There is no network in here/)
    expect(await said('function f() { return new WebSocket("wss://example.org") }')).toMatch(/^There is no network/)
    expect(await said('function f() { return document.title }')).toMatch(/^There is no page and no storage/)
    expect(await said('function f() { return indexedDB.databases() }')).toMatch(/^There is no page and no storage/)
    expect(await said('function f() { return navigator.storage }')).toMatch(/^There is no page and no storage/)
    expect(await said('import fs from "fs"')).toMatch(/^Nothing can be imported/)
    expect(await said('function f() { return import("fs") }')).toMatch(/^Nothing can be imported/)
    expect(await said('function f() { return require("fs") }')).toMatch(/^Nothing can be imported/)
    expect(await said('function f() { setTimeout(f) }')).toMatch(/^There are no timers/)
  })

  it('says of whatever it refuses why, where, and what to do', async () => {
    const table: [string, RegExp][] = [
      ['return globalThis.fetch("/x")', /^There is no network in here \(line 3\)/],
      ['return new XMLHttpRequest()', /^There is no network in here \(line 3\)/],
      ['return globalThis.document.title', /^There is no page and no storage/],
      ['return new BroadcastChannel("x")', /^There is no page and no storage/],
      ['return process.env', /^That belongs to the browser or to Node/],
      ['return new TextEncoder()', /^That belongs to the browser or to Node/],
      ['return new Promise((done) => setTimeout(done, 10))', /^There are no timers/],
      ['return prompt("?")', /^Nobody is there to type/],
      ['return "a".repeat(2 ** 30)', /^It asked for a longer text or list/],
      ['let s = "a"; for (;;) s += s', /^It asked for a longer text or list/],
      ['const a = {}; a.a = a; return a', /^The result holds itself/],
      ['await 1', /^It awaits in a function that is not async/],
      ['return (x: number) => x', /^Types of TypeScript/],
      ['def f():', /^This line reads like Python/],
      ['return “text”', /^A character is none that the language knows/],
      ['return new Array(1e9).fill(0)', /^Stopped: it asked for more than 64 MB of memory \(line 3\)/],
    ]
    for (const [line, sentence] of table) {
      const words = await said(`function f() {\n\n${line}\n}`)
      expect(words).toMatch(sentence)
      expect(words).toMatch(/^Stopped|\(line 3\): .*\. \(JavaScript said: .+\)$|^The result/s)
    }
  })

  it('takes an iterator for the list, a Map for the object, and an export for the function', async () => {
    const gives = async (code: string) => ((await run(code)).cases[0] as { value: unknown }).value
    expect(await gives('function* f() { yield 1; yield [2] }')).toEqual([1, [2]])
    expect(await gives('export const f = () => new Map([["a", new Set([1])]])')).toEqual({ a: [1] })
    expect(await gives('const f = () => [1].values()')).toEqual([1])
    expect(await gives('const f = () => [() => 1, Symbol("x"), Promise.resolve(1)]')).toEqual([
      { $: 'a function that was not called' },
      { $: 'a symbol' },
      { $: 'a promise that was not awaited' },
    ])
  })

  it('names the line that was at work when the time was up, and says when it was printing', async () => {
    const loop = await run('function f() {\n  for (;;) console.log("x")\n}', [[]], fastClock())
    const stopped = loop.cases[0] as Stopped
    expect(stopped).toMatchObject({ stop: 'time', line: 2 })
    expect(explain(stopped, { language: 'javascript', outputCut: true })).toMatch(/\(line 2\)\. It was printing/)
    const { output, outputCut } = await run('function f() { for (let i = 0; i < 2e4; i++) console.log(i) }')
    expect([output.length, outputCut]).toEqual([limits.outputCharacters, true])
  })

  it('is not taken in by errors that only say they were stopped', async () => {
    expect(await said('function f() { throw new Error("interrupted") }')).toBe('Error: interrupted (line 1)')
    expect(await said('function f() { throw new Error("out of memory") }')).toBe('Error: out of memory (line 1)')
  })

  it('holds nothing but the language, however the global scope is reached', async () => {
    const reach = 'function f() { return Object.getOwnPropertyNames(new Function("return globalThis")()) }'
    const { cases } = await run(reach)
    const names = (cases[0] as { value: string[] }).value
    const foreign =
      /^(fetch|XML|Web[A-Z](?!Assembly)|indexedDB|caches|navigator|self|postMessage|import|process|require|Worker|location|document|window)/
    expect(names.length).toBeGreaterThan(40)
    expect(names.filter((name) => foreign.test(name))).toEqual([])
  })

  it('names the line of an error, and a function that is missing', async () => {
    expect(await said('function f() {\n\n  null.x\n}')).toMatch(/line 3/)
    expect(await said('function g() {}')).toBe(
      'There is no function named f. There is g. Keep its name as it was given, outside of any class.',
    )
    expect(await said('function f( {')).toMatch(/SyntaxError/)
  })
})
