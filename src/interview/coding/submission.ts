import type { Language } from '../../../content/format-coding'
import type { Judgement } from '../assess/assess'
import type { Stage } from '../items'
import type { Attachment, Turn, Verdict } from '../session'
import type { TestResult } from './compare'
import { growthInWords, type Growth } from './growth'
import { decidedByTests } from './task-item'

export const codeTool = 'code'

/** What the editor holds, and for what was run or submitted, how the tests went. */
export interface CodeData {
  language: Language
  code: Partial<Record<Language, string>>
  results?: TestResult[]
  /** What was printed while the tests ran. */
  output?: string
  /** How its time grew with the size, where the task is timed. */
  growth?: Growth
  /** Why nothing could be run. */
  failed?: string
}

export function codeOf({ attached = [] }: Pick<Turn, 'attached'>): CodeData | undefined {
  return attached.find(({ tool }) => tool === codeTool)?.data as CodeData | undefined
}

export function codeAttachment(data: CodeData): Attachment {
  return { tool: codeTool, words: data.code[data.language] ?? '', data }
}

/** Whether tests decide this stage. */
export function isCodeStage({ criteria }: Pick<Stage, 'criteria'>): boolean {
  return criteria.length > 0 && criteria.every(decidedByTests)
}

/** The verdicts that the tests of the last submission give; undefined when nothing was submitted. */
export function judgeCode(stage: Stage, turns: readonly Turn[]): Judgement[] | undefined {
  const answers = turns.filter(
    (turn) => turn.kind === 'answer' && turn.itemId === stage.item.id && turn.twistId === stage.twistId,
  )
  const turn = answers.findLast((each) => codeOf(each)) ?? answers.at(-1)
  if (!turn) return undefined
  const data = codeOf(turn)
  return rightFirst(stage.criteria.map(({ id }) => judgeGroup(id, turn, data)))
}

/** Asked about first is what is wrong on ordinary input; edges and size are not worth a question before that. */
function rightFirst(judgements: Judgement[]): Judgement[] {
  let least = 0
  return judgements.map((judgement) => {
    const likelihood = Math.max(judgement.likelihood, least)
    if (!least && judgement.verdict !== 'met') least = judgement.likelihood
    return { ...judgement, likelihood }
  })
}

function judgeGroup(criterionId: string, turn: Turn, data: CodeData | undefined): Judgement {
  const base = { criterionId, evidence: '', turnId: turn.id }
  if (!data) return { ...base, verdict: 'missed', confidence: 1, likelihood: 0, provenance: 'No code was submitted' }
  const own = (data.results ?? []).filter(({ group }) => `tests-${group}` === criterionId)
  if (!own.length)
    return {
      ...base,
      verdict: 'unsure',
      confidence: 0,
      likelihood: 0.5,
      provenance: `The tests could not be run${data.failed ? `: ${data.failed}` : ''}`,
    }
  const passed = own.filter((result) => result.passed).length
  const share = passed / own.length
  const verdict: Verdict = share === 1 ? 'met' : share >= 0.5 ? 'partly' : 'missed'
  const timed = data.growth && criterionId === 'tests-scale' ? `. ${growthInWords(data.growth).slice(0, -1)}` : ''
  const provenance = `${passed} of ${own.length} tests passed, run in your browser, no model used${timed}`
  return { ...base, verdict, confidence: 1, likelihood: share, provenance }
}

/** "9 of 12 tests passed". */
export function passedInWords(results: readonly TestResult[]): string {
  const passed = results.filter((result) => result.passed).length
  return `${passed} of ${results.length} tests passed`
}
