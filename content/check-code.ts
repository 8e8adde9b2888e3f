import variant from '@jitl/quickjs-ng-wasmfile-release-sync'
import { newQuickJSWASMModuleFromVariant } from 'quickjs-emscripten-core'
import { resultOf, type TestResult } from '../src/interview/coding/compare.ts'
import { runJavaScript } from '../src/interview/coding/javascript.ts'
import { requestOf, type RunOutcome } from '../src/interview/coding/run.ts'
import type { Compiled, Problem } from './compile.ts'
import type { CodingTask } from './format-coding.ts'

/** Runs code against tests of a task. */
export type RunCode = (task: CodingTask, code: string, tests: CodingTask['tests']) => Promise<TestResult[]>

/** The app's own runner, in Node; a new interpreter for each run, as in the app. */
export function javaScriptRunner(now: () => number): RunCode {
  return async (task, code, tests) => {
    const quickjs = await newQuickJSWASMModuleFromVariant(variant)
    return resultsOf(tests, runJavaScript(quickjs, requestOf(task, 'javascript', code, tests), now))
  }
}

/** Each test's result; all failed where the code could not be loaded. */
export function resultsOf(tests: CodingTask['tests'], outcome: RunOutcome): TestResult[] {
  const none = { kind: 'stopped', stop: 'not-run', message: outcome.fault?.message ?? '', ms: 0 } as const
  return tests.map((test, index) =>
    resultOf(test, outcome.cases[index] ?? none, ({ stop, message }) => `${stop} ${message}`),
  )
}

/** Whether code passes every test; the slow ones are run only when the others pass. */
export async function passes(run: RunCode, task: CodingTask, code: string): Promise<boolean> {
  const slow = (test: CodingTask['tests'][number]) => test.group === 'scale'
  for (const tests of [task.tests.filter((test) => !slow(test)), task.tests.filter(slow)])
    if ((await run(task, code, tests)).some(({ passed }) => !passed)) return false
  return true
}

/** The reference solution passes, every wrong one and the untouched starter fail: by running them. */
export async function checkCode({ pack, places }: Compiled): Promise<Problem[]> {
  const run = javaScriptRunner(() => performance.now())
  const problems: Problem[] = []
  for (const task of pack.coding) {
    const place = places.get(task) ?? { file: 'content/coding', line: 1 }
    const say = (message: string) => problems.push({ ...place, message: `${task.id}: ${message}` })
    for (const { id, passed, why } of await run(task, task.solution.javascript, task.tests))
      if (!passed) say(`the JavaScript solution fails "${id}": ${why}`)
    if (await passes(run, task, task.starter.javascript)) say('the starter passes every test')
    for (const { why, javascript } of task.wrong)
      if (await passes(run, task, javascript)) say(`a wrong solution passes: ${why}`)
  }
  return problems
}
