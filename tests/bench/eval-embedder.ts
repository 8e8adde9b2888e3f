import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { AutoModel, AutoTokenizer, env } from '@xenova/transformers'
import { VectorCache } from './eval-vector-cache'

const id = 'all-MiniLM-L6-v2'
const mostTokens = 256
const batch = 8
const dims = 384

/** The embedder in Node: the same model, pooling and library as the app's worker. */
export interface NodeEmbedder {
  model: string
  embed(texts: string[]): Promise<Float32Array[]>
}

/** Looks in `--models DIR`, else ../shared/models, else public/models; undefined where there is none. */
export async function nodeEmbedder(models?: string): Promise<NodeEmbedder | undefined> {
  const places = models ? [models] : ['../shared/models', 'public/models']
  const folder = places.map((place) => join(place, id)).find((place) => existsSync(join(place, 'config.json')))
  if (!folder) return undefined
  env.allowRemoteModels = false
  env.localModelPath = `${dirname(resolve(folder))}/`
  const tokenizer = await AutoTokenizer.from_pretrained(basename(folder))
  const model = await AutoModel.from_pretrained(basename(folder), { dtype: 'q8' })
  const weights = statSync(join(folder, 'onnx', 'model_quantized.onnx')).size
  const cache = new VectorCache('.cache/eval/vectors.bin', `${id} ${weights} ${mostTokens}`, dims)
  const embedSome = async (texts: string[]) => {
    const input = (await tokenizer(texts, { padding: true, truncation: true, max_length: mostTokens })) as {
      attention_mask: { data: ArrayLike<bigint> }
    }
    const { last_hidden_state: output } = (await model(input)) as {
      last_hidden_state: { data: Float32Array; dims: [number, number, number] }
    }
    return texts.map((_, row) => meanOfRow(output.data, output.dims, input.attention_mask.data, row))
  }
  return {
    model: id,
    async embed(texts) {
      const vectors = texts.map((text) => cache.get(text))
      // Texts of a like length go together: padding would only be work.
      const order = [...texts.keys()].filter((place) => !vectors[place])
      order.sort((a, b) => texts[a]!.length - texts[b]!.length)
      for (let from = 0; from < order.length; from += batch) {
        const places = order.slice(from, from + batch)
        const some = places.map((place) => texts[place]!)
        const made = await embedSome(some)
        cache.keep(some, made)
        places.forEach((place, n) => (vectors[place] = made[n]))
      }
      return vectors as Float32Array[]
    },
  }
}

function meanOfRow(data: Float32Array, dims: [number, number, number], mask: ArrayLike<bigint>, row: number) {
  const [, length, width] = dims
  const mean = new Float32Array(width)
  for (let at = 0; at < length; at++) {
    if (!mask[row * length + at]) continue
    for (let d = 0; d < width; d++) mean[d]! += data[(row * length + at) * width + d]!
  }
  const norm = Math.hypot(...mean)
  return mean.map((value) => value / norm)
}
