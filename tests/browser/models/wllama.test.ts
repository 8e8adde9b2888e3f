import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ChatModel, type ChatModelAround } from '../../../src/models/chat-model'
import type { ChatSpec } from '../../../src/models/chat-protocol'
import { parseJson } from '../../../src/models/parse-json'
import { forget, stored, wllamaWorker } from '../../fixtures/models/chat-worker'
import { smallShape } from '../../fixtures/models/gguf'
import { everyShape } from '../../fixtures/models/shapes'

/** llama.cpp itself, with a model of random weights: what it says has no sense, everything else is as with a real one. */
const chats: ChatModel[] = []
let spec: ChatSpec
let circular: ChatSpec

beforeAll(async () => {
  spec = await stored('random', { ...smallShape, endless: true })
  circular = await stored('circular', { ...smallShape, forgetful: true })
})
afterAll(() => forget('random', 'circular'))
afterEach(() => chats.splice(0).forEach((chat) => chat.end()))

function chatModel(one = spec, around: Partial<ChatModelAround> = {}) {
  const faults: unknown[] = []
  const about = { id: one.id, title: one.id, engine: 'wllama' as const, contextTokens: one.contextTokens }
  const chat = new ChatModel(about, one, {
    start: wllamaWorker,
    locks: navigator.locks,
    failed: (fault) => faults.push(fault),
    ...around,
  })
  chats.push(chat)
  return Object.assign(chat, { faults })
}

const ask = (content: string) => [
  { role: 'system' as const, content: 'Be brief.' },
  { role: 'user' as const, content },
]

describe('a model in llama.cpp', () => {
  // One for all of these: to load it takes longer than to ask it.
  let chat: ReturnType<typeof chatModel>
  beforeAll(() => {
    chat = chatModel()
    chats.length = 0
  })
  afterAll(() => chat.end())

  test('is loaded when first asked, streams, counts its tokens, and says how it ended', async () => {
    const chat = chatModel()
    expect(chat.inMemory).toBe(false)
    const pieces: string[] = []
    const given = await chat.generate(ask('Hello'), {
      maxTokens: 40,
      temperature: 0.8,
      ontext: (piece) => pieces.push(piece),
    })
    expect(pieces.length).toBeGreaterThan(20)
    expect(pieces.join('').trim()).toBe(given.text)
    expect(given).toMatchObject({ ended: 'length', outputTokens: 40 })
    // One token a sign, and one for each mark of the template.
    const prompt = 'system\nBe brief.\nuser\nHello\nassistant\n'
    expect(given.promptTokens).toBe(prompt.length + 5)
    expect(chat.inMemory).toBe(true)
  })

  test('asks the network for nothing but the app’s own scripts', async () => {
    const { requests } = await chatModel().load()
    expect(requests.filter((url) => !/\.(m?js|ts)(\?|$)/.test(url))).toEqual([])
  })

  test('stops in the middle of its words, and the next call comes at once', async () => {
    const control = new AbortController()
    let heard = 0
    const asked = chat.generate(ask('Hello'), {
      maxTokens: 400,
      temperature: 1,
      signal: control.signal,
      ontext: () => ++heard === 5 && control.abort(),
    })
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
    expect(heard).toBe(5)
    expect((await chat.generate(ask('Again'), { maxTokens: 5 })).outputTokens).toBe(5)
  })

  test('refuses what does not fit before a word, and never cuts it', async () => {
    let heard = 0
    const options = { maxTokens: 100, ontext: () => heard++ }
    await expect(chat.generate(ask('x'.repeat(400)), options)).rejects.toMatchObject({ code: 'too-long' })
    await expect(chat.generate(ask('x'.repeat(4000)), options)).rejects.toMatchObject({ code: 'too-long' })
    await expect(chat.generate(ask('x'), { maxTokens: 512 })).rejects.toMatchObject({ code: 'too-long' })
    expect(heard).toBe(0)
    expect((await chat.generate(ask('x'.repeat(300)), options)).promptTokens).toBeGreaterThan(300)
  })

  test('is stopped when it goes round in a circle, and what it said is kept once', async () => {
    const given = await chatModel(circular).generate(ask('Hello'), { maxTokens: 400, temperature: 0 })
    expect(given.ended).toBe('repetition')
    expect(given.text.length).toBeLessThan(120)
    expect(given.outputTokens).toBeLessThan(400)
  })
})

describe('output of a shape', () => {
  let chat: ReturnType<typeof chatModel>
  beforeAll(() => {
    chat = chatModel({ ...spec, contextTokens: 2048 })
    chats.length = 0
  })
  afterAll(() => chat.end())

  test.each(everyShape)('is valid JSON even from random weights: %s', async (_, shape) => {
    const said: string[] = []
    const given = await chat.generate(ask('Hello'), {
      maxTokens: 1800,
      temperature: 1,
      schema: shape,
      ontext: (piece) => said.push(piece),
    })
    // As it came, with no repair.
    expect(given.ended).toBe('stop')
    expect(said.join('')).not.toMatch(/^\s|":\s|\}\s|,\s*\{\s/)
    expect(parseJson(said.join(''), shape)).toEqual(JSON.parse(said.join('')))
    expect(parseJson(given.text, shape)).toEqual(JSON.parse(given.text))
  })

  test('that is cut off by its length is repaired where nothing has to be invented, else malformed', async () => {
    const sentences = { type: 'array', items: { type: 'string', maxLength: 30 }, minItems: 4, maxItems: 9 } as const
    const asked = chat.generate(ask('Hello'), { maxTokens: 8, temperature: 1, schema: sentences })
    await expect(asked).rejects.toMatchObject({ code: 'malformed' })
    const text = { type: 'object', properties: { text: { type: 'string' } } } as const
    const given = await chat.generate(ask('Hello'), { maxTokens: 30, temperature: 1, schema: text })
    expect(typeof parseJson(given.text, text).text).toBe('string')
  })
})

describe('two who ask at once', () => {
  test('are served one after the other, in the order in which they asked', async () => {
    // As in two tabs: nothing is shared but the locks of the browser.
    const [one, two] = [chatModel(), chatModel()]
    const order: string[] = []
    const call = (chat: ChatModel, name: string) =>
      chat.generate(ask('Hello'), { maxTokens: 10, temperature: 1, ontext: () => order.push(name) })
    await Promise.all([call(one, 'a'), call(two, 'b'), call(one, 'c'), call(two, 'd')])
    expect([...order.join('').matchAll(/(.)\1*/g)].map(([run]) => run[0])).toEqual(['a', 'b', 'c', 'd'])
  })

  test('have it in memory once', async () => {
    const [one, two] = [chatModel(), chatModel()]
    await one.load()
    await two.load()
    expect([one.inMemory, two.inMemory]).toEqual([false, true])
    expect((await one.generate(ask('Hello'), { maxTokens: 3 })).outputTokens).toBe(3)
    expect([one.inMemory, two.inMemory]).toEqual([true, false])
  })

  test('can leave the queue', async () => {
    const [one, two] = [chatModel(), chatModel()]
    const first = one.generate(ask('Hello'), { maxTokens: 30, temperature: 1 })
    const control = new AbortController()
    const second = two.generate(ask('Hello'), { maxTokens: 3, signal: control.signal })
    control.abort()
    await expect(second).rejects.toMatchObject({ name: 'AbortError' })
    expect(two.inMemory).toBe(false)
    const { ended, outputTokens } = await first
    expect(ended === 'length' ? outputTokens : 30).toBe(30)
  })
})

describe('a bad day', () => {
  test('a worker that dies mid-sentence: the call is lost, the model comes back, the same call can be made again', async () => {
    const workers: ReturnType<typeof wllamaWorker>[] = []
    const start = () => (workers.push(wllamaWorker()), workers.at(-1)!)
    const chat = chatModel(spec, { start, silentMs: 1500 })
    await chat.load()
    const conversation = [...ask('Hello'), { role: 'assistant' as const, content: 'Yes?' }, ...ask('Go on')]
    let heard = 0
    const asked = chat.generate(conversation, {
      maxTokens: 400,
      temperature: 1,
      ontext: () => ++heard === 5 && workers[0]!.worker!.terminate(),
    })
    await expect(asked).rejects.toMatchObject({ name: 'LanguageModelFailure', code: 'lost' })
    expect(heard).toBeLessThan(20)
    await expect.poll(() => chat.inMemory).toBe(true)
    expect(workers).toHaveLength(2)
    expect((await chat.generate(conversation, { maxTokens: 8 })).outputTokens).toBe(8)
    expect(chat.faults).toEqual([])
  })

  test('a damaged file: not loaded, said, and nothing is asked of the network', async () => {
    const wrong = { ...spec, files: [{ ...spec.files[0]!, sha256: '0'.repeat(64) }] }
    const chat = chatModel(wrong)
    await expect(chat.generate(ask('Hello'), { maxTokens: 3 })).rejects.toMatchObject({ code: 'not-ready' })
    expect(chat.faults).toEqual([expect.objectContaining({ name: 'DamagedFile', message: 'model.gguf' })])
  })

  test('idle, it leaves the memory by itself and is back when asked', async () => {
    const chat = chatModel(spec, { idleMs: 50 })
    await chat.load()
    await expect.poll(() => chat.inMemory).toBe(false)
    expect((await chat.generate(ask('Hello'), { maxTokens: 3 })).outputTokens).toBe(3)
  })

  test('hidden on a phone, it leaves the memory when its sentence is said', async () => {
    const chat = chatModel()
    const given = await chat.generate(ask('Hello'), { maxTokens: 20, temperature: 1, ontext: () => chat.rest() })
    expect(given.outputTokens).toBe(20)
    expect(chat.inMemory).toBe(false)
  })
})
