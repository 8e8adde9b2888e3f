import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ModelPackage } from '../../../src/models/catalogue'
import { shardsOf } from '../../../src/models/fetch-listed'
import { inspect, readRecord } from '../../../src/models/package-record'
import { memoryFiles } from './memory-files'
import { bytesFrom, downloader, Sites } from './site'

const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex')
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

const shards = { 'params_shard_0.bin': bytesFrom(1, 4000), 'params_shard_1.bin': bytesFrom(2, 3000) }
const list = (of: Record<string, Uint8Array>) =>
  text({
    records: Object.entries(of).map(([dataPath, b]) => ({ dataPath, nbytes: b.length, md5sum: md5(b), records: [] })),
  })
const small = { 'mlc-chat-config.json': text({ tokenizer_files: ['tokenizer.json'] }), 'lib.wasm': bytesFrom(9, 500) }
const all = { 'tensor-cache.json': list(shards), ...small, ...shards }
const listed = { small: ['tensor-cache.json', 'mlc-chat-config.json', 'lib.wasm'], version: 'v1', aboutBytes: 9000 }
const pkg: ModelPackage = { id: 'chat', variants: [{ name: 'public', revision: 'main', files: [], listed }] }

let sites: Sites
beforeEach(() => (sites = new Sites()))

describe('a model whose files are listed', () => {
  it('is fetched by its list, each shard compared with its md5, and each file’s own hash recorded', async () => {
    const one = downloader(sites)
    expect(await inspect(one.files, pkg)).toMatchObject({ of: 9000, complete: false })
    expect(await one.run(pkg, [sites.has('hub.example', all)])).toEqual({ ok: true })
    const held = await inspect(one.files, pkg)
    const of = Object.values(all).reduce((sum, { length }) => sum + length, 0)
    expect(held).toMatchObject({ complete: true, have: of, of })
    expect(held.files.map(({ path, sha256 }) => [path, sha256])).toEqual(
      [...listed.small, ...Object.keys(shards)].map((path) => [path, sha256(all[path as keyof typeof all])]),
    )
    const asked = sites.asked.length
    expect(await one.run(pkg, [sites.address('hub.example')])).toEqual({ ok: true })
    expect(sites.asked.length).toBe(asked)
  })

  it('refuses a shard of the right size that was spoilt, names it, and keeps the rest', async () => {
    const address = sites.has('hub.example', all)
    const spoilt = shards['params_shard_1.bin'].slice()
    spoilt[1234]! ^= 1
    sites.next('hub.example', 'params_shard_1.bin', spoilt, spoilt)
    const store = memoryFiles()
    const outcome = await downloader(sites, store).run(pkg, [address])
    expect(outcome).toEqual({
      ok: false,
      code: 'model-file-wrong',
      subject: 'params_shard_1.bin',
      detail: 'hub.example',
    })
    expect(store.kept.has('chat/params_shard_1.bin')).toBe(false)
    expect(await inspect(store.files, pkg)).toMatchObject({ complete: false })
    // Tried again: the list is read anew, what was right is not.
    const before = sites.asked.length
    expect(await downloader(sites, store).run(pkg, [address])).toEqual({ ok: true })
    expect(sites.asked.slice(before).map((url) => url.split('/m/')[1])).toEqual([...listed.small, 'params_shard_1.bin'])
  })

  it('takes the new list when its makers changed it half-way', async () => {
    const address = sites.has('hub.example', all)
    const store = memoryFiles()
    sites.next('hub.example', 'params_shard_1.bin', { bytes: shards['params_shard_1.bin'], breaksAt: 1000 })
    await expect(downloader(sites, store, 1).run(pkg, [address])).rejects.toMatchObject({ name: 'AbortError' })
    const changed = { ...shards, 'params_shard_1.bin': bytesFrom(7, 3100) }
    sites.has('hub.example', { ...changed, 'tensor-cache.json': list(changed) })
    expect(await downloader(sites, store).run(pkg, [address])).toMatchObject({ code: 'model-file-wrong' })
    expect(await downloader(sites, store).run(pkg, [address])).toEqual({ ok: true })
    const held = await inspect(store.files, pkg)
    expect(held.complete).toBe(true)
    expect(held.files.at(-1)!.sha256).toBe(sha256(changed['params_shard_1.bin']))
  })

  it('holds to what was recorded, wherever a lost file comes from later', async () => {
    const address = sites.has('hub.example', all)
    const store = memoryFiles()
    await downloader(sites, store).run(pkg, [address])
    store.kept.delete('chat/mlc-chat-config.json')
    sites.has('hub.example', { 'mlc-chat-config.json': text({ tokenizer_files: ['other.json'] }) })
    expect(await downloader(sites, store).run(pkg, [address])).toMatchObject({ subject: 'mlc-chat-config.json' })
  })

  it('fetches its small files anew for an app that wants them of another version, and no shard', async () => {
    const address = sites.has('hub.example', all)
    const store = memoryFiles()
    await downloader(sites, store).run(pkg, [address])
    const newer = { ...pkg, variants: [{ ...pkg.variants[0]!, listed: { ...listed, version: 'v2' } }] }
    sites.has('hub.example', { 'lib.wasm': bytesFrom(10, 600) })
    expect((await inspect(store.files, newer)).complete).toBe(false)
    const before = sites.asked.length
    expect(await downloader(sites, store).run(newer, [address])).toEqual({ ok: true })
    expect(sites.asked.slice(before).map((url) => url.split('/m/')[1])).toEqual(listed.small)
    expect((await inspect(store.files, newer)).complete).toBe(true)
    expect(store.kept.get('chat/lib.wasm')).toEqual(bytesFrom(10, 600))
  })

  it('asks the next address where one has not got it', async () => {
    const one = downloader(sites)
    expect(await one.run(pkg, [sites.address('own.example'), sites.has('hub.example', all)])).toEqual({ ok: true })
    expect((await readRecord(one.files, 'chat')).from?.name).toBe('hub.example')
  })

  it('is thrown away at once when its list is none', async () => {
    for (const wrong of [text('no list'), text({ records: [] }), new TextEncoder().encode('{')]) {
      sites = new Sites()
      const one = downloader(sites)
      const outcome = await one.run(pkg, [sites.has('hub.example', { ...all, 'tensor-cache.json': wrong })])
      expect(outcome).toMatchObject({ ok: false, code: 'model-file-wrong', subject: 'tensor-cache.json' })
      expect(sites.asked).toHaveLength(1)
    }
  })
})

describe('a list of shards', () => {
  const shard = { dataPath: 'params_shard_0.bin', nbytes: 10, md5sum: 'A'.repeat(32) }
  it('is read with its sizes and hashes', () => {
    expect(shardsOf(text({ records: [shard] }))).toEqual([
      { path: 'params_shard_0.bin', bytes: 10, sha256: '', md5: 'a'.repeat(32) },
    ])
    expect(shardsOf(text({ records: [{ ...shard, md5sum: 'short' }] }))?.[0]).toMatchObject({ md5: undefined })
  })

  it.each([
    { ...shard, dataPath: '../record.json' },
    { ...shard, dataPath: 'a/b' },
    { ...shard, dataPath: '' },
    { ...shard, nbytes: -1 },
    { ...shard, nbytes: 1e12 },
    { ...shard, nbytes: '10' },
    null,
  ])('is none with %j in it', (record) => expect(shardsOf(text({ records: [shard, record] }))).toBeUndefined())
})

/** As a network delivers. */
function inPieces(response: Response): Response {
  const cut = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, to) {
      for (let at = 0; at < bytes.length; at += 50) to.enqueue(bytes.slice(at, at + 50))
    },
  })
  return new Response(response.body?.pipeThrough(cut), response)
}

describe('a bad day of a download', () => {
  it('the room ends at nine tenths: said, what has come is kept, and it goes on when there is room', async () => {
    const address = sites.has('hub.example', all)
    const of = Object.values(all).reduce((sum, { length }) => sum + length, 0)
    let room = Math.floor(of * 0.9)
    const store = memoryFiles()
    const { append } = store.files
    store.files.append = async (folder, path, at) => {
      const writer = await append(folder, path, at)
      const used = () => Object.keys(all).reduce((sum, name) => sum + (store.kept.get(`chat/${name}`)?.length ?? 0), 0)
      return {
        ...writer,
        write(bytes) {
          if (used() + bytes.length > room) throw new DOMException('full', 'QuotaExceededError')
          return writer.write(bytes)
        },
      }
    }
    const { fetch } = sites
    sites.fetch = async (url, init) => inPieces(await fetch(url, init))
    const outcome = await downloader(sites, store).run(pkg, [address])
    expect(outcome).toEqual({ ok: false, code: 'model-no-room', subject: 'params_shard_1.bin' })
    const held = await inspect(store.files, pkg)
    expect(held.have / of).toBeGreaterThan(0.88)
    expect(held).toMatchObject({ complete: false, wanted: true })
    room = Infinity
    const asked = sites.asked.length
    expect(await downloader(sites, store).run(pkg, [address])).toEqual({ ok: true })
    const from = held.have - (of - shards['params_shard_1.bin'].length)
    expect(sites.asked.slice(asked)).toEqual([`hub.example/m/params_shard_1.bin bytes=${from}-`])
    expect(store.kept.get('chat/params_shard_1.bin')).toEqual(shards['params_shard_1.bin'])
  })

  it('the tab is closed mid-download: another run finds what was written and asks for the rest only', async () => {
    const address = sites.has('hub.example', all)
    const store = memoryFiles()
    // As with a closed tab: the code stops where it is, and tidies up nothing.
    sites.next('hub.example', 'params_shard_1.bin', { bytes: shards['params_shard_1.bin'], breaksAt: 1700 })
    await downloader(sites, store, 1)
      .run(pkg, [address])
      .catch(() => undefined)
    const left = { files: store.files, kept: store.kept }
    expect(await inspect(left.files, pkg)).toMatchObject({ complete: false, wanted: true })
    expect(await downloader(sites, left).run(pkg, [address])).toEqual({ ok: true })
    expect(sites.asked.at(-1)).toBe('hub.example/m/params_shard_1.bin bytes=1700-')
    expect(left.kept.get('chat/params_shard_1.bin')).toEqual(shards['params_shard_1.bin'])
  })
})
