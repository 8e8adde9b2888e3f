/** What a learner says is wrong with an item of the pack. */
export interface ErrorReport {
  kind: 'note' | 'card' | 'question'
  id: string
  title: string
  /** The learner's words. */
  words: string
  packVersion: string
  appVersion: string
}

/** The report as text to be pasted anywhere: what it is about, which version, and what was said. */
export function reportText({ kind, id, title, words, packVersion, appVersion }: ErrorReport): string {
  return [
    `Error in a ${kind} of Preflight`,
    `Item: ${kind}/${id} ("${title.trim()}")`,
    `Content ${packVersion}, app ${appVersion}`,
    '',
    words.trim() || '(nothing was written)',
  ].join('\n')
}
