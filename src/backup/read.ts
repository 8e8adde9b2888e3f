import { Unzip, UnzipInflate, strFromU8 } from 'fflate'
import * as v from 'valibot'
import { refuse, type Result } from '../app/failures'
import { backupVersion, emptyTables, manifestSchema, rowSchemas, type Manifest, type Row, type Tables } from './format'
import { sha256 } from './hash'
import { migrateTables } from './migrations'
import { userTables, type UserTable } from './tables'

export interface ReadBackup {
  manifest: Manifest
  tables: Tables
  /** By media id. */
  media: Map<string, Uint8Array>
}

const most = { bytes: 2 * 1024 ** 3, files: 50_000 }

/** Reads and validates a whole backup; nothing is written anywhere. `name` is how a refusal calls the file. */
export async function readBackup(name: string, file: Blob): Promise<Result<ReadBackup>> {
  const unpacked = await unpack(name, file)
  if (!unpacked.ok) return unpacked
  const files = unpacked.value
  const manifest = readManifest(name, files)
  if (!manifest.ok) return manifest
  if (manifest.value.version > backupVersion) return refuse('backup-newer', name, String(manifest.value.version))
  for (const [path, expected] of Object.entries(manifest.value.files)) {
    const bytes = files.get(path)
    if (!bytes) return refuse('backup-broken', name, `${path} is missing`)
    if ((await sha256(bytes)) !== expected.sha256)
      return refuse('backup-broken', name, `${path} was changed or cut short`)
  }
  return readTables(name, manifest.value, files)
}

function readManifest(name: string, files: Map<string, Uint8Array>): Result<Manifest> {
  const bytes = files.get('manifest.json')
  if (!bytes) return refuse('backup-not-ours', name)
  try {
    const json: unknown = JSON.parse(strFromU8(bytes))
    if ((json as { format?: unknown }).format !== 'preflight-backup') return refuse('backup-not-ours', name)
    const version = (json as { version?: unknown }).version
    // A newer format may have another manifest: say that it is newer, not that it is broken.
    if (typeof version === 'number' && version > backupVersion) return refuse('backup-newer', name, String(version))
    return { ok: true, value: v.parse(manifestSchema, json) }
  } catch {
    return refuse('backup-broken', name, 'manifest.json cannot be read')
  }
}

function readTables(name: string, manifest: Manifest, files: Map<string, Uint8Array>): Result<ReadBackup> {
  const tables = emptyTables()
  for (const table of userTables) {
    const bytes = files.get(`${table}.jsonl`)
    if (!bytes) continue
    for (const [index, line] of strFromU8(bytes).split('\n').entries()) {
      if (!line) continue
      const row = parseRow(line)
      if (!row) return refuse('backup-broken', name, `${table}.jsonl, line ${index + 1}, is not JSON`)
      tables[table].push(row)
    }
  }
  const migrated = migrateTables(tables, manifest.version)
  const fault = firstFault(migrated)
  if (fault) return refuse('backup-broken', name, fault)
  const media = new Map<string, Uint8Array>()
  for (const row of migrated.media) {
    const bytes = files.get(`media/${String(row.id)}`)
    if (!bytes) return refuse('backup-broken', name, `the image ${String(row.path)} is missing`)
    media.set(String(row.id), bytes)
  }
  return { ok: true, value: { manifest, tables: migrated, media } }
}

function parseRow(line: string): Row | undefined {
  try {
    const row: unknown = JSON.parse(line)
    return row && typeof row === 'object' && !Array.isArray(row) ? (row as Row) : undefined
  } catch {
    return undefined
  }
}

function firstFault(tables: Tables): string | undefined {
  for (const table of userTables)
    for (const [index, row] of tables[table].entries()) {
      const result = v.safeParse(rowSchemas[table as UserTable] as v.GenericSchema, row)
      if (result.success) continue
      const issue = result.issues[0]
      return `${table}.jsonl, record ${index + 1}, ${v.getDotPath(issue) ?? ''}: ${issue.message}`
    }
  return undefined
}

/** Unpacks with limits on the bytes produced, not on what the headers claim. */
async function unpack(name: string, file: Blob): Promise<Result<Map<string, Uint8Array>>> {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer())
  if (head[0] !== 0x50 || head[1] !== 0x4b) return refuse('backup-not-ours', name)
  if (!(await hasZipEnd(file))) return refuse('backup-broken', name, 'the file is cut short')
  const files = new Map<string, Uint8Array>()
  let produced = 0
  let unfinished = 0
  let tooLarge = false
  const unzip = new Unzip((entry) => {
    const pieces: Uint8Array[] = []
    unfinished++
    entry.ondata = (error, piece, final) => {
      if (error) throw error
      produced += piece.length
      pieces.push(piece)
      tooLarge ||= produced > most.bytes || files.size > most.files
      if (tooLarge) entry.terminate()
      if (!final) return
      unfinished--
      files.set(entry.name, joined(pieces))
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  try {
    const reader = file.stream().getReader()
    for (;;) {
      const { value, done } = await reader.read()
      unzip.push(value ?? new Uint8Array(), done)
      if (tooLarge) return refuse('zip-bomb', name, 'more than 2 GB')
      if (done) break
    }
  } catch {
    return refuse('backup-broken', name, 'the zip cannot be read')
  }
  return unfinished ? refuse('backup-broken', name, 'the file is cut short') : { ok: true, value: files }
}

/** A whole zip ends in its central directory, and that in PK 5 6. */
async function hasZipEnd(file: Blob): Promise<boolean> {
  const tail = new Uint8Array(await file.slice(Math.max(0, file.size - 65_557)).arrayBuffer())
  for (let at = tail.length - 22; at >= 0; at--)
    if (tail[at] === 0x50 && tail[at + 1] === 0x4b && tail[at + 2] === 5 && tail[at + 3] === 6) return true
  return false
}

function joined(pieces: Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0]!
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
