import { workerPort } from '../app/worker-port'
import type { WorkerPort } from '../app/worker-protocol'
import type { EncoderCalls } from './protocol'

/** The instant encoder in a worker of its own, started on the first call. */
export function encoderPort(): WorkerPort<EncoderCalls> {
  return workerPort(() => new Worker(new URL('./encoder.worker.ts', import.meta.url), { type: 'module' }))
}
