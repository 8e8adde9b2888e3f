import type { Calls, FromWorker, Handlers, ToWorker } from './worker-protocol'

/** Answers the calls of a WorkerPort: the whole of a worker's entry but for its handlers. */
export function serve<C extends Calls>(handlers: Handlers<C>): void {
  const running = new Map<number, AbortController>()
  const reply = (message: FromWorker) => postMessage(message)

  addEventListener('message', async ({ data }: MessageEvent<ToWorker>) => {
    if (data.kind === 'cancel') return running.get(data.id)?.abort()
    const control = new AbortController()
    running.set(data.id, control)
    const progress = (value: unknown) => reply({ id: data.id, kind: 'progress', progress: value })
    try {
      const handler = handlers[data.name as keyof C]
      const value = await handler(data.input as never, { signal: control.signal, progress })
      reply({ id: data.id, kind: 'done', value })
    } catch (error) {
      const { name, message } = error as Error
      reply({ id: data.id, kind: 'failed', name: name ?? 'Error', message: message ?? String(error) })
    } finally {
      running.delete(data.id)
    }
  })
}
