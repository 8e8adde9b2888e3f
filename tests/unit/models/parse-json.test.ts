import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonShape } from '../../../src/models/language-model'
import { parseJson } from '../../../src/models/parse-json'

const cards = {
  type: 'object',
  properties: {
    cards: {
      type: 'array',
      items: { type: 'object', properties: { front: { type: 'string', maxLength: 40 }, back: { type: 'string' } } },
      minItems: 1,
      maxItems: 3,
    },
  },
} as const satisfies JsonShape
const one = '{"front":"What is LoRA?","back":"A low-rank update."}'
const read = { cards: [{ front: 'What is LoRA?', back: 'A low-rank update.' }] }

describe('what a model wrote is read', () => {
  it('as it stands', () => expect(parseJson(`{"cards":[${one}]}`, cards)).toEqual(read))

  it.each([
    ['in a fence, with words around it', `Sure, here you are:\n\`\`\`json\n{"cards":[${one}]}\n\`\`\`\nAnything else?`],
    ['after a brace that is no JSON', `{thinking} {"cards":[${one}]}`],
    ['with trailing commas', `{"cards":[${one},],}`],
    ['with white space everywhere', `\n { "cards" :\t[ ${one.replace(':', ' : ')} ] } `],
    ['with properties nobody asked for', `{"note":null,"n":[1,{"a":2.5}],"cards":[${one}]}`],
    ['without its end', `{"cards":[${one}`],
    ['without a comma between members', `{"a":1 "cards":[${one}]}`],
    ['with an item that was cut off', `{"cards":[${one},{"front":"What is`],
    ['with an item of which a part is missing', `{"cards":[${one},{"front":"What is QLoRA?"`],
    ['with an item whose last word was cut off', `{"cards":[${one},{"front":"a","back":"It quan`],
  ])('%s', (_, text) => expect(parseJson(text, cards)).toEqual(read))

  it('with escapes, raw line breaks and signs of every plane', () => {
    const shape = { type: 'object', properties: { a: { type: 'string' } } } as const
    expect(parseJson('{"a":"x\\n\\"y\\" \\u00e9 \\ud83d\\ude00 \\q\nz"}', shape)).toEqual({ a: 'x\n"y" é 😀 q\nz' })
  })

  it('keeps a text that was cut off where it is the whole answer', () => {
    const shape = { type: 'object', properties: { answer: { type: 'string' } } } as const
    expect(parseJson('{"answer":"Rank is the width of', shape)).toEqual({ answer: 'Rank is the width of' })
  })

  it('takes words for what they mean', () => {
    const shape = {
      type: 'object',
      properties: { met: { type: 'boolean' }, n: { type: 'integer' }, kind: { type: 'string', enum: ['Yes', 'No'] } },
    } as const
    expect(parseJson('{"met":"true","n":"4","kind":" yes"}', shape)).toEqual({ met: true, n: 4, kind: 'Yes' })
    expect(parseJson('{"met":False,"n":4,"kind":"NO"}', shape)).toEqual({ met: false, n: 4, kind: 'No' })
  })

  it('ends a text that is too long before the word that is too much, and a list after its last place', () => {
    const text = JSON.stringify({ cards: Array.from({ length: 5 }, () => ({ front: 'word '.repeat(20), back: 'b' })) })
    const { cards: got } = parseJson(text, cards)
    expect(got).toHaveLength(3)
    expect(got[0]!.front).toBe('word word word word word word word word')
  })
})

describe('what cannot be read without inventing something', () => {
  it.each([
    ['nothing', ''],
    ['prose', 'LoRA is a low-rank update.'],
    ['another shape', '["a"]'],
    ['a missing part', '{"cards":[{"front":"a"},{"front":"a","back":"b"}]}'],
    ['too few items', '{"cards":[]}'],
    ['a number for a text', '{"cards":[{"front":1,"back":"b"}]}'],
    ['very deep nesting', '{"cards":'.repeat(5000)],
  ])('is malformed: %s', (_, text) => {
    expect(() => parseJson(text, cards)).toThrow(expect.objectContaining({ code: 'malformed' }))
  })

  it.each(['{"n":11}', '{"n":2.5}', '{"n":""}', '{"n":null}', '{"n":true}', '{"n":NaN}'])(
    'is malformed: %s',
    (text) => {
      const shape = { type: 'object', properties: { n: { type: 'integer', minimum: 0, maximum: 10 } } } as const
      expect(() => parseJson(text, shape)).toThrow(expect.objectContaining({ code: 'malformed' }))
    },
  )

  it('does not take a prototype for a property', () => {
    const shape = { type: 'object', properties: { constructor: { type: 'string' } } } as const
    expect(() => parseJson('{}', shape)).toThrow()
    const odd = JSON.parse('{"type":"object","properties":{"__proto__":{"type":"boolean"}}}') as JsonShape
    expect(() => parseJson('{"a":1}', odd)).toThrow()
  })
})

const shapes = fc.letrec<{ shape: JsonShape }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 3 },
    fc.constant<JsonShape>({ type: 'string' }),
    fc.constant<JsonShape>({ type: 'boolean' }),
    fc.record({ type: fc.constant('integer' as const) }),
    fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 3 }).map((words) => {
      return { type: 'string' as const, enum: words }
    }),
    tie('shape').map((items) => ({ type: 'array' as const, items })),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie('shape'), { minKeys: 1, maxKeys: 4 }).map((properties) => {
      return { type: 'object' as const, properties }
    }),
  ),
})).shape

const valueOf = (shape: JsonShape): fc.Arbitrary<unknown> => {
  if (shape.type === 'object')
    return fc.record(Object.fromEntries(Object.entries(shape.properties).map(([name, one]) => [name, valueOf(one)])))
  if (shape.type === 'array') return fc.array(valueOf(shape.items), { maxLength: 3 })
  if (shape.type === 'integer') return fc.integer()
  if (shape.type === 'boolean') return fc.boolean()
  return 'enum' in shape ? fc.constantFrom(...shape.enum) : fc.string({ unit: 'grapheme' })
}
const shapeAndValue = shapes.chain((shape) => fc.tuple(fc.constant(shape), valueOf(shape)))

describe('for any shape', () => {
  it('valid JSON of it is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(shapeAndValue, fc.constantFrom(0, 2), ([shape, value], indent) => {
        expect(parseJson(JSON.stringify(value, null, indent), shape)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('what is cut off anywhere is read or refused, never more, and never anything else thrown', () => {
    fc.assert(
      fc.property(shapeAndValue, fc.nat(), ([shape, value], at) => {
        const text = JSON.stringify(value)
        try {
          const got = JSON.stringify(parseJson(text.slice(0, at % (text.length + 1)), shape))
          expect(got.length).toBeLessThanOrEqual(text.length + 4)
        } catch (fault) {
          expect(fault).toMatchObject({ code: 'malformed' })
        }
      }),
    )
  })

  it('any text at all is read or refused', () => {
    fc.assert(
      fc.property(shapes, fc.string({ unit: fc.constantFrom(...'{}[]",:\\ tfn1-u') }), (shape, text) => {
        try {
          parseJson(text, shape)
        } catch (fault) {
          expect(fault).toMatchObject({ code: 'malformed' })
        }
      }),
    )
  })
})
