import type { Pack, Path, Place, Places, Problem } from '../compile.ts'

/** Says what is wrong with an item, and where: a line of a note's text, 0 for the first, or the way to a part of it. */
export type Report = (item: object, message: string, where?: number | Path) => void

/** A rule looks at the whole pack and reports what breaks it. */
export type Rule = (pack: Pack, report: Report) => void

export function reporter(places: Places, problems: Problem[]): Report {
  return (item, message, where) => {
    const place = places.get(item) ?? { file: 'content', line: 1 }
    problems.push({ file: place.file, line: lineIn(place, where), message })
  }
}

function lineIn({ line, bodyLine, lineOf }: Place, where: number | Path | undefined): number {
  if (where === undefined) return line
  return typeof where === 'number' ? (bodyLine ?? line) + where : (lineOf?.(where) ?? line)
}
