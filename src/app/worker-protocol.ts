/** What goes to a worker of ours: a call with an id, or the wish to stop it. */
export type ToWorker = { id: number; kind: 'call'; name: string; input: unknown } | { id: number; kind: 'cancel' }

/** What comes back. `failure` is an expected refusal; a bug comes as its message. */
export type FromWorker =
  | { id: number; kind: 'progress'; progress: unknown }
  | { id: number; kind: 'done'; value: unknown }
  | { id: number; kind: 'failed'; name: string; message: string }

/** The calls a worker answers: input, result, and what it reports on the way. */
export type Calls = Record<string, { input: unknown; result: unknown; progress?: unknown }>

export interface CallOptions<Progress> {
  signal?: AbortSignal
  onprogress?: (progress: Progress) => void
}

/** Asks a worker by the names of its calls. */
export interface WorkerPort<C extends Calls> {
  call<N extends keyof C & string>(
    name: N,
    input: C[N]['input'],
    options?: CallOptions<C[N]['progress']>,
  ): Promise<C[N]['result']>
}

export type Handlers<C extends Calls> = {
  [N in keyof C]: (
    input: C[N]['input'],
    context: { signal: AbortSignal; progress: (progress: C[N]['progress']) => void },
  ) => Promise<C[N]['result']> | C[N]['result']
}
