import type { ModelFile } from './catalogue'
import { sha256OfBlob } from './hash'
import type { ModelFiles } from './model-files'

/** A file on this device is not the one it should be; `message` is its path. */
export class DamagedFile extends Error {
  override name = 'DamagedFile'
}

/** A file of the store whose every byte was just hashed; not read into memory as a whole. */
export async function verifiedBlob(store: ModelFiles, folder: string, file: ModelFile): Promise<Blob> {
  const blob = await store.read(folder, file.path)
  if (blob?.size !== file.bytes || (await sha256OfBlob(blob)) !== file.sha256) throw new DamagedFile(file.path)
  return blob
}
