import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { nextStep, refuse, sentence, type Failure } from '../../src/app/failures'
import { readLimits } from '../../src/notes/formats/extracted'
import { kindOf } from '../../src/notes/kinds'
import { isHidden } from '../../src/notes/paths'
import { newReport, type ImportReport } from '../../src/notes/report'
import { runImport } from '../../src/notes/run-import'
import { turnedAway } from '../../src/notes/stage'
import type { IntakeStore, NoteStore, WholeNote } from '../../src/notes/store'
import type { IntakeFile, NoteDocument } from '../../src/notes/document'
import { zipLimits } from '../../src/notes/zip'

/** What became of one file, as the design defines it. */
export interface ImportedFile {
  path: string
  kind: string
  ok: boolean
  error: string | null
  warnings: string[]
  counts: {
    documents: number
    pages: number
    chunks: number
    characters: number
    notes: number
    cards: number
    reviews: number
    media: number
  }
  seconds: number
  /** Pictures of the folder that its notes show. */
  shows?: string[]
}

/** One file through the import of the app, stores in memory, with the folder's pictures at hand. It does not throw. */
export async function importOne(folder: string, path: string, paths: string[]): Promise<ImportedFile> {
  const started = performance.now()
  const memory = new Memory(folder, path, paths)
  try {
    const failure = await memory.import()
    return { ...memory.result(failure), seconds: (performance.now() - started) / 1000 }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const failed = memory.result(refuse('file-unreadable', path, message).failure)
    return { ...failed, seconds: (performance.now() - started) / 1000 }
  }
}

const maps = 'node_modules/pdfjs-dist/cmaps'

class Memory {
  #notes: WholeNote[] = []
  #files = new Map<string, IntakeFile>()
  #report: ImportReport | undefined
  #n = 0

  constructor(
    readonly folder: string,
    readonly path: string,
    readonly paths: string[],
  ) {}

  async import(): Promise<Failure | undefined> {
    const away = turnedAway(this.path, statSync(join(this.folder, this.path)).size)
    if (away === 'hidden') return undefined
    if (away) return away
    this.#files.set('0', this.#held('0', this.path))
    const images = kindOf(this.path).is === 'note' ? this.paths.filter((path) => kindOf(path).is === 'image') : []
    for (const [n, path] of images.filter((path) => !isHidden(path)).entries())
      this.#files.set(`image-${n}`, { ...this.#held('', path, new Uint8Array()), id: `image-${n}` })
    const report = await runImport(
      {
        notes: this.#noteStore(),
        intake: this.#intakeStore(),
        limits: zipLimits,
        readLimits,
        characterMaps: async (name) => new Uint8Array(readFileSync(join(maps, `${name}.bcmap`))),
        newId: () => `id-${this.#n++}`,
        now: () => 0,
        failureOf: (error, subject) => refuse('storage-failed', subject, String(error)).failure,
        progress: () => undefined,
        signal: new AbortController().signal,
      },
      newReport(0),
    )
    return (
      report.stopped ?? report.items.find(({ path, outcome }) => path === this.path && outcome === 'refused')?.failure
    )
  }

  result(failure: Failure | undefined): Omit<ImportedFile, 'seconds'> {
    const notes = this.#notes
    const sum = (of: (note: WholeNote) => number) => notes.reduce((total, note) => total + of(note), 0)
    const kind = kindOf(this.path)
    const hidden = isHidden(this.path)
    return {
      path: this.path,
      kind: hidden ? 'hidden' : kind.is === 'note' ? kind.type : kind.is,
      ok: !failure,
      error: failure ? `${sentence(failure)} ${nextStep(failure)}` : null,
      warnings: hidden ? ['A hidden file: no import takes it in.'] : this.#warnings(),
      counts: {
        documents: notes.length,
        pages: sum(({ document }) => document.pages ?? 0),
        chunks: sum(({ chunks }) => chunks.chunks.length),
        characters: sum(({ text }) => text.length),
        notes: 0,
        cards: 0,
        reviews: 0,
        media: sum(({ media }) => media.length),
      },
      shows: notes.flatMap(({ media }) => media.map(({ path }) => path)),
    }
  }

  #warnings(): string[] {
    const items = this.#report?.items ?? []
    return items.flatMap(({ path, warnings = [], failure }) => {
      const inside = failure && path !== this.path && path.startsWith(`${this.path}/`)
      return [...warnings, ...(inside ? [`${sentence(failure)} ${nextStep(failure)}`] : [])]
    })
  }

  #held(id: string, path: string, bytes?: Uint8Array<ArrayBuffer>): IntakeFile {
    const name = path.slice(path.lastIndexOf('/') + 1)
    return {
      id,
      jobId: 'job',
      name,
      path,
      addedAt: 0,
      bytes: bytes ?? new Uint8Array(readFileSync(join(this.folder, path))),
    }
  }

  #noteStore(): NoteStore {
    // The folder's other notes, so that links to them are not taken for broken.
    const others = this.paths
      .filter((path) => path !== this.path && kindOf(path).is === 'note')
      .map((path) => ({ id: path, path, title: '', hash: path, source: 'written' }) as NoteDocument)
    return {
      list: async () => [...others, ...this.#notes.map(({ document }) => document)],
      get: async () => undefined,
      text: async () => undefined,
      chunks: async () => [],
      media: async () => [],
      watch: () => () => undefined,
      put: async (notes, settled) => {
        this.#notes.push(...notes)
        for (const id of settled?.files ?? []) this.#files.delete(id)
        this.#report = settled?.report ?? this.#report
      },
      warn: async () => undefined,
      remove: async () => [],
      restore: async () => undefined,
    }
  }

  #intakeStore(): IntakeStore {
    return {
      stage: async (files) => {
        for (const file of files) this.#files.set(file.id, file)
      },
      waiting: async () => [...this.#files.values()].map(({ bytes: _, ...file }) => ({ ...file, size: 0 })),
      open: async (id) => {
        const file = this.#files.get(id)
        return file && id.startsWith('image-') ? { ...this.#held(id, file.path), id } : file
      },
      discard: async (ids) => {
        for (const id of ids) this.#files.delete(id)
      },
      tried: async () => 1,
      report: async () => this.#report,
      keepReport: async (report) => void (this.#report = report),
      watch: () => () => undefined,
    }
  }
}
