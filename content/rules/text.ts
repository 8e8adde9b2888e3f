/** Plain pieces of text that several rules look at. */

export const wordsOf = (text: string): number => text.trim().split(/\s+/).filter(Boolean).length

/** Markdown without code, diagrams, formulas and tables: what is read as sentences. Lines stay where they were. */
export function proseOf(markdown: string): string {
  const blank = (whole: string) => whole.replace(/[^\n]/g, '')
  return markdown
    .replace(/^(```|~~~)[\s\S]*?^\1.*$/gm, blank)
    .replace(/\$\$[\s\S]*?\$\$/g, blank)
    .replace(/^\|.*$/gm, '')
    .replace(/`[^`\n]*`/g, 'x')
    .replace(/\$[^$\n]+\$/g, 'x')
}

/** The sentences of a text, each with the line (from 0) in which it begins. */
export function sentencesOf(markdown: string): { text: string; line: number }[] {
  return proseOf(markdown)
    .split('\n')
    .flatMap((text, line) =>
      text
        .split(/(?<=[.!?:;])["”’)*]*\s+/)
        .map((sentence) => ({ text: sentence.trim(), line }))
        .filter((sentence) => sentence.text),
    )
}

/** A card's question and answer as one reads them, gaps filled. */
export function cardText(card: { kind: string; text?: string; front?: string; back?: string; answer?: string }): {
  front: string
  back: string
} {
  if (card.kind === 'cloze')
    return { front: (card.text ?? '').replace(/\{\{c\d+::(.*?)(?:::.*?)?\}\}/g, '$1'), back: card.back ?? '' }
  if (card.kind === 'basic') return { front: card.front ?? '', back: card.back ?? '' }
  return { front: card.front ?? '', back: [card.answer, card.back].filter(Boolean).join(' ') }
}
