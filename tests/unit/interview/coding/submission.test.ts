import { describe, expect, it } from 'vitest'
import { compilePack } from '../../../../content/compile'
import type { TestResult } from '../../../../src/interview/coding/compare'
import { codeAttachment, isCodeStage, judgeCode, passedInWords } from '../../../../src/interview/coding/submission'
import { asScenario } from '../../../../src/interview/coding/task-item'
import { respond, standing } from '../../../../src/interview/conduct'
import { libraryOf, stagesOf } from '../../../../src/interview/items'
import { mannerOf } from '../../../../src/interview/manner'
import { candidates, noHistory, plan, roundsOf } from '../../../../src/interview/plan'
import type { Turn } from '../../../../src/interview/session'

const { coding, questions } = compilePack('content').pack
const task = coding.find(({ id }) => id === 'embedding-search')!
const library = libraryOf([], [], [], coding)
const stages = stagesOf([{ kind: 'scenario', id: task.id, variant: -1 }], library)

const results = (failed: string[]): TestResult[] =>
  task.tests.map(({ id, name, visible, group }) => ({
    id,
    name,
    visible,
    group,
    passed: !failed.includes(id),
    why: '',
    ms: 1,
  }))

const turn = (n: number, change: Partial<Turn>): Turn => ({
  id: `t${n}`,
  sessionId: 's',
  n,
  at: n,
  by: 'candidate',
  kind: 'answer',
  text: '',
  itemId: task.id,
  ...change,
})
const submitted = (n: number, failed: string[]) =>
  turn(n, {
    attached: [codeAttachment({ language: 'javascript', code: { javascript: 'code' }, results: results(failed) })],
  })
const verdicts = (turns: Turn[]) =>
  judgeCode(stages[0]!, turns)!.map(({ criterionId, verdict }) => [criterionId, verdict])

describe('a coding task as the interviewer sees it', () => {
  it('opens with what tests decide, then talks, then changes the constraints', () => {
    expect(stages.map((stage) => [stage.twistId, isCodeStage(stage), !!stage.talk])).toEqual([
      [undefined, true, false],
      ['cost', false, true],
      ['ten-million', false, false],
    ])
    expect(asScenario(task).answer).toContain('```python')
  })

  it('is what a coding round is planned from, by level and length', () => {
    const items = [...questions, ...coding.map(asScenario)]
    expect(roundsOf(items)).toContain('coding')
    const config = { round: 'coding' as const, topics: [], minutes: 20 }
    for (const seed of ['a', 'b', 'c', 'd']) {
      const [first] = plan(config, items, noHistory, seed)
      expect(coding.map(({ id }) => id)).toContain(first!.id)
    }
    const junior = candidates(items, { ...config, level: 'junior' })
    expect(junior.every(({ level }) => level === 'junior')).toBe(true)
  })
})

describe('the verdict of tests', () => {
  it('follows each group by itself, from the last submission', () => {
    const first = submitted(1, ['ties', 'empty', 'zero-snippet', 'zero-query', 'ten-thousand'])
    expect(verdicts([first])).toEqual([
      ['tests-core', 'met'],
      ['tests-edge', 'missed'],
      ['tests-scale', 'missed'],
    ])
    expect(verdicts([first, submitted(3, ['ties'])])).toEqual([
      ['tests-core', 'met'],
      ['tests-edge', 'partly'],
      ['tests-scale', 'met'],
    ])
    expect(judgeCode(stages[0]!, [first])![1]!.provenance).toBe(
      '2 of 6 tests passed, run in your browser, no model used',
    )
    expect(passedInWords(results(['ties']))).toBe('9 of 10 tests passed')
  })

  it('is “missed” without code, “unsure” where nothing could be run, and absent before an answer', () => {
    expect(judgeCode(stages[0]!, [])).toBeUndefined()
    expect(verdicts([turn(1, { text: 'I would use a heap.' })]).every(([, verdict]) => verdict === 'missed')).toBe(true)
    const failed = turn(1, { attached: [codeAttachment({ language: 'python', code: {}, failed: 'no Python here' })] })
    expect(verdicts([failed]).every(([, verdict]) => verdict === 'unsure')).toBe(true)
  })

  it('lets the interviewer ask about the group that failed, and go on once it is mended', () => {
    const asked = turn(0, { by: 'interviewer', kind: 'ask' })
    const manner = mannerOf({ round: 'coding', topics: [], minutes: 45, mode: 'study' }, 's', 3, 1)
    const time = { elapsedMs: 0, plannedMs: 45 * 60_000 }
    const say = (turns: Turn[]) =>
      respond({ stages, turns, verdicts: judgeCode(stages[0]!, turns)!, time, manner }).at(-1)!
    const edge = submitted(1, ['ties', 'empty', 'zero-snippet', 'zero-query'])
    expect(say([asked, edge])).toMatchObject({ kind: 'probe', criterionId: 'tests-edge', text: task.probes.edge })
    expect(say([asked, submitted(1, [])])).toMatchObject({ kind: 'ask', twistId: 'cost' })
  })

  it('is not disturbed by runs, which are turns that change nothing', () => {
    const run = turn(1, { kind: 'run', text: '0 of 3 tests passed.', attached: submitted(1, []).attached })
    const asked = turn(0, { by: 'interviewer', kind: 'ask' })
    expect(standing(stages, [asked, run]).phase).toBe('listen')
    expect(judgeCode(stages[0]!, [asked, run])).toBeUndefined()
  })
})
