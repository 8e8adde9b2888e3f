/** A stretch of a text: `text.slice(start, end)` is what was said, to the letter. */
export interface Span {
  start: number
  end: number
}

/** A run of blanks is tried from its beginning alone: from each of its places, an endless one would take for ever. */
const endOfSentence = /(?<=[.!?…])["'”’)\]]*\s+|\n+|;\s+|(?<!\s)\s+(?:[–—]\s+|-\s+(?=\p{L}))/gu
const abbreviation = /\b(?:[Ee]\.g|[Ii]\.e|etc|vs|[Cc]f|[Aa]pprox|[Ff]ig|Dr|Mrs?|Ms)\.$/
/** "no. 5", but "the answer is no." */
const number = /\bno\.$/i

/** Sentences, bullets and the parts that semicolons and dashes divide. */
export function sentences(text: string): Span[] {
  const spans: Span[] = []
  let start = 0
  for (const match of text.matchAll(endOfSentence)) {
    const before = text.slice(Math.max(0, match.index - 8), match.index)
    if (abbreviation.test(before) || (number.test(before) && /^\d/.test(text.slice(match.index).trimStart()))) continue
    pushTrimmed(text, start, match.index, spans)
    start = match.index + match[0].length
  }
  pushTrimmed(text, start, text.length, spans)
  return spans
}

function pushTrimmed(text: string, from: number, to: number, spans: Span[]) {
  let start = from
  let end = to
  while (start < end && /[\s\-–—•*>]/.test(text[start]!)) start++
  while (end > start && /\s/.test(text[end - 1]!)) end--
  if (end > start) spans.push({ start, end })
}
