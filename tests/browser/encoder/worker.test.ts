import { expect, test } from 'vitest'
import { workerPort } from '../../../src/app/worker-port'
import { loadBasis } from '../../../src/encoder/load-basis'
import { loadEncoder } from '../../../src/encoder/load'
import { encoderPort } from '../../../src/encoder/port'
import type { EncoderCalls } from '../../../src/encoder/protocol'

test('the worker gives the same vectors as the page', async () => {
  const texts = ['Low-rank adapters', '', 'Chunk overlap costs tokens.']
  const packed = await encoderPort().call('embedMany', { texts, dtype: 'float32' })
  const encoder = await loadEncoder()
  expect(packed.dims).toBe(256)
  texts.forEach((text, at) => expect(packed.vectors.slice(at * 256, at * 256 + 256)).toEqual(encoder.embed(text)))
})

test('the worker reports as it goes and packs to bytes', async () => {
  const texts = Array.from({ length: 700 }, (_, at) => `passage ${at}`)
  const seen: number[] = []
  const packed = await encoderPort().call(
    'embedMany',
    { texts, dtype: 'int8' },
    { onprogress: (done) => seen.push(done!) },
  )
  expect(packed.vectors).toBeInstanceOf(Int8Array)
  expect(packed.vectors.length).toBe(700 * 256)
  expect(seen.at(-1)).toBe(700)
  expect(seen.length).toBeGreaterThan(1)
})

test('a long job stops when it is cancelled, and the worker answers the next call', async () => {
  let started = 0
  const port = workerPort<EncoderCalls>(() => {
    started++
    return new Worker(new URL('../../../src/encoder/encoder.worker.ts', import.meta.url), { type: 'module' })
  })
  const control = new AbortController()
  const texts = Array.from({ length: 50_000 }, (_, at) => `a passage of several words, number ${at}`)
  const onprogress = () => control.abort()
  const job = port.call('embedMany', { texts, dtype: 'int8' }, { signal: control.signal, onprogress })
  await expect(job).rejects.toMatchObject({ name: 'AbortError' })
  expect((await port.call('embedMany', { texts: ['next'], dtype: 'int8' })).vectors.length).toBe(256)
  expect(started).toBe(1)
})

test('the encoder is fetched once for all who ask', async () => {
  expect(await loadEncoder()).toBe(await loadEncoder())
})

test('the basis arrives whole', async () => {
  const basis = await loadBasis()
  expect(basis.rows.length).toBe(256 * 384)
})
