import { parseName, type Kept } from '../backup/retention'

/** Automatic backups in the origin private file system; works in a worker in every current browser. */
async function folder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory()
  return root.getDirectoryHandle('backups', { create: true })
}

export async function listKept(): Promise<(Kept & { bytes: number })[]> {
  const found: (Kept & { bytes: number })[] = []
  for await (const handle of (await folder()).values()) {
    const kept = handle.kind === 'file' ? parseName(handle.name) : undefined
    if (kept) found.push({ ...kept, bytes: (await (handle as FileSystemFileHandle).getFile()).size })
  }
  return found.sort((a, b) => b.at - a.at)
}

export async function openKept(name: string): Promise<File> {
  return (await (await folder()).getFileHandle(name)).getFile()
}

/** A write that fails leaves no file; one that was cut off by a crash is found out by its missing manifest on reading. */
export async function writeKept(name: string, content: Blob): Promise<void> {
  const directory = await folder()
  const handle = await directory.getFileHandle(name, { create: true })
  const access = await handle.createSyncAccessHandle()
  try {
    access.truncate(0)
    access.write(new Uint8Array(await content.arrayBuffer()))
    access.flush()
  } catch (error) {
    access.close()
    await directory.removeEntry(name)
    throw error
  }
  access.close()
}

export async function removeKept(name: string): Promise<void> {
  await (await folder()).removeEntry(name)
}
