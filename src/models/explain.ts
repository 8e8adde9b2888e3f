import type { Failure } from '../app/failures'
import { LanguageModelFailure } from './language-model'
import { languageModelSentence } from './language-model-words'

/** What a fault of a model means to the user. */
export function explain(fault: unknown, title: string): Failure {
  const { name, message } = fault as Error
  if (fault instanceof LanguageModelFailure)
    return { code: 'model-senseless', subject: title, detail: languageModelSentence(fault) }
  if (name === 'QuotaExceededError') return { code: 'model-no-room', subject: title }
  if (name === 'SenselessModel') return { code: 'model-senseless', subject: title, detail: message }
  return { code: 'model-failed', subject: title, detail: message?.split('\n')[0] }
}
