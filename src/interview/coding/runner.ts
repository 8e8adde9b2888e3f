import type { Language } from '../../../content/format-coding'
import { isCase, isOutcome, type FromRunner, type ToRunner } from './protocol'
import { limits, type CaseOutcome, type RunnerFiles, type RunOutcome, type RunRequest, type Stopped } from './run'

/** A runner that could not be started, said so that the candidate knows what to do. */
export class RunnerFailed extends Error {}

/** What it takes to start one: the worker and what it works from. */
export interface RunnerParts {
  worker: Worker
  files: RunnerFiles
  /** Addresses of modules that it imports. */
  programs?: Record<string, string>
}

export type StartRunner = (language: Language) => Promise<RunnerParts>

/** Grace for the way between page and worker, beyond the limit of a test. */
const graceMs = 1_500
const startMs = 60_000

/**
 * Runs answers in a worker that can be ended at any moment. Inside the limits the worker stops by itself; a watch out here
 * ends it when it does not. Python keeps what code does to its modules and classes, so each run has a worker of its own,
 * and the next one is got ready meanwhile; JavaScript makes its interpreter anew by itself.
 */
export class CodeRunner {
  #worker: Worker | undefined
  #language: Language | undefined
  #queue: Promise<unknown> = Promise.resolve()
  /** Counts closings: a worker that was being started then is not wanted any more. */
  #closings = 0

  constructor(private start: StartRunner) {}

  /** Gets the runner of a language ready ahead of the first run. */
  warm(language: Language): Promise<void> {
    return this.#inTurn(async () => void (await this.#ready(language)))
  }

  /**
   * `onstart` is called when the runner is there and the code begins.
   * @throws RunnerFailed when the runner cannot be started; AbortError when `signal` ends it.
   */
  async run(request: RunRequest, signal?: AbortSignal, onstart?: () => void): Promise<RunOutcome> {
    const outcome = await this.#inTurn(async () => {
      signal?.throwIfAborted()
      const worker = await this.#ready(request.language)
      onstart?.()
      return this.#watch(worker, request, signal)
    })
    if (request.language === 'python') void this.warm('python').catch(() => undefined)
    return outcome
  }

  close() {
    this.#closings++
    this.#end()
  }

  #end() {
    this.#worker?.terminate()
    this.#worker = undefined
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const closings = this.#closings
    const still = async () => {
      if (closings !== this.#closings) throw new DOMException('The runner was closed.', 'AbortError')
      return work()
    }
    const next = this.#queue.then(still, still)
    this.#queue = next.catch(() => undefined)
    return next
  }

  async #ready(language: Language): Promise<Worker> {
    if (this.#worker && this.#language === language) return this.#worker
    this.#end()
    const closings = this.#closings
    const { worker, files, programs = {} } = await this.start(language)
    if (closings !== this.#closings) {
      worker.terminate()
      throw new DOMException('The runner was closed.', 'AbortError')
    }
    this.#worker = worker
    this.#language = language
    try {
      await started(worker, { kind: 'start', files, programs })
      return worker
    } catch (error) {
      this.#end()
      throw error
    }
  }

  #watch(worker: Worker, request: RunRequest, signal?: AbortSignal): Promise<RunOutcome> {
    return new Promise<RunOutcome>((resolve, reject) => {
      const most = request.cases.length
      const ended: CaseOutcome[] = []
      let current = -1
      let timer: ReturnType<typeof setTimeout>
      const stop = (spoilt: boolean) => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', cancel)
        worker.onmessage = worker.onerror = null
        if (spoilt) this.#end()
      }
      const finish = (outcome: RunOutcome) => {
        stop(request.language === 'python' || spoils(outcome))
        resolve({ ...outcome, cases: padded(outcome.cases, outcome.fault ? 0 : most) })
      }
      const end = (why: Stopped) => {
        stop(true)
        finish(cutOff(why, ended, current))
      }
      const wait = (ms: number) => {
        clearTimeout(timer)
        timer = setTimeout(() => end({ stop: 'time', message: '' }), ms + graceMs)
      }
      const cancel = () => {
        stop(true)
        reject(signal!.reason)
      }
      signal?.addEventListener('abort', cancel, { once: true })
      // A worker that dies by itself has run out of memory: nothing else ends it.
      worker.onerror = () => end({ stop: 'memory', message: '' })
      worker.onmessage = ({ data }: MessageEvent<FromRunner>) => {
        if (data.kind === 'begun') {
          current = data.index
          wait(limits.testMs)
        } else if (data.kind === 'ended' && isCase(data.outcome)) ended[data.index] = data.outcome
        else if (data.kind === 'done' && isOutcome(data.outcome, most)) finish(data.outcome)
        else end(deathBy(data.kind === 'failed' ? data.message : 'it answered out of turn'))
      }
      wait(limits.loadMs)
      worker.postMessage({ kind: 'run', request } satisfies ToRunner)
    })
  }
}

/** Waits until a worker says that it is ready. */
function started(worker: Worker, start: ToRunner): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new RunnerFailed(why))
    const timer = setTimeout(() => fail('it did not start within a minute'), startMs)
    worker.onerror = (event) => fail(event.message || 'its program could not be loaded')
    worker.onmessage = ({ data }: MessageEvent<FromRunner>) => {
      clearTimeout(timer)
      if (data.kind === 'ready') resolve()
      else fail(data.kind === 'failed' ? data.message : 'it answered out of turn')
    }
    worker.postMessage(start)
  })
}

/** What it says of the code that its interpreter was brought down, by what the worker said at last. */
function deathBy(message: string): Stopped {
  if (/call stack|too much recursion/i.test(message))
    return { stop: 'error', message: 'RecursionError: Maximum call stack size exceeded' }
  if (/out of memory|memory limit|cannot enlarge/i.test(message)) return { stop: 'memory', message: '' }
  return { stop: 'ended', message }
}

/** What is known of a run that was ended from outside. */
function cutOff(why: Stopped, ended: CaseOutcome[], current: number): RunOutcome {
  const said = { output: '', outputCut: false }
  if (current < 0) return { cases: [], ...said, fault: why }
  const before = Array.from({ length: current }, (_, index) => ended[index] ?? notRun)
  return { cases: [...before, { kind: 'stopped', ...why, ms: limits.testMs }], ...said }
}

const notRun: CaseOutcome = { kind: 'stopped', stop: 'not-run', message: '', ms: 0 }

/** Cases after one that was stopped were not run. */
function padded(cases: CaseOutcome[], length: number): CaseOutcome[] {
  return [...cases, ...Array.from({ length: Math.max(0, length - cases.length) }, () => notRun)]
}

/** A runner that was out of time or memory is not used again. */
function spoils({ cases, fault }: RunOutcome): boolean {
  const stops = [fault?.stop, ...cases.map((each) => (each.kind === 'stopped' ? each.stop : undefined))]
  return stops.some((stop) => stop === 'time' || stop === 'memory' || stop === 'ended')
}
