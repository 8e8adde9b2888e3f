import type { Pack } from '../compile.ts'
import { cardText, proseOf } from './text.ts'
import type { Report } from './report.ts'

/** "Lewis et al., 2020", "Liu et al. (2023)", "Vaswani et al. 2017". */
const credit = /\b([A-ZÄÖÜÉ][\p{L}'-]+) et al\.,? \(?((?:19|20)\d\d)/gu
/** A measured figure as opposed to one that is worked out. */
const measured = /\d[\d.,]*\s*(%|per cent|percentage points|times faster|× faster)/

/** Whoever is credited is named in the sources, and a card that reports a measurement says whose it is. */
export function namedSources(pack: Pack, report: Report) {
  for (const note of pack.notes)
    proseOf(note.body)
      .split('\n')
      .forEach((text, line) => {
        for (const { who, year } of creditsIn(text))
          if (!named(note.sources, who, year))
            report(note, `${note.id}: ${who} et al., ${year} is credited and not among the sources`, line)
      })
  for (const item of [...pack.questions, ...pack.scenarios, ...pack.coding])
    for (const { who, year } of creditsIn(item.answer))
      if (!named(item.sources, who, year))
        report(item, `${item.id}: ${who} et al., ${year} is credited and not among the sources`)
  for (const card of pack.cards) {
    const { front, back } = cardText(card)
    if (/ et al\./.test(front + back) && !card.source)
      report(card, `card "${card.id}" credits somebody without a source`)
    // Numbers in the question mean that the answer is worked out from them.
    if (measured.test(back) && !/\d/.test(front) && !card.source)
      report(card, `card "${card.id}" gives a figure without a source`)
  }
  for (const [item, sources] of [
    ...pack.notes.map((note) => [note, note.sources] as const),
    ...[...pack.questions, ...pack.scenarios, ...pack.coding].map((question) => [question, question.sources] as const),
  ])
    for (const source of sources)
      if (
        !/\b(19|20)\d\d\b/.test(source) &&
        !/documentation|specification|docs|reference|guide|\.(org|io|com|dev|eu)\b/i.test(source)
      )
        report(item, `the source "${source}" has neither a year nor says that it is documentation`)
}

export function creditsIn(text: string): { who: string; year: string }[] {
  return [...text.matchAll(credit)].map((match) => ({ who: match[1] ?? '', year: match[2] ?? '' }))
}

function named(sources: string[], who: string, year: string): boolean {
  return sources.some((source) => source.includes(who) && source.includes(year))
}
