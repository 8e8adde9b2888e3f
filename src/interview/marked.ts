export interface Piece {
  text: string
  marked: boolean
}

/** The text cut at the quotations that stand in it. */
export function pieces(text: string, quotes: readonly string[]): Piece[] {
  const spans = quotes
    .map((quote) => ({ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length }))
    .filter(({ start, end }) => start >= 0 && end > start)
    .sort((a, b) => a.start - b.start)
  const cut: Piece[] = []
  let from = 0
  for (const { start, end } of spans) {
    if (end <= from) continue
    const begin = Math.max(from, start)
    if (begin > from) cut.push({ text: text.slice(from, begin), marked: false })
    cut.push({ text: text.slice(begin, end), marked: true })
    from = end
  }
  if (from < text.length) cut.push({ text: text.slice(from), marked: false })
  return cut
}

/** The quoted evidence of each turn, to be marked in place. */
export function evidenceByTurn(
  verdicts: readonly { turnId?: string; evidence: string }[],
): ReadonlyMap<string, string[]> {
  const byTurn = new Map<string, string[]>()
  for (const { turnId, evidence } of verdicts)
    if (turnId && evidence) byTurn.set(turnId, [...(byTurn.get(turnId) ?? []), evidence])
  return byTurn
}
