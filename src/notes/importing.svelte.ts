import type { Busy } from '../app/busy.svelte'
import { refuse, type Failure } from '../app/failures'
import type { WorkerPort } from '../app/worker-protocol'
import type { NoteCalls, Progress, Staged } from './protocol'
import { newReport, type ImportItem, type ImportReport } from './report'
import { mostFiles, type PickedFile } from './stage'
import type { IntakeStore } from './store'

/** Handing over a file costs the page most of a millisecond. */
const filesAtOnce = 15
/** The storage writes several batches at the price of one. */
const callsAtOnce = 4

/** The import as the screen shows it. It outlives the screen: one goes on while another is looked at. */
export class Importing {
  #progress = $state.raw<Progress | undefined>(undefined)
  #report = $state.raw<ImportReport | undefined>(undefined)
  #waiting = $state(0)
  #controller: AbortController | undefined
  #queue: Promise<void> = Promise.resolve()
  #jobs = 0

  constructor(
    private port: WorkerPort<NoteCalls>,
    private intake: IntakeStore,
    private busy: Busy,
    private newId: () => string,
  ) {}

  get progress(): Progress | undefined {
    return this.#progress
  }

  /** What the last import did, until it is dismissed. */
  get report(): ImportReport | undefined {
    return this.#report
  }

  /** Files that wait for an import to go on. */
  get waiting(): number {
    return this.#waiting
  }

  get running(): boolean {
    return this.#progress !== undefined
  }

  /** After a reload: shows the last report and goes on with what waits, unless there was no room for it. */
  async wake() {
    this.intake.watch((waiting) => (this.#waiting = waiting))
    const report = await this.intake.report()
    const waiting = (await this.intake.waiting()).length
    if (waiting && !report?.stopped) await this.resume()
    else this.#report = report
  }

  /** Imports files; those of a second call follow when the first is done. */
  begin(files: PickedFile[], label = 'This folder'): Promise<void> {
    if (files.length > mostFiles) {
      const failure = refuse('too-many-files', label, mostFiles.toLocaleString('en-GB')).failure
      return this.#enqueue((signal) => this.#run([{ path: label, outcome: 'refused', failure }], undefined, signal))
    }
    return this.#enqueue((signal) => this.#stageAndRun(files, signal))
  }

  resume(): Promise<void> {
    return this.#enqueue((signal) => this.#run([], undefined, signal))
  }

  cancel() {
    this.#controller?.abort()
  }

  /** Gives up what waits after an import that stopped. */
  async discard() {
    await this.intake.discard((await this.intake.waiting()).map(({ id }) => id))
    if (this.#report) await this.#keep({ ...this.#report, stopped: undefined, finished: true })
  }

  async #forget() {
    const staged = await this.intake.waiting()
    await this.intake.discard(staged.map(({ id }) => id))
    await this.#keep({ ...newReport(Date.now()), cancelled: staged.length, finished: true })
  }

  async dismiss() {
    await this.#keep(undefined)
  }

  async #keep(report: ImportReport | undefined) {
    await this.intake.keepReport(report)
    this.#report = report
  }

  #enqueue(job: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const end = this.busy.during('an import')
    this.#jobs++
    const run = this.#queue.then(async () => {
      this.#controller = new AbortController()
      this.#progress = { doing: 'staging', done: 0, total: 0, detail: '' }
      await job(this.#controller.signal)
    })
    const done = run.finally(() => {
      end()
      if (--this.#jobs === 0) this.#progress = undefined
    })
    this.#queue = done.catch(() => undefined)
    return done
  }

  async #stageAndRun(files: PickedFile[], signal: AbortSignal) {
    const jobId = `${Date.now().toString(36)}-${this.newId().slice(0, 8)}`
    const refused: ImportItem[] = []
    let stopped: Failure | undefined
    for (let from = 0; from < files.length && !signal.aborted && !stopped; from += filesAtOnce * callsAtOnce) {
      this.#progress = { doing: 'staging', done: from, total: files.length, detail: files[from]?.path ?? '' }
      const calls: Promise<Staged>[] = []
      for (let start = from; start < Math.min(files.length, from + filesAtOnce * callsAtOnce); start += filesAtOnce) {
        calls.push(this.port.call('stage', { files: files.slice(start, start + filesAtOnce), jobId, from: start }))
        // Each in a task of its own, so that the page can answer in between.
        await new Promise((resolve) => setTimeout(resolve))
      }
      const staged = await Promise.all(calls)
      for (const batch of staged) {
        refused.push(...batch.refused)
        stopped ??= batch.failure
      }
    }
    await this.#run(refused, stopped, signal)
  }

  async #run(refused: ImportItem[], stopped: Failure | undefined, signal: AbortSignal) {
    const phone = matchMedia('(pointer: coarse) and (max-width: 900px)').matches
    // Cancelled while it was staged: what was staged is taken out again.
    if (signal.aborted) return this.#forget()
    const onprogress = (progress: Progress) => (this.#progress = progress)
    this.#report = await this.port.call('run', { refused, stopped, phone }, { signal, onprogress })
  }
}
