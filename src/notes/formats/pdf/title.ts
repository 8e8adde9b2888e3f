import type { Block } from './blocks'

/** The heading in the largest letters on a document's first pages. */
export class LargestHeading {
  largest = ''
  #size = 0

  look(blocks: Block[]) {
    for (const [n, block] of blocks.slice(0, 12).entries()) {
      if (block.kind !== 'heading' || block.text.length < 4 || /^(?:\d|\[|(?:table of )?contents$)/i.test(block.text))
        continue
      // A single word in large letters is a brand.
      const size = block.size * (/\s/.test(block.text) || n === 0 ? 1 : 0.6)
      if (size <= this.#size * 1.1) continue
      this.#size = size
      this.largest = block.text
    }
  }
}

const junk =
  /^(?:untitled|document\d*|microsoft (?:word|powerpoint)\b.*|slide \d+|powerpoint.*|title|\(?anonymous\)?|.*\.(?:docx?|pptx?|tex|dvi|indd|pdf|rtf|qxd|html?))$/i

/** A document's title: what it declares, where its text bears that out or has no heading; else its largest heading. */
export function chosenTitle(declared: string, largest: string, text: string): string {
  const title = declared.replace(/\s+/g, ' ').trim()
  if (title.length < 4 || junk.test(title)) return largest
  return !largest || bare(text.slice(0, 6_000)).includes(bare(title)) ? title : largest
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
