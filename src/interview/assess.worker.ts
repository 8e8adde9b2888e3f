import { pack } from '../app/pack'
import { serve } from '../app/worker-serve'
import { loadEncoder } from '../encoder/load'
import { assess, type Knowledge } from './assess/assess'
import { knowledgeFrom } from './assess/knowledge'
import { gradeAgainstReference, instantAssessor, type Assessor } from './assess/reference/grade'
import type { AssessCalls } from './protocol'

let knowledge: Promise<Knowledge> | undefined
let assessor: Assessor | undefined

async function fromPack(): Promise<Knowledge> {
  const [questions, scenarios, glossary] = await Promise.all([pack.questions(), pack.scenarios(), pack.glossary()])
  return knowledgeFrom({ questions, scenarios, glossary })
}

serve<AssessCalls>({
  judge: async (input) => assess(input, await (knowledge ??= fromPack())),
  grade: async (input) => gradeAgainstReference(input, (assessor ??= instantAssessor(await loadEncoder()))),
})
