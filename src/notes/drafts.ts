import { dropLastWords, keepLastWords, lastWords } from '../app/last-words'

/** What is being written, kept on each pause until it is saved or thrown away. */
export interface Draft {
  title: string
  text: string
}

const key = (id: string) => `preflight.noteDraft.${id || 'new'}`

/** Keeps a draft; false where the browser has no room or no right to. */
export function keepDraft(id: string, draft: Draft): boolean {
  return keepLastWords(key(id), JSON.stringify(draft))
}

export function readDraft(id: string): Draft | undefined {
  try {
    const draft: unknown = JSON.parse(lastWords(key(id)) ?? 'null')
    return isDraft(draft) ? draft : undefined
  } catch {
    return undefined
  }
}

export function dropDraft(id: string) {
  dropLastWords(key(id))
}

function isDraft(value: unknown): value is Draft {
  const draft = value as Draft | null
  return typeof draft?.title === 'string' && typeof draft.text === 'string'
}
