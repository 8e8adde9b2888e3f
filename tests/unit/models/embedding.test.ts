import { describe, expect, it } from 'vitest'
import { nextDocuments, planEmbedding, restFor, secondsLeft, type Listed } from '../../../src/models/embed-plan'
import type { Embedder } from '../../../src/models/embedder'
import { LibraryVectors, type Surroundings } from '../../../src/models/library-vectors.svelte'
import { join, packVectors } from '../../../src/models/pack-vectors'
import { chunkSetOf, passageText } from '../../../src/models/passage-text'
import { isWhole, type DocumentVectors, type VectorStore } from '../../../src/models/vectors'
import type { Chunk } from '../../../src/notes/document'

const chunk = (text: string): Chunk => ({ id: text, headings: ['Merging'], text, start: 0, end: 1, kind: 'prose' })
const listed = (id: string, passages = 3, stamp = 'one'): Listed => ({ id, title: `Note ${id}`, stamp, passages })

describe('the plan', () => {
  it('holds what is new or changed, and what is gone', () => {
    const stamps = new Map([
      ['a', 'one'],
      ['b', 'older'],
      ['gone', 'one'],
    ])
    const plan = planEmbedding([listed('a', 5), listed('b', 4), listed('c', 2)], stamps)
    expect(plan).toMatchObject({ gone: ['gone'], done: 5, of: 11 })
    expect(plan.todo.map(({ id }) => id)).toEqual(['b', 'c'])
  })

  it('takes small documents together and a long one alone', () => {
    expect(nextDocuments([listed('a', 10), listed('b', 20), listed('c', 5)], 32).map(({ id }) => id)).toEqual([
      'a',
      'b',
    ])
    expect(nextDocuments([listed('a', 900), listed('b', 1)], 32).map(({ id }) => id)).toEqual(['a'])
  })

  it('knows the time left only after some work', () => {
    expect(secondsLeft(100, 10, 5000)).toBeUndefined()
    expect(secondsLeft(100, 20, 2000)).toBe(10)
  })
})

describe('kindness to the battery', () => {
  const awake = { paused: false, hidden: false, phone: true }
  it('rests a hidden phone, a low battery and whoever paused it, and nobody else', () => {
    expect(restFor(awake)).toBeUndefined()
    expect(restFor({ ...awake, hidden: true })).toBe('hidden')
    expect(restFor({ ...awake, phone: false, hidden: true })).toBeUndefined()
    expect(restFor({ ...awake, battery: { level: 0.1, charging: false } })).toBe('battery')
    expect(restFor({ ...awake, battery: { level: 0.1, charging: true } })).toBeUndefined()
    expect(restFor({ ...awake, paused: true, hidden: true })).toBe('paused')
  })
})

describe('packed vectors', () => {
  it('keep direction to a hundredth in a byte a number', () => {
    const vector = Float32Array.from({ length: 384 }, (_, d) => Math.sin(d * 1.7) / 14)
    const { levels, scales } = packVectors([vector], 384)
    const back = Float32Array.from(levels, (level) => level * scales[0]!)
    const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, d) => sum + value * b[d]!, 0)
    expect(dot(vector, back) / Math.sqrt(dot(vector, vector) * dot(back, back))).toBeGreaterThan(0.9999)
  })

  it('are joined in their order', () => {
    const [a, b] = [Float32Array.of(1, 0), Float32Array.of(0, -1)]
    expect(join(packVectors([a], 2), packVectors([b], 2))).toEqual(packVectors([a, b], 2))
  })
})

describe('what is embedded', () => {
  it('is the headings, each once, and the text', () => {
    expect(passageText('LoRA', { headings: ['LoRA', 'Merging'], text: 'Add it once.' })).toBe(
      'LoRA › Merging\nAdd it once.',
    )
  })

  it('is told apart by every text, their order and the title', () => {
    const sets = [
      chunkSetOf('T', [chunk('a'), chunk('b')]),
      chunkSetOf('T', [chunk('b'), chunk('a')]),
      chunkSetOf('T', [chunk('ab')]),
      chunkSetOf('U', [chunk('a'), chunk('b')]),
      chunkSetOf('T', []),
    ]
    expect(new Set(sets).size).toBe(sets.length)
    expect(chunkSetOf('T', [chunk('a'), chunk('b')])).toBe(sets[0])
  })
})

function memoryStore() {
  const records = new Map<string, DocumentVectors>()
  const key = (model: string, id: string) => `${model} ${id}`
  const store: VectorStore = {
    stamps: async (model) =>
      new Map([...records.values()].filter((one) => one.model === model).map((one) => [one.documentId, one.stamp])),
    get: async (model, ids) => ids.flatMap((id) => records.get(key(model, id)) ?? []),
    put: async (all) => all.forEach((one) => records.set(key(one.model, one.documentId), one)),
    removeDocuments: async (model, ids) => ids.forEach((id) => records.delete(key(model, id))),
    removeModel: async (model) => {
      for (const [name, one] of records) if (one.model === model) records.delete(name)
    },
    models: async () => [...new Set([...records.values()].map(({ model }) => model))],
    watch: () => () => undefined,
  }
  return { store, records }
}

function fakeEmbedder(key = 'm@1/q8', meanwhile: (texts: readonly string[]) => void = () => undefined) {
  const asked: string[][] = []
  const embedder: Embedder = {
    model: { key, id: 'm', revision: '1', pooling: 'mean', prefix: { query: '', passage: '' }, dtype: 'q8', dims: 4 },
    async embed(texts, _, { signal, progress } = {}) {
      await Promise.resolve()
      signal?.throwIfAborted()
      asked.push([...texts])
      meanwhile(texts)
      progress?.(texts.length)
      return texts.map((text) => Float32Array.of(text.length, 1, 0, 0))
    },
  }
  return { embedder, asked }
}

function library(documents: Listed[], texts: Record<string, string[]>, change: Partial<Surroundings> = {}) {
  const memory = memoryStore()
  let tell: (documents: Listed[]) => void = () => undefined
  const faults: unknown[] = []
  const vectors = new LibraryVectors({
    source: {
      watch: (changed) => {
        tell = changed
        return () => undefined
      },
      chunks: async (ids) => new Map(ids.map((id) => [id, (texts[id] ?? []).map(chunk)])),
    },
    store: memory.store,
    now: () => 7,
    rest: () => undefined,
    alone: (work) => work(),
    failed: (fault) => faults.push(fault),
    ...change,
  })
  tell(documents)
  return { vectors, faults, ...memory, tell: (all: Listed[]) => tell(all) }
}

const many = (count: number) => Array.from({ length: count }, (_, n) => `passage ${n}`)

describe('the embedding of a library', () => {
  it('makes one packed record a document, with all that tells what made it', async () => {
    const { vectors, records } = library([listed('a', 2), listed('b', 1)], { a: ['x', 'y'], b: ['z'] })
    const { embedder } = fakeEmbedder()
    await vectors.use(embedder)
    await expect.poll(() => vectors.state).toBe('done')
    expect(vectors).toMatchObject({ done: 3, of: 3 })
    expect(records.get('m@1/q8 a')).toMatchObject({
      ...{
        model: 'm@1/q8',
        modelId: 'm',
        revision: '1',
        pooling: 'mean',
        dtype: 'q8',
        dims: 4,
        count: 2,
        stamp: 'one',
      },
      chunkSet: chunkSetOf('Note a', [chunk('x'), chunk('y')]),
    })
    expect(records.get('m@1/q8 a')!.levels).toHaveLength(8)
  })

  it('follows what is added, changed and removed, and embeds nothing twice', async () => {
    const texts: Record<string, string[]> = { a: ['x'], b: ['y'] }
    const { vectors, records, tell } = library([listed('a', 1), listed('b', 1)], texts)
    const { embedder, asked } = fakeEmbedder()
    await vectors.use(embedder)
    await expect.poll(() => vectors.state).toBe('done')
    asked.length = 0
    texts.a = ['x2']
    texts.c = ['new']
    tell([listed('a', 1, 'two'), listed('c', 1)])
    await expect.poll(() => [...records.keys()].sort().join()).toBe('m@1/q8 a,m@1/q8 c')
    await expect.poll(() => vectors.state).toBe('done')
    expect(asked.flat()).toEqual(['Note a › Merging\nx2', 'Note c › Merging\nnew'])
  })

  it('writes a long document as it grows, and goes on in its middle another time', async () => {
    const texts = { long: many(100) }
    let rest: 'paused' | undefined
    const around = { rest: () => rest }
    const { vectors, records } = library([listed('long', 100)], texts, around)
    const first = fakeEmbedder('m@1/q8', () => (rest = 'paused'))
    await vectors.use(first.embedder)
    await expect.poll(() => vectors.state).toBe('resting')
    expect(vectors.resting).toBe('paused')
    const half = records.get('m@1/q8 long')!
    expect(half.count).toBe(32)
    expect(isWhole(half.stamp)).toBe(false)

    rest = undefined
    const again = library([listed('long', 100)], texts)
    await again.store.put([half])
    const second = fakeEmbedder()
    await again.vectors.use(second.embedder)
    await expect.poll(() => again.vectors.state).toBe('done')
    expect(second.asked.flat()).toHaveLength(68)
    const whole = again.records.get('m@1/q8 long')!
    expect(whole).toMatchObject({ count: 100, stamp: 'one' })
    expect(whole.levels.slice(0, 128)).toEqual(half.levels)
  })

  it('makes the vectors of another model while the old ones stay, and drops those only then', async () => {
    const { vectors, records } = library([listed('a', 1), listed('b', 1)], { a: ['x'], b: ['y'] })
    await vectors.use(fakeEmbedder('old@1/q8').embedder)
    await expect.poll(() => vectors.state).toBe('done')
    const seen: string[][] = []
    const next = fakeEmbedder('new@1/q8', () => seen.push([...records.keys()]))
    await vectors.use(next.embedder)
    await expect.poll(() => vectors.state).toBe('done')
    expect(seen[0]).toEqual(['old@1/q8 a', 'old@1/q8 b'])
    expect([...records.keys()].sort()).toEqual(['new@1/q8 a', 'new@1/q8 b'])
  })

  it('waits while another tab is at it', async () => {
    let go: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (go = resolve))
    const alone: Surroundings['alone'] = async (work) => gate.then(work)
    const { vectors } = library([listed('a', 1)], { a: ['x'] }, { alone })
    await vectors.use(fakeEmbedder().embedder)
    await expect.poll(() => vectors.state).toBe('waiting')
    go()
    await expect.poll(() => vectors.state).toBe('done')
  })

  it('tells a fault, stops, and goes on when it is woken', async () => {
    let broken = true
    const { vectors, faults } = library([listed('a', 1)], { a: ['x'] })
    const { embedder } = fakeEmbedder('m@1/q8', () => {
      if (broken) throw new Error('out of memory')
    })
    await vectors.use(embedder)
    await expect.poll(() => vectors.state).toBe('failed')
    expect(faults).toHaveLength(1)
    broken = false
    vectors.wake()
    await expect.poll(() => vectors.state).toBe('done')
  })

  it('ends in the middle when the model is no longer used', async () => {
    const { vectors, records } = library([listed('a', 40), listed('b', 40)], { a: many(40), b: many(40) })
    const first = fakeEmbedder('m@1/q8', () => void vectors.use(undefined))
    await vectors.use(first.embedder)
    await expect.poll(() => vectors.state).toBe('off')
    expect(records.size).toBeLessThan(2)
  })
})
