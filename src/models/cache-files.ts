import type { ModelFiles, Writer } from './model-files'

/** A cached response cannot be added to: a file is kept in pieces of at most so many bytes. */
const pieceBytes = 4_000_000

/** For browsers without a private file system. A piece's address tells its place and size, so that nothing is read to count. */
export function cacheFiles(cache: Cache, limit = pieceBytes): ModelFiles {
  const prefix = (folder: string, path = '') =>
    new URL(`model-store/${folder}/${path && `${encodeURIComponent(path)}/`}`, location.origin).href

  async function pieces(folder: string, path: string): Promise<{ url: string; at: number; bytes: number }[]> {
    const keys = await cache.keys()
    return keys
      .filter(({ url }) => url.startsWith(prefix(folder, path)))
      .map(({ url }) => {
        const [at, bytes] = url.slice(prefix(folder, path).length).split('-').map(Number)
        return { url, at: at!, bytes: bytes! }
      })
      .sort((a, b) => a.at - b.at)
  }

  const sizeOf = async (folder: string, path: string) =>
    (await pieces(folder, path)).reduce((sum, { bytes }) => sum + bytes, 0)

  async function read(folder: string, path: string): Promise<Blob | undefined> {
    const found = await pieces(folder, path)
    if (!found.length) return undefined
    return new Blob(await Promise.all(found.map(async ({ url }) => (await cache.match(url))!.blob())))
  }

  const put = (folder: string, path: string, at: number, bytes: Uint8Array<ArrayBuffer>) =>
    cache.put(`${prefix(folder, path)}${at}-${bytes.length}`, new Response(bytes))

  async function append(folder: string, path: string, at: number): Promise<Writer> {
    for (const piece of await pieces(folder, path)) {
      if (piece.at + piece.bytes <= at) continue
      const head = piece.at < at ? await (await cache.match(piece.url))!.arrayBuffer() : undefined
      await cache.delete(piece.url)
      if (head) await put(folder, path, piece.at, new Uint8Array(head.slice(0, at - piece.at)))
    }
    return pieceWriter((from, bytes) => put(folder, path, from, bytes), at, limit)
  }

  async function remove(folder: string, path: string) {
    for (const { url } of await pieces(folder, path)) await cache.delete(url)
  }

  return {
    size: sizeOf,
    read,
    append,
    async writeText(folder, path, text) {
      await remove(folder, path)
      await put(folder, path, 0, new TextEncoder().encode(text))
    },
    remove,
    async removeFolder(folder) {
      for (const { url } of await cache.keys()) if (url.startsWith(prefix(folder))) await cache.delete(url)
    },
    async folders() {
      const root = new URL('model-store/', location.origin).href
      return [...new Set((await cache.keys()).map(({ url }) => url.slice(root.length).split('/')[0]!))]
    },
  }
}

function pieceWriter(
  put: (at: number, bytes: Uint8Array<ArrayBuffer>) => Promise<void>,
  at: number,
  limit: number,
): Writer {
  let waiting: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  const flush = async () => {
    if (!size) return
    const piece = new Uint8Array(await new Blob(waiting).arrayBuffer())
    await put(at, piece)
    at += size
    waiting = []
    size = 0
  }
  return {
    async write(bytes) {
      // A copy: the caller may use its buffer again.
      waiting.push(bytes.slice())
      size += bytes.length
      if (size >= limit) await flush()
    },
    close: flush,
  }
}
