import type { Pack } from '../compile.ts'
import { cardText, proseOf } from './text.ts'
import type { Report } from './report.ts'

/** "Lewis et al., 2020", "Liu et al. (2023)", "Vaswani et al. 2017". */
const credit = /\b([A-ZÄÖÜÉ][\p{L}'-]+) et al\.,? \(?((?:19|20)\d\d)/gu
/** A paper: its authors, its year, and its title in quotation marks. */
const paper = /^(.+?),? \(?((?:19|20)\d\d)\)?, ["“](.+?)["”]/
const untitled = /^[^"“]*( et al\.| and \p{Lu}[\p{L}-]+),? \(?(19|20)\d\d\)?$/u

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
  }
  for (const { item, source } of everySource(pack)) {
    if (!/\b(19|20)\d\d\b/.test(source) && !documented.test(source))
      report(item, `the source "${source}" has neither a year nor says that it is documentation`)
    if (untitled.test(source)) report(item, `the source "${source}" does not name its paper`)
  }
  oneYearEach(pack, report)
}

const documented = /documentation|specification|docs|reference|guide|\.(org|io|com|dev|eu)\b/i

function everySource({ notes, questions, scenarios, coding, cards }: Pack): { item: object; source: string }[] {
  const lists = [...notes, ...questions, ...scenarios, ...coding].flatMap((item) =>
    item.sources.map((source) => ({ item, source })),
  )
  return [...lists, ...cards.flatMap((item) => (item.source ? [{ item, source: item.source }] : []))]
}

/** A paper has one year everywhere, of its preprint or of its conference. */
function oneYearEach(pack: Pack, report: Report) {
  const years = new Map<string, string>()
  for (const { item, source } of everySource(pack)) {
    const [, , year, title] = paper.exec(source) ?? []
    if (!year || !title) continue
    const key = title
      .toLowerCase()
      .split(':')[0]!
      .replace(/[^\w+]+/g, ' ')
      .trim()
    const other = years.get(key)
    if (other && other !== year) report(item, `"${title}" is of ${year} here and of ${other} elsewhere`)
    years.set(key, other ?? year)
  }
}

export function creditsIn(text: string): { who: string; year: string }[] {
  return [...text.matchAll(credit)].map((match) => ({ who: match[1] ?? '', year: match[2] ?? '' }))
}

function named(sources: string[], who: string, year: string): boolean {
  return sources.some((source) => source.includes(who) && source.includes(year))
}
