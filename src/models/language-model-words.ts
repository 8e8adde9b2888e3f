import type { LanguageModelFailure, LanguageModelFault } from './language-model'

/** What happened, in one sentence, for each way in which a language model fails. */
const says: Record<LanguageModelFault, string> = {
  'not-ready': 'The language model is not ready.',
  lost: 'The language model lost its device and is being started again.',
  'too-long': 'The passages do not fit into the language model’s context.',
  empty: 'The language model gave no words.',
  malformed: 'The language model gave something other than it was asked for.',
}

export function languageModelSentence({ code }: LanguageModelFailure): string {
  return says[code]
}
