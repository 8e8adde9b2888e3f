import { pack } from '../app/pack'
import { serve } from '../app/worker-serve'
import { loadEncoder } from '../encoder/load'
import { notCompared, wholeOf } from './against-reference'
import { assess, type Knowledge } from './assess/assess'
import { helpedBy } from './assess/helped'
import { knowledgeFrom } from './assess/knowledge'
import { TokenSpace } from './assess/meaning'
import { rehearsalOf } from './assess/rehearsal'
import { RememberedVectors } from './assess/remembered'
import { talkOf } from './coding/task-item'
import { gradeAgainstReference, toolsOf, type ReferenceInput } from './assess/reference/grade'
import type { Tools } from './assess/reference/units'
import { textsToEmbed } from './assess/contextual'
import { topicsByMeaning, topicSpace, type TopicSpace } from './job-meaning'
import { lookBack } from './looked-back'
import type { AssessCalls } from './protocol'

let knowledge: Promise<Knowledge> | undefined
let tools: Tools | undefined
const vectors = new RememberedVectors()
let space: TopicSpace | undefined

async function fromPack(): Promise<Knowledge> {
  const parts = [pack.questions(), pack.scenarios(), pack.glossary(), pack.coding()] as const
  const [questions, scenarios, glossary, coding] = await Promise.all(parts)
  return knowledgeFrom({ questions, scenarios: [...scenarios, ...talkOf(coding)], glossary })
}

/** Without the encoder the wording decides alone, and every verdict says so; the next call tries again. */
async function known(): Promise<Knowledge> {
  const [byWording, encoder] = await Promise.all([(knowledge ??= fromPack()), loadEncoder().catch(() => undefined)])
  if (encoder) byWording.space ??= new TokenSpace(encoder)
  return byWording
}

async function nearTopics(text: string) {
  const [questions, scenarios, encoder] = await Promise.all([pack.questions(), pack.scenarios(), loadEncoder()])
  // How to behave in interviews is no subject of a job.
  const subjects = [...questions, ...scenarios].filter(({ topic }) => topic !== 'interview-loop')
  return topicsByMeaning(text, (space ??= topicSpace(subjects, encoder)), encoder)
}

async function whole(input: ReferenceInput) {
  const declined = notCompared(input)
  if (declined) return { share: null, provenance: declined }
  return wholeOf(gradeAgainstReference(input, (tools ??= toolsOf(await loadEncoder()))))
}

serve<AssessCalls>({
  judge: async ({ help, ...input }) => assess(input, { ...(await known()), ...helpedBy(help, input, vectors) }),
  warm: async (input) => void assess(rehearsalOf(input), await known()),
  wanted: ({ input, model }) => vectors.missing(model, textsToEmbed(input)),
  keep: ({ model, texts, vectors: made }) => vectors.keep(model, texts, made),
  topics: async ({ text }) => nearTopics(text),
  whole,
  lookBack: async (finished) => lookBack(finished, await pack.glossary()),
})
