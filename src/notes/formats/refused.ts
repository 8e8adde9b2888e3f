import type { Failure, FailureCode } from '../../app/failures'

/** Thrown deep inside a reader where a file cannot be read at all; becomes the import's refusal. */
export class Refused extends Error {
  readonly failure: Failure

  constructor(code: FailureCode, subject: string, detail?: string) {
    super(code)
    this.failure = { code, subject, detail }
  }
}
