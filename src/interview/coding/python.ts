import {
  limits,
  Printed,
  silent,
  type CaseOutcome,
  type RunOutcome,
  type RunRequest,
  type Stopped,
  type Watch,
} from './run'
import { pythonHarness } from './python-harness'

/** What we use of Pyodide. */
export interface Python {
  runPython(code: string): unknown
  globals: { get(name: string): unknown }
  setStdout(options: { write(bytes: Uint8Array): number }): void
  setStderr(options: { write(bytes: Uint8Array): number }): void
  setInterruptBuffer(buffer: never): void
}

/** Between two interrupts: the first is to be told in peace. */
const againMs = 800

type Reply = ['value', unknown] | ['stopped', Stopped]

/** Runs Python answers one after another in one interpreter; each gets a namespace of its own. The app gives each run a new interpreter. */
export function pythonRoom(python: Python, now: () => number) {
  python.runPython(pythonHarness)
  const load = python.globals.get('load') as (given: string, code: string, driver: string, entry: string) => string
  const call = python.globals.get('call') as (name: string, args: string) => string
  const shut = python.globals.get('shut') as () => void
  python.runPython('del load, call, shut')
  shut()
  const deadline = new Deadline(now)
  python.setInterruptBuffer(deadline as never)

  return (request: RunRequest, watch: Watch = silent): RunOutcome => {
    const printed = listen(python)
    const said = () => ({ output: printed.text, outputCut: printed.cut })
    const loaded = deadline.during(limits.loadMs, () =>
      load(request.given, request.code, request.driver, request.entry),
    )
    if (loaded[0] === 'stopped') return { cases: [], fault: loaded[1], ...said() }
    const name = request.driver ? 'run_case' : request.entry
    const cases: CaseOutcome[] = []
    for (const [index, args] of request.cases.entries()) {
      watch.begun(index)
      const from = now()
      const reply = deadline.during(limits.testMs, () => call(name, JSON.stringify(args)))
      const ms = now() - from
      const outcome: CaseOutcome =
        reply[0] === 'value' ? { kind: 'value', value: reply[1], ms } : { kind: 'stopped', ...reply[1], ms }
      cases.push(outcome)
      watch.ended(index, outcome)
      // What spun or filled the memory once does so in each test.
      if (outcome.kind === 'stopped' && (outcome.stop === 'memory' || outcome.stop === 'time')) break
    }
    return { cases, ...said() }
  }
}

/**
 * Stands where Pyodide looks for a pending interrupt: its place 0 is read now and then while Python runs, and 2 raises
 * KeyboardInterrupt at the line that is at work. Code that catches it is asked again, and at last ended from outside.
 */
class Deadline {
  #next = Infinity
  #over = false

  constructor(private now: () => number) {}

  get 0(): number {
    if (this.now() < this.#next) return 0
    this.#over = true
    this.#next += againMs
    return 2
  }
  set 0(_: number) {}

  during(ms: number, work: () => string): Reply {
    this.#over = false
    this.#next = this.now() + ms
    try {
      return this.#read(work())
    } catch (error) {
      // An interrupt may fall where the harness tells of the one before.
      if (!this.#over) throw error
      return ['stopped', { stop: 'time', message: '' }]
    } finally {
      this.#next = Infinity
    }
  }

  #read(json: string): Reply {
    if (json.length > limits.resultCharacters)
      return ['stopped', { stop: 'output', message: 'The result is too long to look at.' }]
    const reply = JSON.parse(json) as Reply
    if (!this.#over) return reply
    const line = reply[0] === 'stopped' && reply[1].line
    return ['stopped', { stop: 'time', message: '', ...(line && { line }) }]
  }
}

function listen(python: Python): Printed {
  const printed = new Printed()
  const decoder = new TextDecoder()
  const write = (bytes: Uint8Array) => {
    printed.add(decoder.decode(bytes, { stream: true }))
    return bytes.length
  }
  python.setStdout({ write })
  python.setStderr({ write })
  return printed
}
