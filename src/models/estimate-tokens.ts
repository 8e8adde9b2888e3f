/** Words of Latin letters, single digits, line breaks, runs of blanks, ASCII signs, and every other sign by itself. */
const pieces = /\p{Script=Latin}+|\d|\n+| {2,}|[!-/:-@[-`{-~]|\P{ASCII}/gu

/**
 * An upper estimate of the tokens of a text where no tokeniser is at hand. Over 1,377 pieces of study notes of 1,500 signs,
 * one in a thousand has more tokens than this says, in GPT-4's vocabulary (100,000; Llama 3 and Qwen have more) and in
 * GPT-2's (50,000, as SmolLM's; runs of blanks taken as two). The median piece has 29 and 15 % fewer.
 */
export function estimateTokens(text: string): number {
  let tokens = 0
  for (const [piece] of text.matchAll(pieces)) tokens += weigh(piece)
  return Math.ceil(tokens * 1.05) + 2
}

function weigh(piece: string): number {
  if (piece.length > 1 && piece.trim()) return piece.length <= 7 ? 1.1 : 1 + Math.ceil((piece.length - 7) / 4)
  return piece.charCodeAt(0) < 128 ? 1 : 2.2
}
