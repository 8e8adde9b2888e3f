import type { Chunk } from '../notes/document'
import type { Embedder } from './embedder'
import { nextDocuments, planEmbedding, secondsLeft, type LibrarySource, type Listed, type Rest } from './embed-plan'
import { join, packVectors, type PackedBytes } from './pack-vectors'
import { chunkSetOf, passageText } from './passage-text'
import { partialStamp, type DocumentVectors, type VectorStore } from './vectors'

/** Passages between two writes: what a reload may cost. */
const passagesAStep = 32

export interface Surroundings {
  source: LibrarySource
  store: VectorStore
  now: () => number
  rest: () => Rest | undefined
  /** Runs the work in one tab at a time: waits until no other is at it. */
  alone: (work: () => Promise<void>, signal: AbortSignal) => Promise<void>
  /** A fault that ended the work; it goes on when it is next woken. */
  failed: (fault: unknown) => void
}

export type VectorsState = 'off' | 'waiting' | 'working' | 'resting' | 'done' | 'failed'

/** Embeds the whole library by one model and keeps up with it, a step at a time. */
export class LibraryVectors {
  #state = $state<VectorsState>('off')
  #resting = $state<Rest | undefined>(undefined)
  #done = $state(0)
  #of = $state(0)
  #secondsLeft = $state<number | undefined>(undefined)
  #embedder: Embedder | undefined
  #documents: Listed[] | undefined
  #control = new AbortController()
  #running: Promise<void> | undefined
  #again = false
  #pace = { embedded: 0, ms: 0 }

  constructor(private readonly around: Surroundings) {
    around.source.watch((documents) => {
      this.#documents = documents
      this.wake()
    })
  }

  /** `waiting`: another tab is at it. */
  get state(): VectorsState {
    return this.#state
  }

  get resting(): Rest | undefined {
    return this.#resting
  }

  /** Passages embedded. */
  get done(): number {
    return this.#done
  }

  get of(): number {
    return this.#of
  }

  get secondsLeft(): number | undefined {
    return this.#secondsLeft
  }

  /** Which model's vectors are made; with none, the work ends. */
  async use(embedder: Embedder | undefined) {
    if (embedder?.model.key === this.#embedder?.model.key) return
    this.#control.abort()
    await this.#running
    this.#control = new AbortController()
    this.#embedder = embedder
    this.#pace = { embedded: 0, ms: 0 }
    this.#state = 'off'
    this.#secondsLeft = undefined
    this.wake()
  }

  /** Something changed that may let it go on, or should make it rest. */
  wake() {
    if (!this.#embedder || !this.#documents) return
    if (this.#running) {
      this.#again = true
      return
    }
    this.#again = false
    this.#running = this.#run(this.#embedder, this.#control.signal).finally(() => {
      this.#running = undefined
      if (this.#again) this.wake()
    })
  }

  async #run(embedder: Embedder, signal: AbortSignal) {
    // Said only when it lasts: usually nobody else is at it.
    const waiting = setTimeout(() => (this.#state = 'waiting'), 300)
    try {
      await this.around.alone(() => (clearTimeout(waiting), this.#embedAll(embedder, signal)), signal)
    } catch (fault) {
      if (signal.aborted) return
      this.#state = 'failed'
      this.around.failed(fault)
    } finally {
      clearTimeout(waiting)
    }
  }

  async #embedAll(embedder: Embedder, signal: AbortSignal) {
    const { store } = this.around
    for (;;) {
      signal.throwIfAborted()
      const plan = planEmbedding(this.#documents!, await store.stamps(embedder.model.key))
      this.#done = plan.done
      this.#of = plan.of
      if (plan.gone.length) await store.removeDocuments(embedder.model.key, plan.gone)
      if (!plan.todo.length) return this.#finish(embedder)
      this.#resting = this.around.rest()
      this.#state = this.#resting ? 'resting' : 'working'
      if (this.#resting) return
      await this.#step(embedder, nextDocuments(plan.todo, passagesAStep), signal)
    }
  }

  async #finish(embedder: Embedder) {
    const { store } = this.around
    // Now that these serve, those of other models have done their part.
    for (const model of await store.models()) if (model !== embedder.model.key) await store.removeModel(model)
    this.#secondsLeft = undefined
    this.#state = 'done'
  }

  async #step(embedder: Embedder, documents: Listed[], signal: AbortSignal) {
    const chunks = await this.around.source.chunks(documents.map(({ id }) => id))
    const [first] = documents
    if (documents.length === 1 && chunks.get(first!.id)!.length > passagesAStep)
      return this.#long(embedder, first!, chunks.get(first!.id)!, signal)
    const texts = documents.flatMap(({ id, title }) => chunks.get(id)!.map((chunk) => passageText(title, chunk)))
    const vectors = await this.#embed(embedder, texts, signal)
    let at = 0
    const records = documents.map((document) => {
      const mine = chunks.get(document.id)!
      const packed = packVectors(vectors.slice(at, (at += mine.length)), embedder.model.dims)
      return this.#record(embedder, document, document.stamp, mine, packed)
    })
    await this.around.store.put(records)
  }

  /** A document of many passages is written as it grows, and goes on where it was left. */
  async #long(embedder: Embedder, document: Listed, chunks: Chunk[], signal: AbortSignal) {
    const { store } = this.around
    const { key, dims } = embedder.model
    const [kept] = await store.get(key, [document.id])
    const usable = kept?.stamp === partialStamp(document.stamp) && kept.chunkSet === chunkSetOf(document.title, chunks)
    let packed: PackedBytes = usable ? kept : packVectors([], dims)
    this.#done += packed.count
    while (packed.count < chunks.length) {
      signal.throwIfAborted()
      if (this.around.rest()) return
      const next = chunks.slice(packed.count, packed.count + passagesAStep)
      const texts = next.map((chunk) => passageText(document.title, chunk))
      packed = join(packed, packVectors(await this.#embed(embedder, texts, signal), dims))
      const stamp = packed.count < chunks.length ? partialStamp(document.stamp) : document.stamp
      await store.put([this.#record(embedder, document, stamp, chunks, packed)])
    }
  }

  async #embed(embedder: Embedder, texts: string[], signal: AbortSignal): Promise<Float32Array[]> {
    const began = this.around.now()
    const [before, embedded] = [this.#done, this.#pace.embedded]
    const progress = (done: number) => (this.#done = before + done)
    const vectors = await embedder.embed(texts, 'passage', { signal, progress })
    this.#pace = { embedded: embedded + texts.length, ms: this.#pace.ms + this.around.now() - began }
    this.#done = before + texts.length
    this.#secondsLeft = secondsLeft(this.#of - this.#done, this.#pace.embedded, this.#pace.ms)
    return vectors
  }

  #record(
    { model }: Embedder,
    { id, title }: Listed,
    stamp: string,
    chunks: readonly Chunk[],
    packed: PackedBytes,
  ): DocumentVectors {
    const { key, id: modelId, revision, pooling, prefix, dtype } = model
    const { count, dims, levels, scales } = packed
    const by = { model: key, modelId, revision, pooling, prefix, dtype, at: this.around.now() }
    return { ...by, documentId: id, stamp, chunkSet: chunkSetOf(title, chunks), count, dims, levels, scales }
  }
}
