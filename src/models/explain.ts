import type { Failure } from '../app/failures'
import { storageFailure } from '../storage/failure'

/** What a fault of a model means to the user. */
export function explain(fault: unknown, title: string): Failure {
  const { name, message } = fault as Error
  if (name === 'QuotaExceededError') return storageFailure(fault, title)
  if (name === 'SenselessModel') return { code: 'model-senseless', subject: title, detail: message }
  return { code: 'model-failed', subject: title, detail: message?.split('\n')[0] }
}
