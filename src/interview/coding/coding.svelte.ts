import type { CodingTask, Language } from '../../../content/format-coding'
import type { Running } from '../running.svelte'
import { resultOf, type TestResult } from './compare'
import { explain } from './explain'
import { growthCases, growthOf } from './growth'
import { PythonHere } from './python-here.svelte'
import { requestOf, type RunOutcome } from './run'
import { RunnerFailed, type CodeRunner } from './runner'
import { codeAttachment, codeOf, passedInWords, type CodeData } from './submission'

/** The candidate at the editor: what stands in it, what was run, and how the tests went. */
export class Coding {
  #language = $state<Language>('python')
  #code = $state.raw<Partial<Record<Language, string>>>({})
  #results = $state.raw<TestResult[]>([])
  #output = $state.raw({ text: '', cut: false })
  #fault = $state('')
  #busy = $state<'' | 'starting' | 'running'>('')
  readonly python = new PythonHere(() => this.#warm())
  #stopRun: AbortController | undefined

  constructor(
    readonly task: CodingTask,
    private running: Running,
    private runner: CodeRunner,
  ) {
    const last = running.turns.findLast((turn) => turn.itemId === task.id && codeOf(turn))
    const kept = codeOf({ attached: [...running.writing.attached] }) ?? (last && codeOf(last))
    this.#language = kept?.language ?? 'javascript'
    this.#code = kept?.code ?? {}
    running.prepare = () => this.#submit()
    void this.python.look()
  }

  get language() {
    return this.#language
  }
  get code(): string {
    return this.#code[this.#language] ?? this.task.starter[this.#language]
  }
  get given(): string {
    return this.task.given?.[this.#language] ?? ''
  }
  /** Of the last run, and what it printed. */
  get results(): readonly TestResult[] {
    return this.#results
  }
  get output() {
    return this.#output
  }
  /** Why nothing could be run, or why the code was stopped before its first test. */
  get fault() {
    return this.#fault
  }
  /** What it is waited for: a language that starts, or the tests. */
  get busy() {
    return this.#busy
  }
  /** Python was chosen and has to be fetched first. */
  get needsPython() {
    return this.#language === 'python' && this.python.state === 'absent'
  }

  choose(language: Language) {
    this.#language = language
    this.#results = []
    this.#output = { text: '', cut: false }
    this.#fault = ''
    this.#keep()
    if (language === 'python') void this.python.look()
  }

  /** Python takes seconds to start: it does so while the candidate still writes. */
  #warm() {
    if (this.#language === 'python') void this.runner.warm('python').catch(() => undefined)
  }

  write(code: string) {
    if (code === this.code) return
    this.#code = { ...this.#code, [this.#language]: code }
    this.#keep()
  }

  /** Runs the visible tests; the run is a line of the transcript, with the code as it was. */
  async run() {
    const tests = this.task.tests.filter(({ visible }) => visible)
    const data = await this.#try(tests)
    if (data) await this.running.ran(this.#says(data), codeAttachment(data))
  }

  stop() {
    this.#stopRun?.abort()
  }

  close() {
    this.python.stop()
    this.#stopRun?.abort()
    this.running.prepare = undefined
    this.runner.close()
  }

  /** Before an answer goes out: all tests are run on the code that goes with it. */
  async #submit() {
    const data = await this.#try(this.task.tests)
    if (data) this.running.writing.attach('code', codeAttachment(data))
  }

  /** Runs tests; undefined when the candidate stopped it. */
  async #try(tests: CodingTask['tests']): Promise<CodeData | undefined> {
    const base = { language: this.#language, code: { ...this.#code, [this.#language]: this.code } }
    const control = (this.#stopRun = new AbortController())
    this.#busy = 'starting'
    this.#fault = ''
    try {
      const request = requestOf(this.task, this.#language, this.code, tests)
      // Timed only when it is handed in: a run for oneself is to be quick.
      const timed = tests === this.task.tests ? growthCases(this.task) : []
      const cases = [...request.cases, ...timed]
      const outcome = await this.runner.run({ ...request, cases }, control.signal, () => (this.#busy = 'running'))
      const growth = growthOf(this.task, outcome.cases.slice(request.cases.length))
      const results = this.#judge(tests, outcome)
      this.#results = results.filter(({ visible }) => visible)
      this.#output = { text: outcome.output, cut: outcome.outputCut }
      return { ...base, results, output: outcome.output, ...(growth && { growth }) }
    } catch (error) {
      if (control.signal.aborted) return undefined
      this.#results = []
      this.#output = { text: '', cut: false }
      this.#fault = unavailable(this.#language === 'python' ? 'Python' : 'JavaScript', error)
      return { ...base, failed: this.#fault }
    } finally {
      this.#busy = ''
    }
  }

  #judge(tests: CodingTask['tests'], outcome: RunOutcome): TestResult[] {
    const language = this.#language
    const { fault, outputCut } = outcome
    const seen = { language, code: this.code, outputCut }
    if (fault) this.#fault = explain(fault, seen)
    const none = { kind: 'stopped', stop: 'not-run', message: '', ms: 0 } as const
    return tests.map((test, index) =>
      resultOf(test, outcome.cases[index] ?? none, (stopped) =>
        fault ? 'Not run: the code could not be loaded.' : explain(stopped, seen),
      ),
    )
  }

  #says({ results, failed }: CodeData): string {
    return results ? `${passedInWords(results)}.` : `It could not be run. ${failed ?? ''}`
  }

  #keep() {
    this.running.writing.attach('code', codeAttachment({ language: this.#language, code: this.#code }))
  }
}

function unavailable(what: string, error: unknown): string {
  if (!(error instanceof RunnerFailed)) throw error
  return `${what} could not be started here: ${error.message}. Try again, or use the other language.`
}
