import { dropLastWords, keepLastWords, lastWords, lastWordsKeys } from '../app/last-words'
import type { Turn } from './session'

/** What stood in the field when the page went, at the turn to which it was the answer. */
export interface LeftWords {
  turn: number
  text: string
  aside: string
}

/** Each tab leaves its own: two that go at once must not overwrite each other. */
const key = (sessionId: string, tab: string) => `preflight.answerDraft.${sessionId}.${tab}`

export function leaveWords(sessionId: string, tab: string, words: LeftWords) {
  keepLastWords(key(sessionId, tab), JSON.stringify(words))
}

/**
 * What this tab left, else what a closed one did, with its name; `open` are the other tabs that are there. Undefined where nothing was left,
 * or where it was submitted since.
 */
export function leftWords(
  sessionId: string,
  tab: string,
  open: ReadonlySet<string>,
  turns: readonly Turn[],
): (LeftWords & { tab: string }) | undefined {
  const begins = key(sessionId, '')
  const tabs = lastWordsKeys(begins).map((each) => each.slice(begins.length))
  for (const each of [tab, ...tabs.filter((other) => other !== tab && !open.has(other))]) {
    const words = readWords(key(sessionId, each))
    if (words && !wasSubmitted(words, turns)) return { ...words, tab: each }
    dropWords(sessionId, each)
  }
  return undefined
}

export function dropWords(sessionId: string, tab: string) {
  dropLastWords(key(sessionId, tab))
}

function readWords(at: string): LeftWords | undefined {
  try {
    const words = JSON.parse(lastWords(at) ?? 'null') as LeftWords | null
    return typeof words?.text === 'string' && typeof words.turn === 'number' ? words : undefined
  } catch {
    return undefined
  }
}

function wasSubmitted({ turn, text, aside = '' }: LeftWords, turns: readonly Turn[]): boolean {
  const said = turns.slice(turn).map((each) => each.text.trim())
  const gone = (words: string) => !words.trim() || said.includes(words.trim())
  return gone(text) && gone(aside)
}
