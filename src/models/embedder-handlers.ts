import type { Handlers } from '../app/worker-protocol'
import { embedTexts } from './embed-texts'
import { loadModel, type LoadedModel } from './load-model'
import type { EmbedderCalls, LoadSpec } from './protocol'

let loaded: { key: string; model: Promise<LoadedModel> } | undefined

/** A worker holds one model: another one is loaded by another worker, so that nothing of the first stays behind. */
function modelOf(spec: LoadSpec): Promise<LoadedModel> {
  const key = JSON.stringify([spec.model.id, spec.files[0]?.sha256, spec.device, spec.threads, spec.runtime.id])
  if (loaded && loaded.key !== key) throw new Error('This worker holds another model')
  loaded ??= { key, model: loadModel(spec) }
  loaded.model.catch(() => (loaded = undefined))
  return loaded.model
}

/** Questions, and answers that are judged: somebody waits for them, so the library's passages stand back. */
let awaited: Promise<unknown> | undefined

function first(made: Promise<unknown>) {
  const all = Promise.allSettled([awaited, made]).then(() => {
    if (awaited === all) awaited = undefined
  })
  awaited = all
}

export const embedderHandlers: Handlers<EmbedderCalls> = {
  load: async (spec) => {
    performance.clearResourceTimings()
    const began = performance.now()
    await modelOf(spec)
    const requests = performance.getEntriesByType('resource').map(({ name }) => name)
    return { ms: performance.now() - began, requests }
  },

  embed: async ({ spec, texts, kind }, context) => {
    const model = await modelOf(spec)
    if (kind === 'passage') return embedTexts(model, spec.model, texts, kind, { ...context, before: () => awaited })
    const made = embedTexts(model, spec.model, texts, kind, context)
    first(made)
    return made
  },

  measure: async ({ spec, texts, forMs }, { signal }) => {
    const model = await modelOf(spec)
    const one = (n: number) =>
      embedTexts(model, spec.model, [texts[n % texts.length]!], 'passage', { signal, progress: () => undefined })
    // The first runs compile and allocate.
    for (let n = 0; n < texts.length; n++) await one(n)
    const began = performance.now()
    let done = 0
    while (done < 3 || performance.now() - began < forMs) await one(done++)
    return done / ((performance.now() - began) / 1000)
  },
}
