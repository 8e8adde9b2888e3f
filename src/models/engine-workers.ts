import { workerPort } from '../app/worker-port'
import { engineCache } from '../offline/headers'
import type { ChatModelInfo } from './chat-catalogue'
import type { EngineWorker } from './chat-model'
import type { ChatCalls } from './chat-protocol'
import webLlmWorker from './web-llm.worker.ts?worker&url'
import wllamaWorker from './wllama.worker.ts?worker&url'

type Engine = ChatModelInfo['engine']

/** An engine and its library are one script, too large to be fetched by those who use none. */
export const scriptOf = (engine: Engine) =>
  new URL(engine === 'wllama' ? wllamaWorker : webLlmWorker, location.href).href

export function engineWorker(engine: Engine): EngineWorker {
  let worker: Worker | undefined
  return {
    port: workerPort<ChatCalls>(() => (worker = new Worker(scriptOf(engine), { type: 'module' }))),
    end: () => worker?.terminate(),
  }
}

/** Puts the engine's script where the service worker finds it without a network; older ones of it go. */
export async function keepEngine(engine: Engine): Promise<void> {
  if (!navigator.serviceWorker?.controller) return
  const cache = await caches.open(engineCache)
  const script = scriptOf(engine)
  if (!(await cache.match(script))) await cache.add(script)
  const name = (url: string) => url.slice(url.lastIndexOf('/') + 1).split('.')[0]
  for (const { url } of await cache.keys()) if (name(url) === name(script) && url !== script) await cache.delete(url)
}
