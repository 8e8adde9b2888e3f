import type { ModelFiles, Writer } from './model-files'

/** So much may be lost when the device stops at once. */
const flushAfter = 4_000_000

/** A path of the model is one name here: folders in folders would only be more to keep in step. */
const nameOf = (path: string) => path.replaceAll('/', '~')

export function opfsFiles(root: FileSystemDirectoryHandle): ModelFiles {
  const folderAt = (folder: string) => root.getDirectoryHandle(folder, { create: true })

  async function find(folder: string, path: string): Promise<FileSystemFileHandle | undefined> {
    try {
      return await (await root.getDirectoryHandle(folder)).getFileHandle(nameOf(path))
    } catch (error) {
      if ((error as Error).name === 'NotFoundError') return undefined
      throw error
    }
  }

  async function open(folder: string, path: string) {
    const handle = await (await folderAt(folder)).getFileHandle(nameOf(path), { create: true })
    return handle.createSyncAccessHandle()
  }

  return {
    async size(folder, path) {
      return (await (await find(folder, path))?.getFile())?.size ?? 0
    },
    async read(folder, path) {
      return (await find(folder, path))?.getFile()
    },
    append: async (folder, path, at) => writer(await open(folder, path), at),
    async writeText(folder, path, text) {
      const access = await open(folder, path)
      try {
        access.truncate(0)
        writeAll(access, new TextEncoder().encode(text), 0)
        access.flush()
      } finally {
        access.close()
      }
    },
    remove: (folder, path) => forgiving(async () => (await folderAt(folder)).removeEntry(nameOf(path))),
    removeFolder: (folder) => forgiving(() => root.removeEntry(folder, { recursive: true })),
    async folders() {
      const names: string[] = []
      for await (const handle of root.values()) if (handle.kind === 'directory') names.push(handle.name)
      return names
    },
  }
}

function writer(access: FileSystemSyncAccessHandle, at: number): Writer {
  let end = at
  let unflushed = 0
  access.truncate(at)
  return {
    write(bytes) {
      writeAll(access, bytes, end)
      end += bytes.length
      unflushed += bytes.length
      if (unflushed < flushAfter) return
      access.flush()
      unflushed = 0
    },
    close() {
      access.flush()
      access.close()
    },
  }
}

/** Where the room ends, some browsers write less and do not throw; Chromium's private windows even tell a nonsense number. */
function writeAll(access: FileSystemSyncAccessHandle, bytes: Uint8Array<ArrayBuffer>, at: number) {
  if (access.write(bytes, { at }) !== bytes.length) throw new DOMException('No room left', 'QuotaExceededError')
}

async function forgiving(removal: () => Promise<void>) {
  try {
    await removal()
  } catch (error) {
    if ((error as Error).name !== 'NotFoundError') throw error
  }
}
