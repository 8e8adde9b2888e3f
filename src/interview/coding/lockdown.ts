/**
 * Takes from a worker's global scope, and from everything that it inherits, whatever is not on this list. What a browser
 * adds tomorrow goes as well: the list names what stays. Afterwards no path leads from a script in the worker to the
 * network, to storage, to other workers or to the page.
 */
const stays = new Set(
  `Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error
  AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError globalThis self JSON Math Intl
  ArrayBuffer SharedArrayBuffer Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float16Array
  Float32Array Float64Array Uint8ClampedArray BigUint64Array BigInt64Array DataView Map BigInt Set WeakMap WeakSet WeakRef
  FinalizationRegistry Proxy Reflect Iterator AsyncIterator DisposableStack AsyncDisposableStack decodeURI decodeURIComponent
  encodeURI encodeURIComponent escape unescape isFinite isNaN eval WebAssembly console performance crypto setTimeout clearTimeout
  setInterval clearInterval queueMicrotask structuredClone TextEncoder TextDecoder AbortController AbortSignal Event EventTarget
  DOMException URL URLSearchParams MessageChannel MessagePort constructor WorkerGlobalScope DedicatedWorkerGlobalScope`.split(
    /\s+/,
  ),
)

/** @returns the names that could not be taken away; empty when the room is closed. */
export function lockDown(scope: object): string[] {
  const left: string[] = []
  for (let level: object | null = scope; level && level !== Object.prototype; level = Object.getPrototypeOf(level))
    for (const name of Object.getOwnPropertyNames(level)) if (!stays.has(name) && !take(level, name)) left.push(name)
  return left
}

function take(from: object, name: string): boolean {
  if (Reflect.deleteProperty(from, name)) return true
  if (Reflect.defineProperty(from, name, { value: undefined, writable: false, configurable: false })) return true
  // Constants that are mere numbers may stay: TEMPORARY, PERSISTENT.
  return typeof Reflect.getOwnPropertyDescriptor(from, name)?.value === 'number'
}

/** Lets WebAssembly memories grow to `bytes` and no further: the program inside sees a failed allocation. */
export function limitMemory(bytes: number): void {
  const grow = WebAssembly.Memory.prototype.grow
  const page = 65_536
  WebAssembly.Memory.prototype.grow = function (pages: number) {
    if (this.buffer.byteLength + pages * page > bytes) throw new RangeError('The memory limit is reached.')
    return grow.call(this, pages)
  }
}
