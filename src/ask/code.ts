import type { FoundPassage, UnderstoodWord } from '../search/protocol'
import { termsOf } from '../search/tokenise'
import type { Extract } from './extract'
import { coveredBy, shareCovered, turnsOtherWay } from './question'
import { isCode } from './sentences'

/** A block of code that an answer quotes whole. */
export interface CodeExtract {
  /** Place of its passage among those given. */
  passage: number
  text: string
  start: number
  end: number
}

const mostCharacters = 500
const mostLines = 14
/** Code that holds less of the question's information belongs to something else, unless a colon announces it. */
const least = 0.15

/**
 * For "how do I …": the code that belongs to what was chosen. It stands in the note of the leading sentence, best right
 * after it, and the more of the question it holds, the better.
 */
export function codeFor(
  question: string,
  chosen: Extract[],
  passages: FoundPassage[],
  words: UnderstoodWord[],
): CodeExtract | undefined {
  const [lead] = chosen
  if (!lead || chosen.some(({ code }) => code)) return undefined
  const home = passages[lead.passage]!
  const blocks = passages.flatMap((passage, place) =>
    belongs(passage, home, question) ? blocksOf(passage, place, question) : [],
  )
  const worth = (block: CodeExtract) => {
    const terms = new Set(termsOf(block.text))
    const near = block.passage === lead.passage ? 0.5 / (1 + distance(block, chosen) / 200) : 0.1
    const shared = shareCovered(words, (word) => coveredBy(terms, word))
    return shared >= least || announced(block, passages[block.passage]!.text) ? near + shared : 0
  }
  return blocks
    .map((block) => ({ block, worth: worth(block) }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth || a.block.passage - b.block.passage)[0]?.block
}

/** Right behind a line that ends in a colon. */
function announced({ start }: CodeExtract, text: string): boolean {
  return /:\s*$/.test(text.slice(Math.max(0, start - 12), start))
}

function belongs(passage: FoundPassage, home: FoundPassage, question: string): boolean {
  return passage.documentId === home.documentId && !turnsOtherWay(question, passage.headings.join('\n'))
}

/** From the end of the nearest chosen sentence before it; what stands before all of them is farther. */
function distance({ passage, start }: CodeExtract, chosen: Extract[]): number {
  const after = chosen
    .filter((one) => one.passage === passage)
    .map(({ end }) => (start >= end ? start - end : 2 * (end - start)))
  return Math.min(...after)
}

function isLatex(text: string): boolean {
  return /\\(?:frac|text|left|right|sum|sqrt|cdot|times|mathrm|ln|log|approx|begin)\b|\\,|[\^_]\{/.test(text)
}

function blocksOf({ text, kind }: FoundPassage, passage: number, question: string): CodeExtract[] {
  const blocks: CodeExtract[] = []
  let at = 0
  let said = ''
  for (const part of text.split(/(\n{2,})/)) {
    const trimmed = part.trimEnd()
    const fits = trimmed.length <= mostCharacters && trimmed.split('\n').length <= mostLines
    const code = trimmed && (isCode(trimmed) || kind === 'code') && !isLatex(trimmed)
    if (code && fits && !turnsOtherWay(question, said))
      blocks.push({ passage, text: trimmed, start: at, end: at + trimmed.length })
    if (trimmed && !code) said = trimmed
    at += part.length
  }
  return blocks
}
