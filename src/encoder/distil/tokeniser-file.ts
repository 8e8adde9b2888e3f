import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The teacher's vocabulary in the order of its ids, from its tokenizer.json. */
export function readVocabulary(teacher: string): string[] {
  const file = JSON.parse(readFileSync(join(teacher, 'tokenizer.json'), 'utf8')) as {
    model: { vocab: Record<string, number> }
  }
  const vocabulary: string[] = []
  for (const [piece, id] of Object.entries(file.model.vocab)) vocabulary[id] = piece
  return vocabulary
}
