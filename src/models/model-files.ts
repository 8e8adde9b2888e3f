import { cacheFiles } from './cache-files'
import { opfsFiles } from './opfs-files'

/** Writes at the end of a file; what was written stays even when no end is reached. */
export interface Writer {
  write(bytes: Uint8Array<ArrayBuffer>): void | Promise<void>
  close(): void | Promise<void>
}

/** The models on this device: files in folders, one folder a package. Only workers write. */
export interface ModelFiles {
  /** 0 where there is no such file. */
  size(folder: string, path: string): Promise<number>
  read(folder: string, path: string): Promise<Blob | undefined>
  /** Opens for writing on from `at`; what was there beyond is dropped. */
  append(folder: string, path: string, at: number): Promise<Writer>
  writeText(folder: string, path: string, text: string): Promise<void>
  remove(folder: string, path: string): Promise<void>
  removeFolder(folder: string): Promise<void>
  folders(): Promise<string[]>
}

/** The origin's private file system, or the Cache where there is none (some private windows). */
export async function openModelFiles(): Promise<ModelFiles> {
  const root = await privateFiles()
  return root ? opfsFiles(root) : cacheFiles(await caches.open('preflight-models'))
}

async function privateFiles(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    return await (await navigator.storage.getDirectory()).getDirectoryHandle('models', { create: true })
  } catch {
    return undefined
  }
}
