import { Zip, ZipDeflate, ZipPassThrough, strToU8 } from 'fflate'
import { backupVersion, explanation, type Manifest, type Row, type Tables } from './format'
import { sha256 } from './hash'
import { userTables, type UserTable } from './tables'

export interface BackupInput {
  tables: Tables
  /** The bytes of a media row. */
  mediaBytes: (row: Row) => Promise<Uint8Array>
  app: string
  now: number
}

/** Writes the zip, a file at a time. Rejects with AbortError when `signal` says so between two files. */
export async function writeBackup(
  { tables, mediaBytes, app, now }: BackupInput,
  { signal, progress }: { signal?: AbortSignal; progress?: (done: number, total: number) => void } = {},
): Promise<Blob> {
  const archive = new Archive()
  const files: Manifest['files'] = {}
  const total = userTables.length + tables.media.length
  let done = 0
  const step = () => {
    signal?.throwIfAborted()
    progress?.(++done, total)
  }

  archive.add('README.txt', strToU8(explanation))
  for (const table of userTables) {
    const bytes = strToU8(linesOf(table, tables[table]))
    files[`${table}.jsonl`] = { sha256: await sha256(bytes), bytes: bytes.length, records: tables[table].length }
    archive.add(`${table}.jsonl`, bytes)
    step()
  }
  for (const row of tables.media) {
    const name = `media/${String(row.id)}`
    const bytes = await mediaBytes(row)
    files[name] = { sha256: await sha256(bytes), bytes: bytes.length }
    archive.store(name, bytes)
    step()
  }
  const manifest: Manifest = { format: 'preflight-backup', version: backupVersion, app, createdAt: now, files }
  archive.add('manifest.json', strToU8(JSON.stringify(manifest, null, 2)))
  return archive.end()
}

function linesOf(table: UserTable, rows: Row[]): string {
  // Media bytes are files of their own.
  const plain = table === 'media' ? rows.map(({ bytes: _, ...rest }) => rest) : rows
  return plain.map((row) => `${JSON.stringify(row)}\n`).join('')
}

/** A zip that grows in pieces, so that a large library is never in memory twice. */
class Archive {
  private pieces: Uint8Array<ArrayBuffer>[] = []
  private fault: Error | null = null
  private zip = new Zip((error, piece) => {
    if (error) this.fault = error
    else this.pieces.push(piece as Uint8Array<ArrayBuffer>)
  })

  add(name: string, bytes: Uint8Array) {
    this.push(new ZipDeflate(name, { level: 6 }), bytes)
  }

  /** Images are compressed already. */
  store(name: string, bytes: Uint8Array) {
    this.push(new ZipPassThrough(name), bytes)
  }

  end(): Blob {
    this.zip.end()
    if (this.fault) throw this.fault
    return new Blob(this.pieces, { type: 'application/zip' })
  }

  private push(file: ZipDeflate | ZipPassThrough, bytes: Uint8Array) {
    this.zip.add(file)
    file.push(bytes, true)
  }
}
