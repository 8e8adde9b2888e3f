import type { Criterion, Question, Scenario, Term } from '../../../content/format'
import { companyFrom } from './company'
import type { Knowledge } from './evidence'
import { informationFrom } from './information'
import type { TokenSpace } from './meaning'
import { wordOrderFrom } from './order'
import { lexicalSimilarity } from './similarity'

/** The parts of the pack that the assessor reads. */
export interface PackTexts {
  questions: Question[]
  scenarios: Scenario[]
  glossary: Term[]
}

/** What the assessor knows: from the pack, and from the instant encoder where it is loaded. */
export function knowledgeFrom(pack: PackTexts, space?: TokenSpace): Knowledge {
  const information = informationFrom(textsOf(pack))
  const similarity = lexicalSimilarity(pack.glossary, information)
  const company = companyFrom(rubricLines(pack))
  return { information, similarity, company, order: wordOrderFrom(textsOf(pack)), space }
}

function* rubricLines({ questions, scenarios }: PackTexts): Generator<string> {
  for (const item of [...questions, ...scenarios]) for (const criterion of criteriaOf(item)) yield* linesOf(criterion)
}

function* textsOf({ questions, scenarios, glossary }: PackTexts): Generator<string> {
  for (const item of [...questions, ...scenarios]) {
    yield item.ask
    yield* item.answer.split(/(?<=[.!?])\s+/)
    for (const criterion of criteriaOf(item)) yield* linesOf(criterion)
  }
  for (const term of glossary)
    yield `${term.term} ${term.abbreviation ?? ''} ${term.synonyms.join(' ')} ${term.meaning}`
}

/** All criteria of an item, those of its twists last. */
export function criteriaOf(item: Question | Scenario): Criterion[] {
  return 'twists' in item ? [...item.criteria, ...item.twists.flatMap((twist) => twist.criteria)] : item.criteria
}

function linesOf({ statement, paraphrases, wrong, probe }: Criterion): string[] {
  return [statement, ...paraphrases, ...wrong, probe]
}
