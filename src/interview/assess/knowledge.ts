import type { Criterion, Question, Scenario, Term } from '../../../content/format'
import type { Knowledge } from './assess'
import { informationFrom } from './information'
import { anyOf, lexicalSimilarity, type TokenSimilarity } from './similarity'

/** The parts of the pack that the assessor reads. */
export interface PackTexts {
  questions: Question[]
  scenarios: Scenario[]
  glossary: Term[]
}

/** What the assessor knows, from the pack alone; further similarities (an encoder's) join the lexical one. */
export function knowledgeFrom(pack: PackTexts, further: TokenSimilarity[] = [], extra: string[] = []): Knowledge {
  const information = informationFrom([...textsOf(pack), ...extra])
  return { information, similarity: anyOf(lexicalSimilarity(pack.glossary, information), ...further) }
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
