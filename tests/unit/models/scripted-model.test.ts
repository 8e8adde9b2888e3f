import { describe, expect, it } from 'vitest'
import { LanguageModelFailure } from '../../../src/models/language-model'
import { scriptedModel } from '../../fixtures/models/scripted-model'

const ask = (content: string) => [{ role: 'user' as const, content }]

describe('the scripted model keeps the promises of the port', () => {
  it('streams its replies in order and remembers what it was asked', async () => {
    const model = scriptedModel(['One two.', (messages) => `You said ${messages[0]!.content}.`])
    const pieces: string[] = []
    const first = await model.generate(ask('a'), { maxTokens: 9, ontext: (piece) => pieces.push(piece) })
    expect(first).toEqual({ text: 'One two.', ended: 'stop', promptTokens: 1, outputTokens: 2 })
    expect(pieces).toEqual(['One', ' two.'])
    expect((await model.generate(ask('hello'), { maxTokens: 9 })).text).toBe('You said hello.')
    expect(model.asked.map(({ messages }) => messages[0]!.content)).toEqual(['a', 'hello'])
    await expect(model.generate(ask('more'), { maxTokens: 9 })).rejects.toThrow('no reply left')
  })

  it('fails as an engine fails', async () => {
    const schema = { type: 'object', properties: { a: { type: 'boolean' } } } as const
    const model = scriptedModel(['  ', 'no JSON', '{"a":true', new LanguageModelFailure('lost')], { contextTokens: 50 })
    await expect(model.generate(ask('x'), { maxTokens: 9 })).rejects.toMatchObject({ code: 'empty' })
    await expect(model.generate(ask('x'), { maxTokens: 9, schema })).rejects.toMatchObject({ code: 'malformed' })
    expect((await model.generate(ask('x '.repeat(5)), { maxTokens: 9, schema })).text).toBe('{"a":true}')
    await expect(model.generate(ask('x'), { maxTokens: 9 })).rejects.toMatchObject({ code: 'lost' })
    await expect(model.generate(ask('x'.repeat(180)), { maxTokens: 9 })).rejects.toMatchObject({ code: 'too-long' })
  })

  it('stops in the middle of its words when it is told to', async () => {
    const control = new AbortController()
    const pieces: string[] = []
    const asked = scriptedModel(['one two three']).generate(ask('x'), {
      maxTokens: 9,
      signal: control.signal,
      ontext: (piece) => (pieces.push(piece), control.abort()),
    })
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
    expect(pieces).toEqual(['one'])
  })
})
