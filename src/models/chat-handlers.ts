import type { Handlers } from '../app/worker-protocol'
import type { ChatEngine } from './chat-engine'
import type { ChatCalls, ChatRequest, ChatSpec } from './chat-protocol'
import { LanguageModelFailure, type Generated } from './language-model'
import { repeats, withoutRepeats } from './repetition'

/** The same for every engine: loaded once, guarded against endless repetition, failures in words that cross a boundary. */
export function chatHandlers(start: () => Promise<ChatEngine>): Handlers<ChatCalls> {
  let loaded: { key: string; engine: Promise<ChatEngine> } | undefined

  function engineOf(spec: ChatSpec): Promise<ChatEngine> {
    const key = JSON.stringify(spec)
    if (loaded && loaded.key !== key) throw new Error('This worker holds another model')
    loaded ??= { key, engine: load(start, spec) }
    loaded.engine.catch(() => (loaded = undefined))
    return loaded.engine
  }

  return {
    load: async (spec) => {
      performance.clearResourceTimings()
      const began = performance.now()
      await engineOf(spec)
      const requests = performance.getEntriesByType('resource').map(({ name }) => name)
      return { ms: performance.now() - began, requests: requests.filter((url) => !url.startsWith('blob:')) }
    },
    generate: async (request, { signal, progress }) => {
      const engine = await engineOf(request.spec)
      signal.throwIfAborted()
      return generate(engine, request, signal, progress)
    },
    count: async ({ spec, text }) => (await engineOf(spec)).count(text),
  }
}

async function load(start: () => Promise<ChatEngine>, spec: ChatSpec): Promise<ChatEngine> {
  const engine = await start()
  await engine.load(spec)
  return engine
}

async function generate(
  engine: ChatEngine,
  request: ChatRequest,
  signal: AbortSignal,
  progress: (piece: string) => void,
): Promise<Generated> {
  let said = ''
  let repeated = false
  const heard = (piece: string) => {
    said += piece
    progress(piece)
    repeated ||= piece !== '' && repeats(said)
    return !repeated
  }
  try {
    const given = await engine.generate(request, { signal, heard })
    return repeated ? { ...given, text: withoutRepeats(said), ended: 'repetition' } : given
  } catch (fault) {
    // Whatever a library throws when it is stopped, the caller knows why.
    signal.throwIfAborted()
    throw crossing(fault)
  }
}

/** A fault as the boundary keeps it: a name and a message. */
function crossing(fault: unknown): unknown {
  if (!(fault instanceof LanguageModelFailure)) return fault
  const copy = new Error(fault.code)
  copy.name = fault.name
  return copy
}
