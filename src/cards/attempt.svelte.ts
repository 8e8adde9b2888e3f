import { nextStep, sentence, type Failure } from '../app/failures'
import { storageFailure } from '../storage/failure'
import { toasts } from '../ui/toasts.svelte'

/** Does a write and says so if it fails: nothing counts as done before it resolved. */
export async function attempt<T>(subject: string, write: () => Promise<T>): Promise<{ value: T } | null> {
  try {
    return { value: await write() }
  } catch (fault) {
    sayFailure(storageFailure(fault, subject))
    return null
  }
}

export function sayFailure(failure: Failure) {
  toasts.problem(`${sentence(failure)} ${nextStep(failure)}`)
}
