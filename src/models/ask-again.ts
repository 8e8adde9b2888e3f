import {
  LanguageModelFailure,
  type ChatMessage,
  type GenerateOptions,
  type Generated,
  type LanguageModel,
} from './language-model'

/**
 * Asks, and once more where the engine was lost on the way: by then it is on its way back, and the call holds all there is
 * to know. For jobs that show no words before they are whole.
 */
export async function askAgain(
  model: LanguageModel,
  messages: readonly ChatMessage[],
  options: Omit<GenerateOptions, 'ontext'>,
): Promise<Generated> {
  try {
    return await model.generate(messages, options)
  } catch (fault) {
    if (!(fault instanceof LanguageModelFailure) || fault.code !== 'lost') throw fault
    return model.generate(messages, options)
  }
}
