import type { Language } from '../../../content/format-coding'
import type { FromRunner, ToRunner } from './protocol'
import { limits, type CaseOutcome, type RunOutcome, type RunRequest } from './run'

/** A runner that could not be started, said so that the candidate knows what to do. */
export class RunnerFailed extends Error {}

/** What it takes to start one: the worker and the bytes that it works from. */
export interface RunnerParts {
  worker: Worker
  files: Record<string, ArrayBuffer>
  /** Addresses of modules that it imports. */
  programs?: Record<string, string>
}

export type StartRunner = (language: Language) => Promise<RunnerParts>

/** Grace for the way between page and worker, beyond the limit of a test. */
const graceMs = 1_500
const startMs = 60_000

/**
 * Runs answers in a worker that can be ended at any moment. Inside the limits the worker stops by itself; a watch out here
 * ends it when it does not, and the next run starts a new one.
 */
export class CodeRunner {
  #worker: Worker | undefined
  #language: Language | undefined
  #queue: Promise<unknown> = Promise.resolve()

  constructor(private start: StartRunner) {}

  /** Gets the runner of a language ready ahead of the first run. */
  warm(language: Language): Promise<void> {
    return this.#inTurn(async () => void (await this.#ready(language)))
  }

  /** @throws RunnerFailed when the runner cannot be started; AbortError when `signal` ends it. */
  run(request: RunRequest, signal?: AbortSignal): Promise<RunOutcome> {
    return this.#inTurn(async () => {
      signal?.throwIfAborted()
      const worker = await this.#ready(request.language)
      return this.#watch(worker, request, signal)
    })
  }

  close() {
    this.#worker?.terminate()
    this.#worker = undefined
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#queue.then(work, work)
    this.#queue = next.catch(() => undefined)
    return next
  }

  async #ready(language: Language): Promise<Worker> {
    if (this.#worker && this.#language === language) return this.#worker
    this.close()
    const { worker, files, programs = {} } = await this.start(language)
    this.#worker = worker
    this.#language = language
    try {
      await new Promise<void>((resolve, reject) => {
        const fail = (why: string) => reject(new RunnerFailed(why))
        const timer = setTimeout(() => fail('it did not start within a minute'), startMs)
        worker.onerror = (event) => fail(event.message || 'its program could not be loaded')
        worker.onmessage = ({ data }: MessageEvent<FromRunner>) => {
          clearTimeout(timer)
          if (data.kind === 'ready') resolve()
          else fail(data.kind === 'failed' ? data.message : 'it answered out of turn')
        }
        worker.postMessage({ kind: 'start', files, programs } satisfies ToRunner)
      })
      return worker
    } catch (error) {
      this.close()
      throw error
    }
  }

  #watch(worker: Worker, request: RunRequest, signal?: AbortSignal): Promise<RunOutcome> {
    return new Promise<RunOutcome>((resolve, reject) => {
      const ended: CaseOutcome[] = []
      let current = -1
      let timer: ReturnType<typeof setTimeout>
      const stop = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', cancel)
        worker.onmessage = worker.onerror = null
      }
      const finish = (outcome: RunOutcome, spoilt: boolean) => {
        stop()
        if (spoilt) this.close()
        resolve({ ...outcome, cases: padded(outcome.cases, outcome.fault ? 0 : request.cases.length) })
      }
      const end = (kind: 'time' | 'memory') => finish(cutOff(kind, ended, current), true)
      const wait = (ms: number) => {
        clearTimeout(timer)
        timer = setTimeout(() => end('time'), ms + graceMs)
      }
      const cancel = () => {
        stop()
        this.close()
        reject(signal!.reason)
      }
      signal?.addEventListener('abort', cancel, { once: true })
      // A worker that dies by itself has run out of memory: nothing else ends it.
      worker.onerror = () => end('memory')
      worker.onmessage = ({ data }: MessageEvent<FromRunner>) => {
        if (data.kind === 'begun') {
          current = data.index
          wait(limits.testMs)
        } else if (data.kind === 'ended') ended[data.index] = data.outcome
        else if (data.kind === 'done') finish(data.outcome, spoils(data.outcome))
        else if (data.kind === 'failed') end('memory')
      }
      wait(limits.loadMs)
      worker.postMessage({ kind: 'run', request } satisfies ToRunner)
    })
  }
}

/** What is known of a run that was ended from outside. */
function cutOff(stop: 'time' | 'memory', ended: CaseOutcome[], current: number): RunOutcome {
  const said = { output: '', outputCut: false }
  if (current < 0) return { cases: [], ...said, fault: { stop, message: '' } }
  return { cases: [...ended, { kind: 'stopped', stop, message: '', ms: limits.testMs }], ...said }
}

/** Cases after one that was stopped were not run. */
function padded(cases: CaseOutcome[], length: number): CaseOutcome[] {
  const rest = Array.from({ length: Math.max(0, length - cases.length) })
  return [...cases, ...rest.map((): CaseOutcome => ({ kind: 'stopped', stop: 'not-run', message: '', ms: 0 }))]
}

/** A runner that was out of time or memory is not used again. */
function spoils({ cases, fault }: RunOutcome): boolean {
  const stops = [fault?.stop, ...cases.map((each) => (each.kind === 'stopped' ? each.stop : undefined))]
  return stops.includes('time') || stops.includes('memory')
}
