import { describe, expect, it } from 'vitest'
import { grammarOf } from '../../../src/models/grammar'

describe('the grammar of a shape', () => {
  it('names each object and list, keeps the order, has an end to everything and no white space', () => {
    const grammar = grammarOf({
      type: 'object',
      properties: {
        title: { type: 'string', maxLength: 20 },
        ok: { type: 'boolean' },
        items: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 3 },
      },
    })
    expect(grammar.split('\n')).toEqual([
      'root-2 ::= "[" "\\"" char{0,600} "\\"" ("," "\\"" char{0,600} "\\""){0,2} "]"',
      'root ::= "{" "\\"title\\":" "\\"" char{0,20} "\\"" ",\\"ok\\":" ("true" | "false") ",\\"items\\":" root-2 "}"',
      'char ::= [^"\\\\\\x00-\\x1F\\x7F] | "\\\\" ["\\\\/bfnrt]',
    ])
    expect(grammar).not.toMatch(/[*+]/)
  })

  it('writes out what there is to choose from', () => {
    expect(grammarOf({ type: 'string', enum: ['yes', 'a "b"'] })).toBe(
      'root ::= ("\\"yes\\"" | "\\"a \\\\\\"b\\\\\\"\\"")',
    )
    expect(grammarOf({ type: 'integer', minimum: -1, maximum: 2 })).toBe('root ::= "-1" | "0" | "1" | "2"')
    expect(grammarOf({ type: 'boolean' })).toBe('root ::= ("true" | "false")')
  })

  it('bounds numbers and lists of which nobody said how large they may be', () => {
    expect(grammarOf({ type: 'integer' })).toBe('root ::= "-"? ("0" | [1-9] [0-9]{0,5})')
    expect(grammarOf({ type: 'integer', minimum: 0, maximum: 100_000 })).toBe('root ::= ("0" | [1-9] [0-9]{0,5})')
    expect(grammarOf({ type: 'array', items: { type: 'boolean' } })).toContain('{0,11}')
    expect(grammarOf({ type: 'array', items: { type: 'boolean' }, minItems: 20 })).toContain('{19,19}')
    expect(grammarOf({ type: 'array', items: { type: 'boolean' }, maxItems: 1 })).toBe(
      'root ::= "[]" | "[" ("true" | "false") "]"',
    )
    expect(grammarOf({ type: 'array', items: { type: 'boolean' }, maxItems: 0 })).toBe('root ::= "[]"')
  })
})
