import type { Checked, CitingSentence } from '../search/protocol'
import { verifySentence, type EmbedText, type Verification } from './verify'

const worth = { supported: 2, weak: 1, unsupported: 0 }
const nothingCited: Verification = { support: 'unsupported', start: 0, end: 0, against: 'words', covered: 0 }

/** Checks each sentence against all that it cites and keeps what speaks most for it. */
export function verifyAll(sentences: CitingSentence[], embed?: EmbedText): Checked {
  const checks = sentences.map(({ text, passages }) => {
    const all = passages.map((passage) => verifySentence(text, passage, embed))
    return all.sort((a, b) => worth[b.support] - worth[a.support] || b.covered - a.covered)[0] ?? nothingCited
  })
  return { by: embed ? 'instant' : 'words', checks }
}
