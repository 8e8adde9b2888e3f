import type { Judgement } from './assess/assess'
import type { ReferenceGrade, ReferenceInput } from './assess/reference/grade'
import type { AssessInput } from './assess/rubric'

/** What the assessor's worker answers. */
export type AssessCalls = {
  judge: { input: AssessInput; result: Judgement[] }
  /** Where there is a reference answer and no rubric. */
  grade: { input: ReferenceInput; result: ReferenceGrade }
}
