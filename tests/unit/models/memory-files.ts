import type { ModelFiles } from '../../../src/models/model-files'

/** The store in memory, with room for so many bytes. */
export function memoryFiles(room = Infinity) {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()
  const key = (folder: string, path: string) => `${folder}/${path}`
  const used = () => [...kept.values()].reduce((sum, { length }) => sum + length, 0)
  const files: ModelFiles = {
    size: async (folder, path) => kept.get(key(folder, path))?.length ?? 0,
    read: async (folder, path) => {
      const bytes = kept.get(key(folder, path))
      return bytes && new Blob([bytes])
    },
    async append(folder, path, at) {
      kept.set(key(folder, path), (kept.get(key(folder, path)) ?? new Uint8Array()).slice(0, at))
      return {
        write(bytes) {
          if (used() + bytes.length > room) throw new DOMException('full', 'QuotaExceededError')
          const before = kept.get(key(folder, path))!
          const after = new Uint8Array(before.length + bytes.length)
          after.set(before)
          after.set(bytes, before.length)
          kept.set(key(folder, path), after)
        },
        close: () => undefined,
      }
    },
    writeText: async (folder, path, text) => void kept.set(key(folder, path), new TextEncoder().encode(text)),
    remove: async (folder, path) => void kept.delete(key(folder, path)),
    async removeFolder(folder) {
      for (const name of kept.keys()) if (name.startsWith(`${folder}/`)) kept.delete(name)
    },
    folders: async () => [...new Set([...kept.keys()].map((name) => name.split('/')[0]!))],
  }
  return { files, kept }
}
