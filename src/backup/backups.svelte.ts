import type { WorkerPort } from '../app/worker-protocol'
import type { Result } from '../app/failures'
import type { BackupCalls, BackupSource, Preview, Steps } from './protocol'
import type { Kept, Reason } from './retention'

const pauseMs = 30 * 60_000

interface Surroundings {
  port: WorkerPort<BackupCalls>
  /** The automatic backups there are, read without starting the worker. */
  list: () => Promise<(Kept & { bytes: number })[]>
  now: () => number
  app: string
  automatic: () => boolean
  /** Runs the work in at most one tab; skips it where another tab is at it. */
  alone: (work: () => Promise<void>) => Promise<void>
}

/** Backups as the user meets them: one by hand, the rolling ones, and restoring either. */
export class Backups {
  #kept = $state<(Kept & { bytes: number })[]>([])
  #progress = $state<Steps | null>(null)
  #changed = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(private around: Surroundings) {}

  /** Automatic backups on this device, newest first. */
  get kept(): readonly (Kept & { bytes: number })[] {
    return this.#kept
  }

  get progress(): Steps | null {
    return this.#progress
  }

  get newestAt(): number {
    return this.#kept[0]?.at ?? 0
  }

  async look() {
    this.#kept = await this.around.list()
  }

  /** Something was written: a backup follows when things have been quiet, at most one in half an hour. */
  noteChange() {
    this.#changed = true
    if (this.#timer) return
    const wait = Math.max(60_000, this.newestAt + pauseMs - this.around.now())
    this.#timer = setTimeout(() => void this.#automatic(), wait)
  }

  /** The zip of everything. */
  async export(): Promise<Blob> {
    const { port, app, now } = this.around
    return this.#showing((onprogress) => port.call('export', { app, now: now() }, { onprogress }))
  }

  /** Keeps a backup on this device; undefined when nothing changed since the last. */
  async keep(reason: Reason): Promise<Kept | undefined> {
    const { port, app, now } = this.around
    const kept = await this.#showing((onprogress) => port.call('keep', { reason, app, now: now() }, { onprogress }))
    await this.look()
    return kept
  }

  preview(source: BackupSource): Promise<Result<Preview>> {
    return this.around.port.call('preview', source)
  }

  restore(source: BackupSource): Promise<Result<Preview>> {
    const { port, app, now } = this.around
    return this.#showing((onprogress) => port.call('restore', { ...source, app, now: now() }, { onprogress }))
  }

  open(name: string): Promise<Blob> {
    return this.around.port.call('open', { kept: name })
  }

  async remove(name: string) {
    await this.around.port.call('remove', { kept: name })
    await this.look()
  }

  async #automatic() {
    this.#timer = undefined
    if (!this.#changed || !this.around.automatic()) return
    this.#changed = false
    await this.around.alone(async () => {
      await this.look()
      if (this.around.now() - this.newestAt >= pauseMs) await this.keep('auto')
    })
  }

  async #showing<T>(work: (onprogress: (steps: Steps) => void) => Promise<T>): Promise<T> {
    try {
      return await work((steps) => (this.#progress = steps))
    } finally {
      this.#progress = null
    }
  }
}
