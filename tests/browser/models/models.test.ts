import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { workerPort } from '../../../src/app/worker-port'
import type { WorkerPort } from '../../../src/app/worker-protocol'
import { vectorKey, type EmbedderModel, type ModelPackage } from '../../../src/models/catalogue'
import { noGraphics, type Device } from '../../../src/models/capability'
import { probeDevice } from '../../../src/models/probe'
import { packageLock, type DownloadCalls, type LoadSpec } from '../../../src/models/protocol'
import { Runner } from '../../../src/models/runner'
import { plainRuntime } from '../../../src/models/runtime'
import { tryModel } from '../../../src/models/trial'
import { packageOf, tinyDims, tinyModel, tinyVector } from '../../fixtures/models/tiny-model'

const here = [{ name: 'this site', base: '', origins: [] }]
let port: WorkerPort<DownloadCalls>
let model: EmbedderModel
let pkg: ModelPackage

beforeAll(async () => {
  port = workerPort(
    () => new Worker(new URL('../../../src/models/download.worker.ts', import.meta.url), { type: 'module' }),
  )
  model = (await tinyModel()).model
  pkg = packageOf(model)
  await port.call('remove', [pkg.id, plainRuntime.id])
})
afterAll(() => port.call('remove', [pkg.id, plainRuntime.id]))

const fetchAll = (one: ModelPackage) => port.call('download', { pkg: one, addresses: here })
const variant = () => model.variants[0]!

function runner(): Runner {
  const { id, pooling, prefix, dtype, dims } = model
  const runtime = { id: plainRuntime.id, glue: plainRuntime.glue, files: plainRuntime.variants[0]!.files }
  const spec: LoadSpec = { model, files: variant().files, runtime, device: 'wasm', threads: 1 }
  const key = vectorKey(model, variant())
  return new Runner({ key, id, revision: 'r1', pooling, prefix, dtype, dims }, spec, () => {
    return new Worker(new URL('../../../src/models/embedder.worker.ts', import.meta.url), { type: 'module' })
  })
}

/** What the model should say: the mean of its words' vectors, one long. */
function expected(...words: string[]): number[] {
  const sum = Array.from({ length: tinyDims }, (_, d) => words.reduce((all, word) => all + tinyVector(word)[d]!, 0))
  const length = Math.hypot(...sum)
  return sum.map((value) => value / length)
}

/** Changes one byte of a stored file without changing its size. */
async function spoil(folder: string, path: string) {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('models')
  const handle = await (await root.getDirectoryHandle(folder)).getFileHandle(path.replaceAll('/', '~'))
  const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer())
  bytes[bytes.length - 5]! ^= 1
  const writable = await handle.createWritable()
  await writable.write(bytes)
  await writable.close()
}

describe('a model on this device', () => {
  test('is fetched by the worker into private files, and known after', async () => {
    expect(await fetchAll(pkg)).toEqual({ ok: true })
    expect(await fetchAll(packageOf(plainRuntime))).toEqual({ ok: true })
    const [held] = await port.call('inspect', [pkg])
    expect(held).toMatchObject({ complete: true, variant: 'public', have: held!.of, wanted: true })
    expect(held!.ready).toBeUndefined()
  })

  test('runs in transformers.js out of the store and gives the vectors it should', async () => {
    const one = runner()
    const { requests } = await one.load()
    expect(
      requests.filter((url) => !/\.(m?js|ts)(\?|$)/.test(url)),
      'requests while loading',
    ).toEqual([])
    const texts = ['Copper iron', 'unknown words only', 'thursday', 'The adapter weights of rank', 'Iron copper']
    const progress: number[] = []
    const vectors = await one.embed(texts, 'passage', { progress: (done) => progress.push(done) })
    const close = (vector: Float32Array, wanted: number[]) =>
      wanted.forEach((value, d) => expect(vector[d]).toBeCloseTo(value, 5))
    close(vectors[0]!, expected('copper', 'iron'))
    expect([...vectors[1]!]).toEqual(Array(tinyDims).fill(0))
    close(vectors[2]!, expected('thursday'))
    close(vectors[3]!, expected('adapter', 'weights', 'rank'))
    expect(vectors[4]).toEqual(vectors[0])
    expect(progress.at(-1)).toBe(5)
    one.end()
  })

  test('answers a question in the middle of a long job', async () => {
    const one = runner()
    await one.load()
    const order: string[] = []
    let asked: Promise<unknown> | undefined
    const progress = () => (asked ??= one.embed(['iron'], 'query').then(() => order.push('question')))
    const texts = Array.from({ length: 2000 }, (_, n) =>
      Array(1 + (n % 50))
        .fill('copper')
        .join(' '),
    )
    const vectors = await one.embed(texts, 'passage', { progress })
    order.push('job')
    await asked
    expect(order).toEqual(['question', 'job'])
    expect(vectors.every((vector) => Math.hypot(...vector) > 0.999)).toBe(true)
    one.end()
  })

  test('stops when it is cancelled and answers the next call in the same worker', async () => {
    const one = runner()
    await one.load()
    const control = new AbortController()
    const texts = Array.from({ length: 400 }, (_, n) =>
      Array(1 + (n % 50))
        .fill('copper')
        .join(' '),
    )
    const job = one.embed(texts, 'passage', { signal: control.signal, progress: () => control.abort() })
    await expect(job).rejects.toMatchObject({ name: 'AbortError' })
    expect(await one.embed(['iron'], 'query')).toHaveLength(1)
    one.end()
  })

  test('starts again after its worker was let go, and fails the calls that were open', async () => {
    const one = runner()
    const open = one.embed(['iron'], 'query')
    one.end()
    await expect(open).rejects.toMatchObject({ name: 'AbortError' })
    expect(await one.embed(['iron'], 'query')).toHaveLength(1)
    one.end()
  })

  test('is ready after its first start, with the speed it has here', async () => {
    const device: Device = { ...(await probeDevice()), graphics: noGraphics }
    const around = { device, runtime: 'r', now: () => 9, keptOffline: async () => false }
    const ready = await tryModel({ runner, ...around })
    expect(ready).toMatchObject({ device: 'wasm', offline: false, at: 9 })
    expect(ready.speeds.wasm).toBeGreaterThan(1)
    await port.call('ready', { id: pkg.id, ready })
    const [held] = await port.call('inspect', [pkg])
    expect(held).toMatchObject({ ready: { device: 'wasm', offline: false, at: 9 }, wanted: false })
  })
})

describe('a damaged file', () => {
  test('is named, never loaded, and fetched again by itself', async () => {
    await spoil(pkg.id, 'onnx/model_quantized.onnx')
    const one = runner()
    await expect(one.load()).rejects.toMatchObject({ name: 'DamagedFile', message: 'onnx/model_quantized.onnx' })
    expect(await port.call('check', pkg)).toEqual(['onnx/model_quantized.onnx'])
    const [held] = await port.call('inspect', [pkg])
    expect(held).toMatchObject({ complete: false, ready: undefined })
    expect(held!.of - held!.have).toBe(variant().files[3]!.bytes)
    expect(await fetchAll(pkg)).toEqual({ ok: true })
    expect(await port.call('check', pkg)).toEqual([])
    expect(await one.embed(['iron'], 'query')).toHaveLength(1)
    one.end()
  })

  test('is found in the runtime too', async () => {
    await spoil(plainRuntime.id, 'runtime.wasm')
    const one = runner()
    await expect(one.load()).rejects.toMatchObject({ name: 'DamagedFile', message: 'runtime.wasm' })
    one.end()
    expect(await port.call('check', packageOf(plainRuntime))).toEqual(['runtime.wasm'])
  })
})

test('two tabs do not fetch one model at once', async () => {
  await port.call('remove', [pkg.id])
  const release = await new Promise<() => void>((held) => {
    void navigator.locks.request(packageLock(pkg.id), () => new Promise<void>((done) => held(done)))
  })
  expect(await fetchAll(pkg)).toBe('elsewhere')
  release()
  await expect.poll(() => fetchAll(pkg)).toEqual({ ok: true })
})

test('a model that is removed leaves nothing behind', async () => {
  await port.call('remove', [pkg.id])
  const [held] = await port.call('inspect', [pkg])
  expect(held).toMatchObject({ have: 0, complete: false, wanted: false })
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('models')
  await expect(root.getDirectoryHandle(pkg.id)).rejects.toMatchObject({ name: 'NotFoundError' })
})
