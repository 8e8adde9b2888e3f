import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from 'quickjs-emscripten-core'
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

/**
 * Runs JavaScript in QuickJS, an interpreter inside WebAssembly. The code meets an empty world: no page, no network, no
 * storage, no modules, no timers exist there, so there is nothing to take away. `now` is a clock in milliseconds.
 */
export function runJavaScript(
  quickjs: QuickJSWASMModule,
  request: RunRequest,
  now: () => number,
  watch: Watch = silent,
): RunOutcome {
  const runtime = quickjs.newRuntime({ memoryLimitBytes: limits.javascriptBytes, maxStackSizeBytes: limits.stackBytes })
  const room = new Room(runtime, now)
  const said = () => ({ output: room.printed.text, outputCut: room.printed.cut })
  try {
    const fault = guarded(
      () => room.load(request),
      (stopped) => stopped,
    )
    return fault ? { cases: [], ...said(), fault } : { cases: runCases(room, request, now, watch), ...said() }
  } finally {
    room.close()
  }
}

/** Recursion may exhaust the host's stack before the interpreter's own. */
function guarded<T>(work: () => T, otherwise: (stopped: Stopped) => T): T {
  try {
    return work()
  } catch (error) {
    const deep = error instanceof RangeError
    return otherwise(
      deep
        ? { stop: 'error', message: 'RangeError: Maximum call stack size exceeded' }
        : { stop: 'memory', message: '' },
    )
  }
}

function runCases(room: Room, request: RunRequest, now: () => number, watch: Watch): CaseOutcome[] {
  const outcomes: CaseOutcome[] = []
  for (const [index, args] of request.cases.entries()) {
    watch.begun(index)
    const from = now()
    const result = guarded<Called>(
      () => room.call(args),
      (stopped) => ({ ok: false, stopped }),
    )
    const ms = now() - from
    outcomes.push(result.ok ? { kind: 'value', value: result.value, ms } : { kind: 'stopped', ...result.stopped, ms })
    watch.ended(index, outcomes[index]!)
    // What spun or filled the memory once does so in each test.
    if (!result.ok && (result.stopped.stop === 'time' || result.stopped.stop === 'memory')) break
  }
  return outcomes
}

type Called = { ok: true; value: unknown } | { ok: false; stopped: Stopped }

/** The first script of every run: how values leave, and `console`. Kept before the answer's code can change anything. */
const prelude = `
(() => {
  const { stringify } = JSON, { isArray, from } = Array, { isFinite } = Number, { fromEntries } = Object
  const string = String, { iterator, asyncIterator } = Symbol, { isView } = ArrayBuffer
  const plain = (key, value) => {
    if (typeof value === 'number' && !isFinite(value)) return { $: string(value) }
    if (typeof value === 'bigint') return { $: string(value) + 'n' }
    if (typeof value === 'undefined') return null
    if (typeof value === 'function') return { $: 'a function that was not called' }
    if (typeof value === 'symbol') return { $: 'a symbol' }
    if (typeof value !== 'object' || value === null) return value
    if (isView(value) && !(value instanceof DataView)) return from(value)
    if (value instanceof Promise) return { $: 'a promise that was not awaited' }
    if (value instanceof Map) return fromEntries(value)
    if (isArray(value)) return value
    if (typeof value[iterator] === 'function') return from(value)
    if (typeof value[asyncIterator] === 'function') return { $: 'an async generator' }
    return value
  }
  const encode = (value) => stringify(value, plain) ?? 'null'
  const show = (value) => {
    if (typeof value === 'string') return value
    if (value instanceof Error) return string(value)
    if (typeof value === 'object' && value !== null) { try { return encode(value) } catch { return string(value) } }
    return string(value)
  }
  const print = globalThis.__print
  delete globalThis.__print
  let room = ${limits.outputCharacters + 1}
  const log = (...values) => {
    if (room <= 0) return
    const text = values.map(show).join(' ') + '\\n'
    room -= text.length
    print(text.slice(0, room + text.length))
  }
  globalThis.console = { log, info: log, warn: log, error: log, debug: log }
  return encode
})()`

/** An answer is no module: the word `export` is passed over, so that columns and lines stay. */
const unexported = (code: string) =>
  code.replace(/^export (default )?(?=(async )?function|const |let |class )/gm, (word) => ' '.repeat(word.length))

/** The names of functions that stand in a source, for whoever looks for another. */
function functionsIn(code: string): string {
  const found = code.matchAll(
    /^(?:async )?function\*? *(\w+)|^(?:const|let|var) (\w+) *= *(?:async *)?(?:function|\(|\w+ *=>)/gm,
  )
  return [...found].map(([, named, held]) => named ?? held).join(', ')
}

/** One interpreter with one answer in it. */
class Room {
  readonly printed = new Printed()
  #context: QuickJSContext
  #encode: QuickJSHandle
  #run: QuickJSHandle | undefined
  #until = 0

  constructor(
    private runtime: QuickJSRuntime,
    private now: () => number,
  ) {
    runtime.setInterruptHandler(() => this.now() > this.#until)
    this.#context = runtime.newContext()
    const print = this.#context.newFunction('print', (text) => this.printed.add(this.#context.getString(text)))
    this.#context.setProp(this.#context.global, '__print', print)
    print.dispose()
    this.#until = this.now() + limits.loadMs
    this.#encode = this.#context.unwrapResult(this.#context.evalCode(prelude, 'harness.js'))
  }

  /** Evaluates the given code, the answer and the driver, and finds what is to be called. */
  load({ given, code, driver, entry }: RunRequest): Stopped | undefined {
    this.#until = this.now() + limits.loadMs
    const name = driver ? 'runCase' : entry
    const find = `typeof ${name} === 'function' ? ${name} : undefined`
    for (const [source, file] of [
      [given, 'given.js'],
      [unexported(code), 'answer.js'],
      [driver, 'driver.js'],
      [`typeof ${entry}`, 'find.js'],
      [find, 'find.js'],
    ] as const) {
      const result = this.#context.evalCode(source, file)
      if (result.error) return this.#stopped(result.error)
      if (source === find) this.#run = result.value
      else result.value.dispose()
    }
    if (this.#context.typeof(this.#run!) === 'function') return undefined
    return { stop: 'error', message: `no function ${entry}, but ${functionsIn(code)}` }
  }

  call(args: unknown[]): Called {
    this.#until = this.now() + limits.testMs
    const handed = this.#context.evalCode(`(${JSON.stringify(args)})`, 'arguments.js')
    if (handed.error) return { ok: false, stopped: this.#stopped(handed.error) }
    const handles = args.map((_, index) => this.#context.getProp(handed.value, index))
    const called = this.#context.callFunction(this.#run!, this.#context.undefined, ...handles)
    handles.forEach((handle) => handle.dispose())
    handed.value.dispose()
    if (called.error) return { ok: false, stopped: this.#stopped(called.error) }
    return this.#settle(called.value)
  }

  /** Waits for a promise, if it is one, and brings the value out as JSON. */
  #settle(handle: QuickJSHandle): Called {
    const jobs = this.runtime.executePendingJobs()
    if (jobs.error) return { ok: false, stopped: this.#stopped(jobs.error) }
    const state = this.#context.getPromiseState(handle)
    if (state.type === 'pending') {
      handle.dispose()
      return { ok: false, stopped: { stop: 'error', message: 'The promise that it returned never settles.' } }
    }
    if (state.type === 'rejected') {
      handle.dispose()
      return { ok: false, stopped: this.#stopped(state.error) }
    }
    const encoded = this.#context.callFunction(this.#encode, this.#context.undefined, state.value)
    if (state.value !== handle) state.value.dispose()
    handle.dispose()
    if (encoded.error) return { ok: false, stopped: this.#stopped(encoded.error) }
    const json = this.#context.getString(encoded.value)
    encoded.value.dispose()
    if (json.length > limits.resultCharacters)
      return { ok: false, stopped: { stop: 'output', message: 'The result is too long to look at.' } }
    return { ok: true, value: JSON.parse(json) }
  }

  #stopped(error: QuickJSHandle): Stopped {
    const dumped = this.#context.dump(error) as { name?: string; message?: string; stack?: string } | string
    error.dispose()
    if (typeof dumped !== 'object' || dumped === null) return { stop: 'error', message: `Thrown: ${String(dumped)}` }
    const { name = 'Error', message = '', stack = '' } = dumped
    const at = Number(/answer\.js:(\d+)/.exec(stack)?.[1])
    const line = at ? { line: at } : /driver\.js/.test(stack) ? { after: true } : {}
    if (name === 'InternalError' && message === 'interrupted') return { stop: 'time', message: '', ...line }
    if (name === 'InternalError' && /out of memory/.test(message)) return { stop: 'memory', message: '', ...line }
    return { stop: 'error', message: message ? `${name}: ${message}` : name, ...line }
  }

  close() {
    // After a run out of memory the interpreter may be unable to tidy up: its whole memory goes with the module.
    for (const end of [() => this.#run?.dispose(), () => this.#encode.dispose(), () => this.#context.dispose()])
      attempt(end)
    attempt(() => this.runtime.dispose())
  }
}

function attempt(work: () => void) {
  try {
    work()
  } catch {
    // Nothing depends on it.
  }
}
