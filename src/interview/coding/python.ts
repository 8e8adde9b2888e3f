import {
  limits,
  Printed,
  silent,
  type CaseOutcome,
  type RunOutcome,
  type RunRequest,
  type Stop,
  type Watch,
} from './run'
import { pythonHarness } from './python-harness'

/** What we use of Pyodide. */
export interface Python {
  runPython(code: string): unknown
  globals: { get(name: string): unknown }
  setStdout(options: { write(bytes: Uint8Array): number }): void
  setStderr(options: { write(bytes: Uint8Array): number }): void
}

type Reply = ['value', unknown] | ['stopped', Stop, string]

/** Runs Python answers one after another in one interpreter; each gets a namespace of its own and modules as they were. */
export function pythonRoom(python: Python, now: () => number) {
  python.runPython(pythonHarness)
  const load = python.globals.get('load') as (given: string, code: string, driver: string, entry: string) => string
  const call = python.globals.get('call') as (name: string, args: string) => string
  python.runPython('del load, call')

  return (request: RunRequest, watch: Watch = silent): RunOutcome => {
    const printed = listen(python)
    const said = () => ({ output: printed.text, outputCut: printed.cut })
    const loaded = JSON.parse(load(request.given, request.code, request.driver, request.entry)) as Reply
    if (loaded[0] === 'stopped') return { cases: [], fault: { stop: loaded[1], message: loaded[2] }, ...said() }
    const name = request.driver ? 'run_case' : request.entry
    const cases: CaseOutcome[] = []
    for (const [index, args] of request.cases.entries()) {
      watch.begun(index)
      const from = now()
      const outcome = outcomeOf(call(name, JSON.stringify(args)), () => now() - from)
      cases.push(outcome)
      watch.ended(index, outcome)
      if (outcome.kind === 'stopped' && outcome.stop === 'memory') break
    }
    return { cases, ...said() }
  }
}

function outcomeOf(json: string, elapsed: () => number): CaseOutcome {
  const ms = elapsed()
  if (json.length > limits.resultCharacters)
    return { kind: 'stopped', stop: 'output', message: 'The result is too long to look at.', ms }
  const reply = JSON.parse(json) as Reply
  if (reply[0] === 'value') return { kind: 'value', value: reply[1], ms }
  return { kind: 'stopped', stop: reply[1], message: reply[2], ms }
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
