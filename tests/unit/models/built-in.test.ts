import { describe, expect, it } from 'vitest'
import { builtInAvailability, jsonSchemaOf, type PromptApi, type PromptSession } from '../../../src/models/built-in'
import { BuiltInModel } from '../../../src/models/built-in-model'
import type { Locks } from '../../../src/models/turns'

/** Turns one after the other, as the browser's locks give them. */
function locks(): Locks {
  let last: Promise<unknown> = Promise.resolve()
  return {
    request(_, __, work) {
      const mine = last.then(work)
      last = mine.catch(() => undefined)
      return mine
    },
  }
}

interface Script {
  pieces?: string[]
  fails?: string
  session?: Partial<PromptSession>
}

/** The browser's interface, and what it was asked. */
function browser({ pieces = ['Hello', ' you.'], fails, session = {} }: Script = {}) {
  const seen = { created: [] as object[], prompted: [] as [string, object][], destroyed: 0 }
  const api: PromptApi = {
    availability: async () => 'available',
    async create(options) {
      seen.created.push(options)
      return {
        contextWindow: 200,
        contextUsage: 20,
        measureContextUsage: async (text) => text.length / 4,
        destroy: () => seen.destroyed++,
        promptStreaming(text, asked) {
          seen.prompted.push([text, asked])
          const left = [...pieces]
          return new ReadableStream<string>({
            pull(controller) {
              asked.signal?.throwIfAborted()
              const piece = left.shift()
              if (piece !== undefined) return controller.enqueue(piece)
              if (fails) throw Object.assign(new Error('gone'), { name: fails })
              controller.close()
            },
          })
        },
        ...session,
      }
    },
  }
  return { api, seen, model: new BuiltInModel(api, locks()) }
}

const ask = [
  { role: 'system' as const, content: 'Be brief.' },
  { role: 'user' as const, content: 'Say hello.' },
]

describe('the browser’s own model', () => {
  it('streams through the port, with what came before as its beginning, and leaves nothing open', async () => {
    const { model, seen } = browser()
    const pieces: string[] = []
    const given = await model.generate(ask, { maxTokens: 50, ontext: (piece) => pieces.push(piece) })
    expect(given).toMatchObject({ text: 'Hello you.', ended: 'stop', promptTokens: 23 })
    expect(pieces).toEqual(['Hello', ' you.'])
    expect(seen.created[0]).toMatchObject({ initialPrompts: [ask[0]], expectedOutputs: [{ languages: ['en'] }] })
    expect(seen.prompted[0]![0]).toBe('Say hello.')
    expect(seen.destroyed).toBe(1)
  })

  it('is held to a shape by JSON Schema that leaves nothing open, and read defensively all the same', async () => {
    const schema = { type: 'object', properties: { ok: { type: 'array', items: { type: 'boolean' } } } } as const
    const { model, seen } = browser({ pieces: ['```json\n{"ok":[true,', 'false,]}\n```'] })
    expect((await model.generate(ask, { maxTokens: 50, schema })).text).toBe('{"ok":[true,false]}')
    expect(seen.prompted[0]![1]).toMatchObject({ responseConstraint: jsonSchemaOf(schema) })
    expect(jsonSchemaOf(schema)).toMatchObject({ required: ['ok'], additionalProperties: false })
    const odd = browser({ pieces: ['No.'] })
    await expect(odd.model.generate(ask, { maxTokens: 50, schema })).rejects.toMatchObject({ code: 'malformed' })
  })

  it('is measured before it speaks, whichever names the browser has for that', async () => {
    const options = { maxTokens: 190 }
    await expect(browser().model.generate(ask, options)).rejects.toMatchObject({ code: 'too-long' })
    const session = { contextWindow: undefined, contextUsage: undefined, measureContextUsage: undefined }
    const older = { ...session, inputQuota: 100, inputUsage: 1, measureInputUsage: async () => 9 }
    await expect(browser({ session: older }).model.generate(ask, options)).rejects.toMatchObject({ code: 'too-long' })
    expect((await browser({ session: older }).model.generate(ask, { maxTokens: 90 })).promptTokens).toBe(10)
    expect((await browser({ session }).model.generate(ask, options)).promptTokens).toBeGreaterThan(2)
  })

  it('is stopped by its length, by repetition, and by its user', async () => {
    const long = browser({ pieces: Array.from({ length: 90 }, (_, n) => ` word${n}`) })
    expect(await long.model.generate(ask, { maxTokens: 20 })).toMatchObject({ ended: 'length' })
    const loop = browser({ pieces: Array<string>(400).fill(' and so on') })
    expect(await loop.model.generate(ask, { maxTokens: 150 })).toMatchObject({ ended: 'repetition', text: 'and so on' })
    const control = new AbortController()
    const stopped = browser().model.generate(ask, {
      maxTokens: 50,
      signal: control.signal,
      ontext: () => control.abort(),
    })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect([long, loop].map(({ seen }) => seen.destroyed)).toEqual([1, 1])
  })

  it.each([
    ['UnknownError', 'lost'],
    ['QuotaExceededError', 'too-long'],
    ['NotSupportedError', 'not-ready'],
  ])('fails in our words: %s is %s', async (fails, code) => {
    await expect(browser({ fails }).model.generate(ask, { maxTokens: 50 })).rejects.toMatchObject({ code })
  })

  it('is empty when it says nothing', async () => {
    await expect(browser({ pieces: [] }).model.generate(ask, { maxTokens: 50 })).rejects.toMatchObject({
      code: 'empty',
    })
  })

  it('serves one after the other', async () => {
    const { model } = browser()
    const order: string[] = []
    const call = (name: string) => model.generate(ask, { maxTokens: 50, ontext: () => order.push(name) })
    await Promise.all([call('a'), call('b')])
    expect(order).toEqual(['a', 'a', 'b', 'b'])
  })
})

describe('whether the browser has one', () => {
  it('is asked, and no where it has not, or will not say', async () => {
    expect(await builtInAvailability(undefined)).toBe('unavailable')
    expect(await builtInAvailability(browser().api)).toBe('available')
    const broken = { ...browser().api, availability: () => Promise.reject(new Error('no')) }
    expect(await builtInAvailability(broken)).toBe('unavailable')
  })
})
