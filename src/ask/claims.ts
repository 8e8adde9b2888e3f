/** A sentence that a model wrote, with the passages (from 1) it says it rests on. */
export interface Claim {
  text: string
  cites: number[]
}

const citation =
  /[[(【]\s*(?:passages?\s*|sources?\s*|P)?(\d{1,2}(?:\s*(?:,|;|and|&)\s*(?:passages?\s*|P)?\d{1,2})*)\s*[\])】]/gi
/** What ends a sentence, and the citations that trail behind it. */
const ending = /([.!?…]["'”’)]*)((?:\s*[[(【][^\])】]{1,24}[\])】])*)(?:\s+|$)/g

/**
 * Reads a model's answer: sentences with their citations, wherever in the sentence or behind its point they stand.
 * Markdown, headings and links are taken off; numbers that are no passage's are dropped.
 */
export function claimsOf(output: string, passages: number): Claim[] {
  return (
    plain(output)
      .split('\n')
      .flatMap((line) => sentencesIn(line))
      .map((sentence) => claimOf(sentence, passages))
      // One word or two claim nothing.
      .filter(({ text }) => (text.match(/\p{L}{2,}/gu)?.length ?? 0) > 2)
  )
}

/** The model said that the passages hold no answer. */
export function declines(output: string): boolean {
  const text = output.trim()
  return (
    /^["'“*]*NOT IN (?:THE|YOUR) NOTES\b/i.test(text) ||
    (text.length < 220 &&
      /\b(?:passages?|notes?) (?:do(?:es)? not|don['’]t|doesn['’]t) (?:answer|contain|mention|cover|say|provide|include)\b/i.test(
        text,
      ))
  )
}

function plain(output: string): string {
  return output
    .replace(/<think>[\s\S]*?(?:<\/think>|$)/gi, '')
    .replace(/```\w*|```/g, '')
    .replace(/!?\[([^\]]*)\]\((?:[^)\s]*)\)/g, '$1')
    .replace(/https?:\/\/\S+/g, '')
    .replace(/^\s*(?:#{1,6}\s+|[-*•]\s+|\d{1,2}[.)]\s+|>\s?)/gm, '')
    .replace(/^\s*(?:answer|assistant)\s*:\s*/i, '')
    .replace(/(\*\*|__|`)/g, '')
}

function sentencesIn(line: string): string[] {
  const parts: string[] = []
  let from = 0
  for (const match of line.matchAll(ending)) {
    const end = match.index + match[0].length
    if (/(?:\b(?:e\.g|i\.e|etc|vs|cf|al|Fig|Eq|approx)|\b\p{Lu})\.$/u.test(line.slice(from, match.index + 1))) continue
    parts.push(line.slice(from, end))
    from = end
  }
  return [...parts, line.slice(from)].map((part) => part.trim()).filter(Boolean)
}

function claimOf(sentence: string, passages: number): Claim {
  const cites = [...sentence.matchAll(citation)].flatMap(([, numbers]) => numbers!.match(/\d+/g)!.map(Number))
  const bare = sentence
    .replace(citation, ' ')
    .replace(/\s+([.,;:!?])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
  const text = /[.!?…]["'”’)]*$/.test(bare) || !bare ? bare : `${bare}.`
  return { text, cites: [...new Set(cites.filter((cite) => cite >= 1 && cite <= passages))] }
}
