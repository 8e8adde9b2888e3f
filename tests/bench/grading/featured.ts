import type { InstantEncoder } from '../../../src/encoder/embed'
import { admit } from '../../../src/interview/assess/reference/admit'
import { textsToEmbed } from '../../../src/interview/assess/reference/embedded'
import { doubtAbout } from '../../../src/interview/assess/reference/doubt'
import { featuresOf, prepare, type Prepared, type System } from '../../../src/interview/assess/reference/features'
import { toolsOf } from '../../../src/interview/assess/reference/grade'
import type { Tools } from '../../../src/interview/assess/reference/units'
import type { NodeEmbedder } from '../eval-embedder'
import type { GradedRow } from './rows'

/** For each answer its features beside each reference and what a doubt leaves of it; undefined where it is refused. */
export type Featured = ({ references: number[][]; leaves: number } | undefined)[]

/** The features of all answers, question by question: the very ones the app computes. */
export async function featuresOfRows(
  rows: readonly GradedRow[],
  system: System,
  encoder: InstantEncoder,
  embedder?: NodeEmbedder,
  progress?: (done: number) => void,
): Promise<Featured> {
  const featured: Featured = new Array<Featured[number]>(rows.length)
  const tools = toolsOf(encoder, system !== 'keyword')
  let done = 0
  for (const places of grouped(rows)) {
    const own = places.map((n) => rows[n]!)
    const embedded = system === 'embedder' ? await vectorsOf(own, embedder!) : undefined
    const found = featuresOfQuestion(own, { ...tools, embedded })
    places.forEach((n, k) => (featured[n] = found[k]))
    progress?.((done += places.length))
  }
  return featured
}

function featuresOfQuestion(rows: GradedRow[], tools: Tools): Featured {
  const { asked, references } = rows[0]!
  const prepared = prepare(asked, references, tools)
  const known = new Map<string, Featured[number]>()
  return rows.map(({ answer }) => {
    if (!known.has(answer)) {
      const { text, refused } = admit(answer, asked, references)
      known.set(answer, refused ? undefined : consider(text, prepared))
    }
    return known.get(answer)
  })
}

function consider(text: string, prepared: Prepared) {
  const references = featuresOf(text, prepared)
  return { references, leaves: doubtAbout(text, prepared, references)?.leaves ?? 1 }
}

async function vectorsOf(rows: GradedRow[], embedder: NodeEmbedder): Promise<Map<string, Float32Array>> {
  const texts = [...new Set(rows.flatMap(({ asked, references, answer }) => textsToEmbed(asked, references, answer)))]
  const vectors = await embedder.embed(texts)
  return new Map(texts.map((text, n) => [text, vectors[n]!]))
}

/** The places of the answers to each question. */
function grouped(rows: readonly GradedRow[]): number[][] {
  const groups = new Map<string, number[]>()
  rows.forEach(({ asked, references }, n) => {
    const key = JSON.stringify([asked, references])
    const places = groups.get(key)
    if (places) places.push(n)
    else groups.set(key, [n])
  })
  return [...groups.values()]
}
