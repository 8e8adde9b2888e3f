import { loadPyodide } from 'pyodide'
import { beforeAll, describe, expect, it } from 'vitest'
import { javaScriptRunner, resultsOf, type RunCode } from '../../../content/check-code'
import { compilePack } from '../../../content/compile'
import { languages, type Language } from '../../../content/format-coding'
import { pythonRoom, type Python } from '../../../src/interview/coding/python'
import { requestOf } from '../../../src/interview/coding/run'
import { answers } from '../../fixtures/coding-answers'

const tasks = compilePack('content').pack.coding
const now = () => performance.now()
const runs = { javascript: javaScriptRunner(now) } as Record<Language, RunCode>

beforeAll(async () => {
  const room = pythonRoom((await loadPyodide()) as unknown as Python, now)
  runs.python = async (task, code, tests) => resultsOf(tests, room(requestOf(task, 'python', code, tests)))
}, 60_000)

describe('answers as other people write them', () => {
  it('are there for every task, in both languages', () => {
    expect(Object.keys(answers).sort()).toEqual(tasks.map(({ id }) => id).sort())
    for (const { wrong } of Object.values(answers)) {
      expect(wrong.some(({ python }) => python)).toBe(true)
      expect(wrong.some(({ javascript }) => javascript)).toBe(true)
    }
  })

  for (const task of tasks)
    it(`of ${task.id}: right ones pass in whatever style, wrong ones are told what is wrong`, async () => {
      const { right, wrong } = answers[task.id]!
      for (const language of languages) {
        for (const [n, code] of right[language].entries()) {
          const failed = (await runs[language](task, code, task.tests)).filter(({ passed }) => !passed)
          expect(failed, `${language} ${n}`).toEqual([])
        }
        for (const answer of wrong) {
          const code = answer[language]
          if (!code) continue
          const failed = (await runs[language](task, code, task.tests)).filter(({ passed }) => !passed)
          expect(failed.length, `${language}: ${answer.why}`).toBeGreaterThan(0)
          for (const { why } of failed) expect(why, answer.why).toMatch(/^\S.{12,}/s)
        }
      }
    })
})
