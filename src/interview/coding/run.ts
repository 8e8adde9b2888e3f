import type { CodingTask, Language } from '../../../content/format-coding'

/** What a worker works from, by name. */
export type RunnerFiles = Record<string, ArrayBuffer | WebAssembly.Module>

/** Everything a runner needs; expected values never go there. */
export interface RunRequest {
  language: Language
  given: string
  code: string
  driver: string
  /** The function that is called where there is no driver. */
  entry: string
  /** The arguments of each test. */
  cases: unknown[][]
}

/** Why a case has no value; `ended`: the code brought its interpreter down. */
export type Stop = 'error' | 'time' | 'memory' | 'ended' | 'output' | 'not-run'

export interface Stopped {
  stop: Stop
  /** What the language itself said. */
  message: string
  /** The line of the answer that was at work, counted from 1. */
  line?: number
  /** It happened when the test looked at what the answer had returned. */
  after?: boolean
}

/** What became of one case. `value` is JSON; what JSON has no form for stands as {"$": "NaN"} or {"$": "a function"}. */
export type CaseOutcome = { kind: 'value'; value: unknown; ms: number } | ({ kind: 'stopped'; ms: number } & Stopped)

export interface RunOutcome {
  cases: CaseOutcome[]
  /** What the code printed, cut at the limit. */
  output: string
  outputCut: boolean
  /** A fault before any test could run: the code does not compile, the function is missing. */
  fault?: Stopped
}

/** Told while a run goes on: a watch outside can stop what takes too long, and keeps what ended before. */
export interface Watch {
  begun(index: number): void
  ended(index: number, outcome: CaseOutcome): void
}

export const silent: Watch = { begun() {}, ended() {} }

export const limits = {
  /** One test, in milliseconds. */
  testMs: 5_000,
  /** Loading the code, before the first test. */
  loadMs: 5_000,
  javascriptBytes: 64 * 2 ** 20,
  pythonBytes: 512 * 2 ** 20,
  stackBytes: 160 * 1024,
  outputCharacters: 20_000,
  /** One result as JSON. */
  resultCharacters: 400_000,
  codeCharacters: 50_000,
} as const

/** The request that runs the given tests of a task. */
export function requestOf(task: CodingTask, language: Language, code: string, tests: CodingTask['tests']): RunRequest {
  return {
    language,
    code,
    given: task.given?.[language] ?? '',
    driver: task.driver?.[language] ?? '',
    entry: task.entry[language],
    cases: tests.map(({ args }) => args),
  }
}

/** Collects printed text up to the limit. */
export class Printed {
  #text = ''
  #cut = false

  get text(): string {
    return this.#text
  }
  get cut(): boolean {
    return this.#cut
  }
  add(text: string) {
    const room = limits.outputCharacters - this.#text.length
    if (text.length > room) this.#cut = true
    if (room > 0) this.#text += text.slice(0, room)
  }
}
