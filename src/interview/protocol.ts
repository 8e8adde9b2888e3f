import type { Judgement } from './assess/assess'
import type { AssessInput } from './assess/rubric'

/** What the assessor's worker answers. */
export type AssessCalls = {
  judge: { input: AssessInput; result: Judgement[] }
}
