import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { AutoModel, AutoTokenizer, env } from '@xenova/transformers'

const id = 'all-MiniLM-L6-v2'
const mostTokens = 256
const batch = 8

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
  return {
    model: id,
    async embed(texts) {
      const vectors: Float32Array[] = []
      // Texts of a like length go together: padding would only be work.
      const order = [...texts.keys()].sort((a, b) => texts[a]!.length - texts[b]!.length)
      for (let from = 0; from < order.length; from += batch) {
        const places = order.slice(from, from + batch)
        const input = (await tokenizer(
          places.map((place) => texts[place]!),
          { padding: true, truncation: true, max_length: mostTokens },
        )) as { attention_mask: { data: ArrayLike<bigint> } }
        const { last_hidden_state: output } = (await model(input)) as {
          last_hidden_state: { data: Float32Array; dims: [number, number, number] }
        }
        places.forEach((place, row) => {
          vectors[place] = meanOfRow(output.data, output.dims, input.attention_mask.data, row)
        })
      }
      return vectors
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
