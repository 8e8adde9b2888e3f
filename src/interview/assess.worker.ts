import { pack } from '../app/pack'
import { serve } from '../app/worker-serve'
import { loadEncoder } from '../encoder/load'
import { assess, type Knowledge } from './assess/assess'
import { knowledgeFrom } from './assess/knowledge'
import { TokenSpace } from './assess/meaning'
import { gradeAgainstReference, toolsOf } from './assess/reference/grade'
import type { Tools } from './assess/reference/units'
import type { AssessCalls } from './protocol'

let knowledge: Promise<Knowledge> | undefined
let tools: Tools | undefined

async function fromPack(): Promise<Knowledge> {
  const [questions, scenarios, glossary] = await Promise.all([pack.questions(), pack.scenarios(), pack.glossary()])
  return knowledgeFrom({ questions, scenarios, glossary })
}

/** Without the encoder the wording decides alone, and every verdict says so; the next call tries again. */
async function known(): Promise<Knowledge> {
  const [byWording, encoder] = await Promise.all([(knowledge ??= fromPack()), loadEncoder().catch(() => undefined)])
  if (encoder) byWording.space ??= new TokenSpace(encoder)
  return byWording
}

serve<AssessCalls>({
  judge: async (input) => assess(input, await known()),
  grade: async (input) => gradeAgainstReference(input, (tools ??= toolsOf(await loadEncoder()))),
})
