import type { Pack, Places, Problem } from '../compile.ts'

/** Says what is wrong with an item; `line` counts from the beginning of a note's text, 0 for the first. */
export type Report = (item: object, message: string, line?: number) => void

/** A rule looks at the whole pack and reports what breaks it. */
export type Rule = (pack: Pack, report: Report) => void

export function reporter(places: Places, problems: Problem[]): Report {
  return (item, message, line) => {
    const place = places.get(item) ?? { file: 'content', line: 1 }
    const at = line === undefined ? place.line : (place.bodyLine ?? place.line) + line
    problems.push({ file: place.file, line: at, message })
  }
}
