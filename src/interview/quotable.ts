const leadIn =
  /^(?:(?:because|so|but|and|then|also|well|yes|no|okay|as i said|like i said|very sure|quite sure|fairly sure|quite|fairly)\s*[,:]\s*|(?:because|but|and|then)\s+)+/i
const longestQuote = 110

/** A sentence as it is quoted to the one who said it: to the letter, without its lead-in, and no longer than one takes in at a hearing. */
export function quotable(sentence: string, longest = longestQuote): string {
  const plain = sentence.trim().replace(leadIn, '')
  if (plain.length <= longest) return plain
  return shortened(plain, longest).replace(/[\s.,;:!]+$/, '')
}

/** Ends at a clause, or else at a word. */
function shortened(text: string, longest: number): string {
  const head = text.slice(0, longest)
  const clause = Math.max(...[', ', '; ', ': '].map((mark) => head.lastIndexOf(mark)))
  return head.slice(0, clause > longest / 3 ? clause : Math.max(1, head.lastIndexOf(' ')))
}
