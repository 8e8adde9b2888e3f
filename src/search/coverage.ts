import type { Alternative, QuestionWord } from './question'

/** How far a word is answered for when it stands there as typed, as another name, or as something near. */
export function covers({ how, weight }: Alternative): number {
  if (how === 'glossary') return 0.9
  if (how === 'beginning') return 0.5
  return how === 'spelling' ? weight : 1
}

/** How far the terms of a passage (or sentence) answer for this word, 0-1. */
export function wordCovered({ alternatives }: QuestionWord, has: (id: number) => boolean): number {
  return alternatives.reduce((best, one) => (has(one.id) ? Math.max(best, covers(one)) : best), 0)
}

/** How much of the question's information (each word by its idf) the terms cover, 0-1. */
export function coverageOf(words: QuestionWord[], has: (id: number) => boolean): number {
  let covered = 0
  let all = 0
  for (const word of words) {
    covered += word.information * wordCovered(word, has)
    all += word.information
  }
  return all ? covered / all : 0
}
