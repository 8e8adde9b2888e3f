import type { Listing, ModelFile } from './catalogue'
import { failed, refused, Stall, type FileOutcome, type Fetching, type Job } from './fetch-file'

/** No configuration, tokeniser or model library is larger. */
const mostOfSmall = 64_000_000
const mostOfOne = 2_000_000_000
const mostOfAll = 16_000_000_000

interface Place {
  folder: string
  urlOf: (path: string) => string
  from: string
}

/**
 * Fetches the small files of a model whose files are not pinned, and reads from its list what else there is. The small ones
 * are hashed as they are; the large ones are yet to come.
 */
export async function fetchListed(
  { small }: Listing,
  place: Place,
  around: Fetching,
): Promise<{ kind: 'listed'; files: ModelFile[] } | FileOutcome> {
  const files: ModelFile[] = []
  let large: ModelFile[] | undefined
  for (const path of small) {
    const job = { file: { path, bytes: 0, sha256: '' }, folder: place.folder, url: place.urlOf(path), from: place.from }
    const got = await fetchSmall(job, around)
    if (!('bytes' in got)) return got
    files.push(got.file)
    large ??= shardsOf(got.bytes)
    if (!large) return { kind: 'wrong', file: path, from: place.from }
  }
  return { kind: 'listed', files: [...files, ...large!] }
}

async function fetchSmall(job: Job, around: Fetching): Promise<{ file: ModelFile; bytes: Uint8Array } | FileOutcome> {
  const stall = new Stall(around.signal, around.stallMs)
  try {
    const init: RequestInit = { signal: stall.signal, cache: 'no-store', credentials: 'omit' }
    const response = await around.fetch(job.url, init)
    const refusal = refused(response, job)
    if (refusal) return refusal
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (!bytes.length || bytes.length > mostOfSmall) return { kind: 'wrong', file: job.file.path, from: job.from }
    return { bytes, file: await keep(job, bytes, around) }
  } catch (error) {
    return failed(error, job, around)
  } finally {
    stall.end()
  }
}

async function keep({ file: { path }, folder }: Job, bytes: Uint8Array<ArrayBuffer>, { files, hasher }: Fetching) {
  const writer = await files.append(folder, path, 0)
  try {
    await writer.write(bytes)
  } finally {
    await writer.close()
  }
  const hash = await hasher()
  hash.begin()
  hash.add(bytes)
  return { path, bytes: bytes.length, sha256: hash.end() }
}

/** The shards in web-llm's list; undefined where it is none, or asks for what no model would. */
export function shardsOf(list: Uint8Array): ModelFile[] | undefined {
  const shards = recordsOf(list).map(shardOf)
  const known = shards.filter((shard) => shard !== undefined)
  const bytes = known.reduce((sum, shard) => sum + shard.bytes, 0)
  return known.length && known.length === shards.length && bytes <= mostOfAll ? known : undefined
}

function recordsOf(list: Uint8Array): unknown[] {
  try {
    const { records } = JSON.parse(new TextDecoder().decode(list)) as { records?: unknown }
    return Array.isArray(records) ? records : []
  } catch {
    return []
  }
}

function shardOf(record: unknown): ModelFile | undefined {
  const { dataPath, nbytes, md5sum } = (record ?? {}) as Record<string, unknown>
  if (typeof dataPath !== 'string' || !/^[\w-]+(\.[\w-]+)*$/.test(dataPath)) return undefined
  if (!Number.isSafeInteger(nbytes) || (nbytes as number) <= 0 || (nbytes as number) > mostOfOne) return undefined
  const md5 = typeof md5sum === 'string' && /^[0-9a-f]{32}$/i.test(md5sum) ? md5sum.toLowerCase() : undefined
  return { path: dataPath, bytes: nbytes as number, sha256: '', md5 }
}
