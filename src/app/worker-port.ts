import type { Calls, CallOptions, FromWorker, ToWorker, WorkerPort } from './worker-protocol'

interface Pending {
  resolve: (value: unknown) => void
  reject: (reason: unknown) => void
  onprogress?: (progress: unknown) => void
}

/**
 * A worker as async calls. It is started on the first call; one that crashes fails every pending call and is started
 * again on the next. Cancelling is a message: killing the worker would throw away what it has loaded.
 */
export function workerPort<C extends Calls>(start: () => Worker): WorkerPort<C> {
  const pending = new Map<number, Pending>()
  let worker: Worker | undefined
  let next = 1

  const crash = (event: Event) => {
    worker?.terminate()
    worker = undefined
    const reason = new Error((event as ErrorEvent).message || 'The background worker stopped. Try again.')
    for (const call of pending.values()) call.reject(reason)
    pending.clear()
  }

  const running = () => {
    if (worker) return worker
    worker = start()
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => settle(pending, data)
    worker.onerror = crash
    worker.onmessageerror = crash
    return worker
  }

  return {
    call(name, input, options: CallOptions<unknown> = {}) {
      const { signal, onprogress } = options
      if (signal?.aborted) return Promise.reject(signal.reason)
      const id = next++
      const send = (message: ToWorker) => running().postMessage(message)
      return new Promise<never>((resolve, reject) => {
        pending.set(id, { resolve: resolve as (value: unknown) => void, reject, onprogress })
        signal?.addEventListener('abort', () => worker && send({ id, kind: 'cancel' }), { once: true })
        send({ id, kind: 'call', name, input })
      })
    },
  }
}

function settle(pending: Map<number, Pending>, message: FromWorker) {
  const call = pending.get(message.id)
  if (!call) return
  if (message.kind === 'progress') return call.onprogress?.(message.progress)
  pending.delete(message.id)
  if (message.kind === 'done') call.resolve(message.value)
  else call.reject(new DOMException(message.message, message.name))
}
