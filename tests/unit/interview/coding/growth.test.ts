import variant from '@jitl/quickjs-ng-wasmfile-release-sync'
import fc from 'fast-check'
import { newQuickJSWASMModuleFromVariant } from 'quickjs-emscripten-core'
import { describe, expect, it } from 'vitest'
import { compilePack } from '../../../../content/compile'
import { growthCases, growthInWords, growthOf } from '../../../../src/interview/coding/growth'
import { runJavaScript } from '../../../../src/interview/coding/javascript'
import { requestOf, type CaseOutcome } from '../../../../src/interview/coding/run'

const growth = { of: 'snippets', sizes: [100, 200, 400], args: ['q', { count: '$n' }], improved: 1 }
const took = (ms: number): CaseOutcome => ({ kind: 'value', value: 0, ms })

describe('the growth of a submission', () => {
  it('is timed at each size in turn, the size put in wherever the task says', () => {
    const cases = growthCases({ growth })
    expect(cases).toHaveLength(9)
    expect(cases.slice(0, 3)).toEqual([100, 200, 400].map((count) => ['q', { count }]))
    expect(growthCases({})).toEqual([])
  })

  it('is the power of n that the times follow, whichever that is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 3, noNaN: true }),
        fc.double({ min: 1e-2, max: 1, noNaN: true }),
        (power, factor) => {
          const times = Array.from({ length: 9 }, (_, n) =>
            took(factor * growth.sizes[n % 3]! ** power + (n < 3 ? 40 : 0)),
          )
          const { exponent, ms } = growthOf({ growth }, times)!
          return Math.max(...ms) < 8 ? exponent === undefined : Math.abs(exponent! - power) < 1e-6
        },
      ),
    )
  })

  it('is not told from runs that are too short or that did not end', () => {
    const short = growthOf(
      { growth },
      Array.from({ length: 9 }, () => took(0.4)),
    )!
    expect(short.exponent).toBeUndefined()
    expect(growthInWords(short)).toContain('too short to tell')
    const scattered = growthOf(
      { growth },
      Array.from({ length: 9 }, (_, n) => took([10, 80, 90][n % 3]!)),
    )!
    expect(growthInWords(scattered)).toContain('too scattered to tell')
    const stopped: CaseOutcome = { kind: 'stopped', stop: 'time', message: '', ms: 5000 }
    expect(growthOf({ growth }, [...Array.from({ length: 8 }, () => took(9)), stopped])).toBeUndefined()
    expect(growthOf({ growth }, [took(9)])).toBeUndefined()
  })

  it('says at which size it was stopped, where that was for its growth', () => {
    const stopped: CaseOutcome = { kind: 'stopped', stop: 'time', message: '', ms: 5000 }
    const notRun: CaseOutcome = { kind: 'stopped', stop: 'not-run', message: '', ms: 0 }
    const rest = Array.from({ length: 6 }, () => notRun)
    const words = growthInWords(growthOf({ growth }, [took(9), took(900), stopped, ...rest])!)
    expect(words).toContain(
      'Stopped at 400 snippets, for want of time or memory. It took 9.0 and 900 ms at 100 and 200.',
    )
    expect(growthInWords(growthOf({ growth }, [stopped, notRun, notRun, ...rest])!)).toContain(
      'Stopped at 100 snippets',
    )
    // A test before it was stopped already: nothing is known.
    expect(growthOf({ growth }, [notRun, notRun, notRun, ...rest])).toBeUndefined()
  })

  it('says what was measured and that it is a hint', () => {
    const words = growthInWords({ of: 'snippets', sizes: [1500, 3000], ms: [9.9, 40], exponent: 2.01, improved: 1 })
    expect(words).toContain('Timed at 1,500 and 3,000 snippets: 9.9 and 40 ms.')
    expect(words).toContain('n^2.0')
    expect(words).toContain('a hint, no proof')
  })

  it('can be timed for every task that says so, by its own solution', async () => {
    for (const task of compilePack('content').pack.coding.filter((each) => each.growth)) {
      const quickjs = await newQuickJSWASMModuleFromVariant(variant)
      const request = requestOf(task, 'javascript', task.solution.javascript, [])
      const { cases } = runJavaScript(quickjs, { ...request, cases: growthCases(task).slice(0, 1) }, () =>
        performance.now(),
      )
      expect([task.id, cases.map(({ kind }) => kind)]).toEqual([task.id, ['value']])
      console.log(
        task.id,
        cases.map(({ ms }) => Math.round(ms)),
      )
    }
  })
})
