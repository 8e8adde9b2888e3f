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

const quiet = { signal: new AbortController().signal, progress: () => undefined }

export const embedderHandlers: Handlers<EmbedderCalls> = {
  load: async (spec) => {
    performance.clearResourceTimings()
    const began = performance.now()
    await modelOf(spec)
    const requests = performance.getEntriesByType('resource').map(({ name }) => name)
    return { ms: performance.now() - began, requests }
  },

  embed: async ({ spec, texts, kind }, context) => embedTexts(await modelOf(spec), spec.model, texts, kind, context),

  measure: async ({ spec, texts, mostMs }) => {
    const model = await modelOf(spec)
    // The first run compiles and allocates.
    await embedTexts(model, spec.model, texts.slice(0, 1), 'passage', quiet)
    const began = performance.now()
    let done = 0
    while (done < 3 || (done < texts.length && performance.now() - began < mostMs)) {
      await embedTexts(model, spec.model, [texts[done % texts.length]!], 'passage', quiet)
      done++
    }
    return done / ((performance.now() - began) / 1000)
  },
}
