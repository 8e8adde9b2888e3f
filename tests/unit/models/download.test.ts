import { beforeEach, describe, expect, it } from 'vitest'
import type { ModelPackage } from '../../../src/models/catalogue'
import { inspect, readRecord } from '../../../src/models/package-record'
import { memoryFiles } from './memory-files'
import { bytesFrom, downloader, Sites, variant } from './site'

const ours = { 'config.json': bytesFrom(1, 60), 'onnx/model.onnx': bytesFrom(2, 5000) }
const hub = { 'config.json': bytesFrom(3, 65), 'onnx/model.onnx': bytesFrom(4, 5100) }
const pkg: ModelPackage = { id: 'tiny', variants: [variant('public', hub), variant('own', ours)] }

let sites: Sites
beforeEach(() => (sites = new Sites()))

describe('a download', () => {
  it('fetches every file, keeps its bytes and knows which export it is', async () => {
    const one = downloader(sites)
    expect(await one.run(pkg, [sites.has('own.example', ours)])).toEqual({ ok: true })
    expect(one.kept.get('tiny/onnx/model.onnx')).toEqual(ours['onnx/model.onnx'])
    expect(await inspect(one.files, pkg)).toMatchObject({ complete: true, variant: 'own', have: 5060, of: 5060 })
    expect(one.progress.at(-1)).toMatchObject({ have: 5060, of: 5060 })
  })

  it('asks nobody for what is here already', async () => {
    const one = downloader(sites)
    await one.run(pkg, [sites.has('own.example', ours)])
    const asked = sites.asked.length
    expect(await one.run(pkg, [sites.address('own.example'), sites.address('hub.example')])).toEqual({ ok: true })
    expect(sites.asked.length).toBe(asked)
  })

  it('takes the next address where the first has not got the model, or answers with its start page', async () => {
    for (const answer of ['gone', 'start page'] as const) {
      sites = new Sites()
      sites.next('own.example', 'config.json', answer)
      const one = downloader(sites)
      const outcome = await one.run(pkg, [sites.address('own.example'), sites.has('hub.example', hub)])
      expect(outcome).toEqual({ ok: true })
      expect((await readRecord(one.files, 'tiny')).variant).toBe('public')
    }
  })

  it('goes on by range where the line broke, and hashes the whole', async () => {
    const address = sites.has('own.example', ours)
    sites.next('own.example', 'onnx/model.onnx', { bytes: ours['onnx/model.onnx'], breaksAt: 3000 })
    const one = downloader(sites)
    expect(await one.run(pkg, [address])).toEqual({ ok: true })
    expect(sites.asked.at(-1)).toBe('own.example/m/onnx/model.onnx bytes=3000-')
    expect(one.waits).toEqual([1000])
    expect(one.progress.some(({ doing, have }) => doing === 'waiting' && have === 3060)).toBe(true)
  })

  it('begins a file anew where the server knows no ranges', async () => {
    const address = sites.has('own.example', ours)
    const bytes = ours['onnx/model.onnx']
    sites.next('own.example', 'onnx/model.onnx', { bytes, breaksAt: 3000 }, 'no ranges')
    const one = downloader(sites)
    expect(await one.run(pkg, [address])).toEqual({ ok: true })
    expect(one.kept.get('tiny/onnx/model.onnx')).toEqual(bytes)
  })

  it('throws when it is aborted, keeps what has come, and goes on from there another time', async () => {
    const address = sites.has('own.example', ours)
    sites.next('own.example', 'onnx/model.onnx', { bytes: ours['onnx/model.onnx'], breaksAt: 2000 })
    const store = memoryFiles()
    await expect(downloader(sites, store, 1).run(pkg, [address])).rejects.toMatchObject({ name: 'AbortError' })
    expect(await store.files.size('tiny', 'onnx/model.onnx')).toBe(2000)
    expect(await inspect(store.files, pkg)).toMatchObject({ have: 2060, complete: false, wanted: true })
    expect(await downloader(sites, store).run(pkg, [address])).toEqual({ ok: true })
    expect(sites.asked.at(-1)).toBe('own.example/m/onnx/model.onnx bytes=2000-')
    expect(store.kept.get('tiny/onnx/model.onnx')).toEqual(ours['onnx/model.onnx'])
  })

  it('waits for an address that has delivered, and tells no other that the line dropped', async () => {
    const own = sites.has('own.example', ours)
    sites.next('own.example', 'onnx/model.onnx', 'unreachable', 'unreachable')
    const one = downloader(sites)
    expect(await one.run(pkg, [own, sites.has('hub.example', hub)])).toEqual({ ok: true })
    expect(sites.asked.some((url) => url.startsWith('hub.example'))).toBe(false)
  })

  it('waits longer each time, and asks every address that may still have it', async () => {
    const own = sites.address('own.example')
    const unreachable = Array.from({ length: 3 }, () => 'unreachable' as const)
    sites.next('own.example', 'config.json', ...unreachable)
    sites.next('hub.example', 'config.json', ...unreachable)
    const one = downloader(sites)
    expect(await one.run(pkg, [own, sites.has('hub.example', hub)])).toEqual({ ok: true })
    expect(one.waits).toEqual([1000, 2000, 4000])
  })
})

describe('wrong bytes', () => {
  it('are thrown away and fetched once more', async () => {
    const address = sites.has('own.example', ours)
    const spoilt = ours['onnx/model.onnx'].with(77, 0).with(78, 255) as Uint8Array<ArrayBuffer>
    sites.next('own.example', 'onnx/model.onnx', spoilt)
    const one = downloader(sites)
    expect(await one.run(pkg, [address])).toEqual({ ok: true })
    expect(one.kept.get('tiny/onnx/model.onnx')).toEqual(ours['onnx/model.onnx'])
  })

  it('are named when they come again, and none of them stays', async () => {
    const spoilt = { ...ours, 'onnx/model.onnx': bytesFrom(9, 5000) }
    const one = downloader(sites)
    const outcome = await one.run(pkg, [sites.has('own.example', spoilt)])
    expect(outcome).toEqual({ ok: false, code: 'model-file-wrong', subject: 'onnx/model.onnx', detail: 'own.example' })
    expect(await one.files.size('tiny', 'onnx/model.onnx')).toBe(0)
    expect((await inspect(one.files, pkg)).complete).toBe(false)
  })

  it('are seen by their number too: a file cut short and one too long', async () => {
    for (const length of [4000, 6000]) {
      sites = new Sites()
      const one = downloader(sites)
      const outcome = await one.run(pkg, [
        sites.has('own.example', { ...ours, 'onnx/model.onnx': bytesFrom(2, length) }),
      ])
      expect(outcome).toMatchObject({ ok: false, code: 'model-file-wrong', subject: 'onnx/model.onnx' })
    }
  })

  it('send it to the next address, which may have another export', async () => {
    const spoilt = { ...ours, 'onnx/model.onnx': bytesFrom(9, 5000) }
    const one = downloader(sites)
    const outcome = await one.run(pkg, [sites.has('own.example', spoilt), sites.has('hub.example', hub)])
    expect(outcome).toEqual({ ok: true })
    expect(await inspect(one.files, pkg)).toMatchObject({ variant: 'public', complete: true })
    expect(one.kept.get('tiny/onnx/model.onnx')).toEqual(hub['onnx/model.onnx'])
  })
})

it('says while it waits for the next address what the first had wrong', async () => {
  const spoilt = { ...ours, 'onnx/model.onnx': bytesFrom(9, 5000) }
  const one = downloader(sites)
  sites.next('hub.example', 'config.json', 'unreachable')
  expect(await one.run(pkg, [sites.has('own.example', spoilt), sites.has('hub.example', hub)])).toEqual({ ok: true })
  const waiting = one.progress.find(({ doing }) => doing === 'waiting')
  expect(waiting!.wrong).toEqual({ file: 'onnx/model.onnx', from: 'own.example' })
})

describe('a store', () => {
  it('that is full ends the download with what has come kept', async () => {
    const one = downloader(sites, memoryFiles(4000))
    const broken = { bytes: ours['onnx/model.onnx'], breaksAt: 3000 }
    sites.next('own.example', 'onnx/model.onnx', broken)
    const outcome = await one.run(pkg, [sites.has('own.example', ours)])
    expect(outcome).toEqual({ ok: false, code: 'model-no-room', subject: 'onnx/model.onnx' })
    expect(await one.files.size('tiny', 'onnx/model.onnx')).toBe(3000)
  })

  it('left by an older catalogue is not taken for the pinned files', async () => {
    const store = memoryFiles()
    const old: ModelPackage = {
      id: 'tiny',
      variants: [variant('public', { ...hub, 'onnx/model.onnx': bytesFrom(8, 5100) })],
    }
    const one = downloader(sites, store)
    await one.run(old, [sites.has('hub.example', { ...hub, 'onnx/model.onnx': bytesFrom(8, 5100) })])
    expect((await inspect(store.files, pkg)).complete).toBe(false)
    const again = downloader(sites, store)
    expect(await again.run(pkg, [sites.has('hub.example', hub)])).toEqual({ ok: true })
    expect(store.kept.get('tiny/onnx/model.onnx')).toEqual(hub['onnx/model.onnx'])
  })

  it('whose record was cut off is looked at anew, and nothing that is whole is fetched again', async () => {
    const store = memoryFiles()
    const address = sites.has('own.example', ours)
    await downloader(sites, store).run(pkg, [address])
    await store.files.writeText('tiny', 'record.json', '{"variant":"ow')
    sites.asked.length = 0
    expect(await downloader(sites, store).run(pkg, [address])).toEqual({ ok: true })
    expect(sites.asked.some((url) => url.includes('model.onnx'))).toBe(false)
  })
})
