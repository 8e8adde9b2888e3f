import type { Judgement } from './assess/assess'
import type { ReferenceInput } from './assess/reference/grade'
import type { AssessInput } from './assess/rubric'
import type { NearTopic } from './job-meaning'
import type { Finished, LookedBack } from './looked-back'
import type { WholeGrade } from './session'

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
  /** An answer beside the one its author wants. Fails where the instant encoder cannot be loaded. */
  whole: { input: ReferenceInput; result: Omit<WholeGrade, 'itemId'> }
  /** What a finished conversation shows beside its verdicts: all of its words are read, so not in the page. */
  lookBack: { input: Finished; result: LookedBack }
}
