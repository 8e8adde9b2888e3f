import type { AskRecord } from './answer'

/** Below this the notes are said not to cover the question; above it, that it is not sure. */
export const unsure = 0.2

/** What stands over passages that are only the closest, or over nothing. */
export function headlineOf({ outcome, trace, over }: Pick<AskRecord, 'outcome' | 'trace' | 'over'>): string {
  if (outcome === 'nothing' && over)
    return trace?.passagesSearched ? 'Nothing in the notes you chose mentions this.' : 'No note fits what you chose.'
  if (outcome === 'nothing') return 'Nothing in your notes mentions this.'
  if (outcome === 'closest' && (trace?.confidence ?? 0) >= unsure)
    return 'Your notes may not answer this. Closest passages:'
  return outcome === 'closest' ? 'Your notes don’t cover this. Closest passages:' : ''
}

/** The answer as Markdown, for a card: its sentences, and the titles they come from. */
export function answerAsCard({ sentences, sources }: Pick<AskRecord, 'sentences' | 'sources'>): string {
  const prose = sentences.filter(({ code }) => !code).map((sentence) => sentence.text)
  const code = sentences.flatMap((sentence) => (sentence.code ? `\n\n\`\`\`\n${sentence.text}\n\`\`\`` : []))
  const text = prose.join(' ') + code.join('')
  const titles = [...new Set(sources.map(({ title }) => title))]
  return `${text}\n\n*From ${titles.join('; ')}*`
}
