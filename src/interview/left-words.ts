import { dropLastWords, keepLastWords, lastWords } from '../app/last-words'

/** What stood in the field when the page went, at the turn to which it was the answer. */
export interface LeftWords {
  turn: number
  text: string
  aside: string
}

const key = (sessionId: string) => `preflight.answerDraft.${sessionId}`

export function leaveWords(sessionId: string, words: LeftWords) {
  keepLastWords(key(sessionId), JSON.stringify(words))
}

/** Undefined where nothing was left, or where the interview has gone on since. */
export function leftWords(sessionId: string, turn: number): LeftWords | undefined {
  try {
    const words = JSON.parse(lastWords(key(sessionId)) ?? 'null') as LeftWords | null
    return words?.turn === turn && typeof words.text === 'string' ? words : undefined
  } catch {
    return undefined
  }
}

export function dropWords(sessionId: string) {
  dropLastWords(key(sessionId))
}
