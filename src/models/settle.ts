import { LanguageModelFailure, type Generated, type JsonShape } from './language-model'
import { parseJson } from './parse-json'

/**
 * The last look at what a model gave, the same for every engine. With a shape, the text is the JSON that was meant, as
 * `JSON.parse` reads it. Throws `empty` or `malformed`.
 */
export function settle(given: Generated, schema: JsonShape | undefined): Generated {
  const text = given.text.trim()
  if (!text) throw new LanguageModelFailure('empty', 'The model gave no words')
  return { ...given, text: schema ? JSON.stringify(parseJson(text, schema)) : text }
}
