import type { Judgement } from './assess/assess'
import type { ReferenceGrade, ReferenceInput } from './assess/reference/grade'
import type { AssessInput } from './assess/rubric'
import type { NearTopic } from './job-meaning'

/** A downloaded embedder's share in judging: whose vectors the worker was given, or in words why there are none. */
export type Help = { model: string; title: string } | { without: string }

/** What the assessor's worker answers. */
export type AssessCalls = {
  judge: { input: AssessInput & { help?: Help }; result: Judgement[] }
  /** Loads and reads what judging this takes, so that the first verdict does not wait for it. */
  warm: { input: AssessInput; result: void }
  /** The texts whose vectors judging takes and the worker has not yet; of the rubric alone while nothing was said. */
  wanted: { input: { input: AssessInput; model: string }; result: string[] }
  /** Vectors of some of them. */
  keep: { input: { model: string; texts: readonly string[]; vectors: readonly Float32Array[] }; result: void }
  /** The topics that a job description is near to. Fails where the instant encoder cannot be loaded. */
  topics: { input: { text: string }; result: NearTopic[] }
  /** Where there is a reference answer and no rubric. */
  grade: { input: ReferenceInput; result: ReferenceGrade }
}
