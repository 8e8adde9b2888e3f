import { Grammar, GrammarCompiler, GrammarMatcher, Testings, TokenizerInfo } from '@mlc-ai/web-xgrammar'
import { expect, test } from 'vitest'
import { grammarOf } from '../../../src/models/grammar'
import type { JsonShape } from '../../../src/models/language-model'
import { parseJson } from '../../../src/models/parse-json'
import { everyShape } from '../../fixtures/models/shapes'

/** The grammar engine of web-llm itself, in its version, walked at random: it needs no graphics processor. */
const signs = Array.from({ length: 95 }, (_, n) => String.fromCharCode(32 + n))
const vocabulary = ['<end>', ...signs, '\n', '\t', 'é', '“', '”', 'Hello', '":"', '"},{"', '  ']

async function walk(shape: JsonShape, random: () => number): Promise<string> {
  const info = await TokenizerInfo.createTokenizerInfo(vocabulary, 'raw', false, vocabulary.length, [0])
  const compiler = await GrammarCompiler.createGrammarCompiler(info)
  const matcher = await GrammarMatcher.createGrammarMatcher(
    await compiler.compileGrammar(await Grammar.fromEBNF(grammarOf(shape))),
  )
  let text = ''
  for (let steps = 0; steps < 6000; steps++) {
    const mask = await matcher.getNextTokenBitmask()
    const not = new Set(await Testings.debugGetMaskedTokensFromBitmask(mask, vocabulary.length))
    const open = vocabulary.map((_, n) => n).filter((n) => !not.has(n))
    const token = open[Math.floor(random() * open.length)]!
    if (token === 0) break
    expect(matcher.acceptToken(token)).toBe(true)
    text += vocabulary[token]
  }
  for (const one of [matcher, compiler, info]) one.dispose()
  return text
}

test.each(everyShape)(
  'web-llm’s grammar engine takes the shape, and whoever follows it comes to valid JSON: %s',
  async (_, shape) => {
    let state = 7
    const random = () => (state = (state * 48271) % 2147483647) / 2147483647
    for (let n = 0; n < 3; n++) {
      const text = await walk(shape, random)
      expect(parseJson(text, shape)).toEqual(JSON.parse(text))
    }
  },
)
