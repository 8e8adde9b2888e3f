import { mostFiles, type PickedFile } from './stage'

/** Files from a picker; those of a folder carry their path in it. */
export function fromPicker(files: FileList): PickedFile[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, bytes: file }))
}

/** Files and whole folders that were dropped or pasted; gives up just past the most that can be imported. */
export async function fromTransfer(transfer: DataTransfer): Promise<PickedFile[]> {
  // Entries must be asked for at once: the transfer is emptied when the event is over.
  const entries = [...transfer.items].flatMap((item) => (item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : []))
  if (!entries.length) return fromPicker(transfer.files)
  const found: PickedFile[] = []
  const queue = [...entries]
  for (let entry = queue.pop(); entry && found.length <= mostFiles; entry = queue.pop()) {
    if (entry.name.startsWith('.') || entry.name === '__MACOSX') continue
    if (entry.isDirectory) queue.push(...(await childrenOf(entry as FileSystemDirectoryEntry)))
    else found.push({ path: entry.fullPath.replace(/^\//, ''), bytes: await fileOf(entry as FileSystemFileEntry) })
  }
  return found
}

/** A folder gives its entries a hundred at a time, until it gives none. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const children: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])))
    if (!some.length || children.length > mostFiles) return children
    children.push(...some)
  }
}

/** A file that cannot be opened is handed on empty: the import then says so by its name. */
function fileOf(entry: FileSystemFileEntry): Promise<Blob> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(new Blob())))
}
