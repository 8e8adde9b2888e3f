import { afterEach, expect, test } from 'vitest'
import { cacheFiles } from '../../../src/models/cache-files'

const name = 'test-model-store'
const open = async (limit = 10) => cacheFiles(await caches.open(name), limit)
const bytes = (...values: number[]) => Uint8Array.from(values)
const contents = async (files: Awaited<ReturnType<typeof open>>, path: string) => [
  ...new Uint8Array(await (await files.read('m', path))!.arrayBuffer()),
]
afterEach(() => caches.delete(name))

test('a file grows in pieces and is read as one', async () => {
  const files = await open()
  const writer = await files.append('m', 'onnx/a.onnx', 0)
  for (let n = 0; n < 25; n++) await writer.write(bytes(n))
  await writer.close()
  expect(await files.size('m', 'onnx/a.onnx')).toBe(25)
  expect(await contents(files, 'onnx/a.onnx')).toEqual(Array.from({ length: 25 }, (_, n) => n))
  expect((await (await caches.open(name)).keys()).length).toBe(3)
})

test('it goes on from any place, and drops what was beyond', async () => {
  const files = await open()
  const first = await files.append('m', 'a', 0)
  await first.write(Uint8Array.from({ length: 25 }, (_, n) => n))
  await first.close()
  const second = await files.append('m', 'a', 7)
  await second.write(bytes(99, 98))
  await second.close()
  expect(await contents(files, 'a')).toEqual([0, 1, 2, 3, 4, 5, 6, 99, 98])
})

test('files of one name in two folders, and names that begin alike, are kept apart', async () => {
  const files = await open()
  await files.writeText('m', 'record.json', '{}')
  await files.writeText('m2', 'record.json', '[1]')
  await files.writeText('m', 'record', 'x')
  expect(await (await files.read('m', 'record.json'))!.text()).toBe('{}')
  expect((await files.folders()).sort()).toEqual(['m', 'm2'])
  await files.removeFolder('m')
  expect(await files.read('m', 'record.json')).toBeUndefined()
  expect(await files.size('m2', 'record.json')).toBe(3)
})
