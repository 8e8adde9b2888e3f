import variant from '@jitl/quickjs-ng-wasmfile-release-sync'
import { newQuickJSWASMModuleFromVariant } from 'quickjs-emscripten-core'
import { describe, expect, it } from 'vitest'
import { explain } from '../../../../src/interview/coding/explain'
import { runJavaScript } from '../../../../src/interview/coding/javascript'
import { limits } from '../../../../src/interview/coding/run'

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
  const { cases, fault } = await run(code)
  const stopped = fault ?? (cases[0] as { stop: 'error'; message: string })
  return explain(stopped.stop, stopped.message, 'javascript')
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
    expect(await said('const f = () => new Promise(() => {})')).toBe('The promise that it returned never settles.')
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
    expect(await said('function f() { return f() }')).toMatch(/RangeError/)
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
    expect(await said('function g() {}')).toBe('There is no function named f. Keep its name as it was given.')
    expect(await said('function f( {')).toMatch(/SyntaxError/)
  })
})
