import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ImportedFile } from './import-one'

/** A file that takes longer has brought its reader to a stop. */
const longestMs = 300_000
/** One of these may break without taking the others with it. */
const memory = { maxOldGenerationSizeMb: 1500 }

/** Every file below a folder, one by one, through the app's own importers in a thread that may die. */
export async function evaluateImport(folder: string): Promise<{ files: ImportedFile[] }> {
  const paths = filesBelow(folder)
  const thread = new ImportThread(folder, paths)
  const files: ImportedFile[] = []
  for (const [n, path] of paths.entries()) {
    if (process.stderr.isTTY) process.stderr.write(`\r${n + 1} of ${paths.length}\u001b[K`)
    files.push(await thread.read(path))
  }
  await thread.close()
  return { files: withUsedImages(files) }
}

function filesBelow(folder: string): string[] {
  const found: string[] = []
  const queue = [folder]
  for (let at = queue.pop(); at !== undefined; at = queue.pop())
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name)
      if (entry.isDirectory()) queue.push(path)
      else if (entry.isFile()) found.push(relative(folder, path))
    }
  return found.sort()
}

/** A picture has come in when a note that shows it has. */
function withUsedImages(files: ImportedFile[]): ImportedFile[] {
  const used = new Set(files.flatMap(({ shows }) => shows ?? []))
  return files.map(({ shows: _, ...file }) =>
    file.kind === 'image' && used.has(file.path)
      ? { ...file, ok: true, error: null, counts: { ...file.counts, media: 1 } }
      : file,
  )
}

class ImportThread {
  #worker: Worker | undefined
  #answer: ((answer: ImportedFile | string) => void) | undefined

  constructor(
    readonly folder: string,
    readonly paths: string[],
  ) {}

  async read(path: string): Promise<ImportedFile> {
    const started = performance.now()
    const worker = (this.#worker ??= this.#start())
    let timer: NodeJS.Timeout | undefined
    const answer = await new Promise<ImportedFile | string>((resolve) => {
      this.#answer = resolve
      timer = setTimeout(() => resolve('it took longer than five minutes'), longestMs)
      worker.postMessage(path)
    })
    clearTimeout(timer)
    if (typeof answer !== 'string') return answer
    await this.close()
    const seconds = (performance.now() - started) / 1000
    return { ...nothing(path), error: `${path} brought its reader down: ${answer}.`, seconds }
  }

  #start(): Worker {
    const url = new URL('./import-worker.mjs', import.meta.url)
    const worker = new Worker(url, {
      workerData: { folder: this.folder, paths: this.paths },
      resourceLimits: memory,
      // What pdf.js says of a broken file is in its result.
      stdout: true,
      stderr: true,
    })
    worker.on('message', (answer: ImportedFile) => this.#answer?.(answer))
    worker.on('error', (error) => this.#answer?.(error instanceof Error ? error.message : String(error)))
    worker.on('exit', (code) => this.#answer?.(`the reader ended (${code})`))
    return worker
  }

  async close() {
    this.#answer = undefined
    await this.#worker?.terminate()
    this.#worker = undefined
  }
}

function nothing(path: string): ImportedFile {
  const counts = { documents: 0, pages: 0, chunks: 0, characters: 0, notes: 0, cards: 0, reviews: 0, media: 0 }
  return { path, kind: 'other', ok: false, error: null, warnings: [], counts, seconds: 0 }
}

export function showImport({ files }: { files: ImportedFile[] }): string {
  const lines = files.map(({ path, kind, ok, error, warnings, counts, seconds }) => {
    const { pages, chunks, media } = counts
    const figures = `${seconds.toFixed(2)} s, ${chunks} passages${pages ? `, ${pages} pages` : ''}${media ? `, ${media} pictures` : ''}`
    const told = ok ? figures : `not imported: ${error}`
    return [
      `${ok ? ' ' : '!'} ${kind.padEnd(9)} ${path}: ${told}`,
      ...warnings.map((warning) => `    ${warning}`),
    ].join('\n')
  })
  const bad = files.filter(({ ok }) => !ok).length
  return [...lines, `${files.length} files, ${files.length - bad} imported, ${bad} refused with a reason`].join('\n')
}
