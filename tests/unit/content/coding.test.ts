import { loadPyodide } from 'pyodide'
import { describe, expect, it } from 'vitest'
import { checkCode, passes, resultsOf, type RunCode } from '../../../content/check-code'
import { compilePack } from '../../../content/compile'
import { pythonRoom, type Python } from '../../../src/interview/coding/python'
import { requestOf } from '../../../src/interview/coding/run'

const compiled = compilePack('content')
const tasks = compiled.pack.coding

describe('the coding tasks', () => {
  it('are at least twelve, and every schema accepts them', () => {
    expect(compiled.problems.filter(({ file }) => file.includes('coding'))).toEqual([])
    expect(tasks.length).toBeGreaterThanOrEqual(12)
  })

  it('in JavaScript: every solution passes its tests, every wrong one and every starter fails', async () => {
    expect(await checkCode(compiled)).toEqual([])
  })

  it('in Python: the same, in Pyodide', async () => {
    const room = pythonRoom((await loadPyodide()) as unknown as Python, () => performance.now())
    const run: RunCode = async (task, code, tests) => resultsOf(tests, room(requestOf(task, 'python', code, tests)))
    for (const task of tasks) {
      const results = await run(task, task.solution.python, task.tests)
      expect(
        results.filter(({ passed }) => !passed),
        task.id,
      ).toEqual([])
      expect(await passes(run, task, task.starter.python), `${task.id}: the starter`).toBe(false)
      for (const { why, python } of task.wrong)
        if (python) expect(await passes(run, task, python), `${task.id}: ${why}`).toBe(false)
    }
  })

  it('give a broken reference or a harmless “wrong” solution away', async () => {
    const [task] = tasks
    const swapped = { ...task!, solution: { ...task!.solution, javascript: task!.wrong[0]!.javascript } }
    const harmless = { ...task!, wrong: [{ why: 'in fact right', javascript: task!.solution.javascript }] }
    const pack = (...coding: typeof tasks) => ({ ...compiled, pack: { ...compiled.pack, coding } })
    expect((await checkCode(pack(swapped)))[0]!.message).toContain('the JavaScript solution fails')
    expect((await checkCode(pack(harmless)))[0]!.message).toContain('a wrong solution passes: in fact right')
  })
})
