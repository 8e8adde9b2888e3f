import type { Pack } from '../compile.ts'
import type { Criterion } from '../format.ts'
import { partsOf, type Part } from './answers.ts'
import type { Report } from './report.ts'

/** From so many words in a row on, two texts hardly agree by chance. */
const run = 8
const phrase = 4

/**
 * What a model answer may have word for word from its rubric. The measure is the stories, whose answers are told: when
 * this was counted first, 16 of their 285 criteria shared eight words in a row with the answer, 5 of these ten, and one
 * answer of 50 shared eight with two criteria. Explanations shared eight with 166 of 1,340 criteria and ten with 86.
 * Short lines are held by their share, counted in pieces of four words: no story had more than three quarters of a
 * statement.
 */
const most = { words: 9, criteria: 1, ofLine: 0.75 }

/** A model answer that is its rubric read aloud teaches nothing, and "it meets its rubric" compares a text with itself. */
export function spokenAnswers(pack: Pack, report: Report) {
  for (const part of partsOf(pack)) {
    const shared = part.criteria.map((criterion) => sharedWith(part.answer, criterion))
    shared.forEach(({ longest, copied }, index) => {
      if (wordsIn(longest).length > most.words) say(part, index, `has "${longest}" from`, report)
      if (copied) say(part, index, `says nearly the whole of "${copied}" in`, report)
    })
    const several = shared.flatMap(({ longest }, index) => (longest ? [index] : []))
    if (several.length > most.criteria)
      say(part, several[1]!, `shares ${run} words in a row with ${several.length} criteria, among them`, report)
  }
}

function say({ item, name, path, criteria }: Part, index: number, what: string, report: Report) {
  report(item, `${name}: the model answer ${what} "${criteria[index]!.id}": say it as one speaks`, [...path, index])
}

/** The longest run that the answer has from a line of the criterion, '' where none is long, and the line that it nearly holds. */
function sharedWith(answer: string, { statement, paraphrases }: Criterion) {
  const lines = [statement, ...paraphrases]
  const said = wordsIn(answer)
  const runs = lines.flatMap((line) => runsOf(said, wordsIn(line), run))
  const longest = runs.sort((a, b) => b.length - a.length)[0] ?? []
  const copied = lines.find((line) => {
    const words = wordsIn(line)
    const count = runsOf(said, words, phrase).reduce((sum, { length }) => sum + length, 0)
    return count > most.ofLine * words.length
  })
  return { longest: longest.join(' '), copied }
}

/** The longest stretches of `line`, of `least` words or more, that stand in `said` piece by piece of that length. */
function runsOf(said: string[], line: string[], least: number): string[][] {
  const pieces = new Set(said.map((_, at) => said.slice(at, at + least).join(' ')))
  const runs: string[][] = []
  let end = 0
  for (let at = 0; at + least <= line.length; at++) {
    if (!pieces.has(line.slice(at, at + least).join(' '))) continue
    if (at < end) runs.at(-1)!.push(...line.slice(end, at + least))
    else runs.push(line.slice(at, at + least))
    end = at + least
  }
  return runs
}

const wordsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}\p{N}']+/gu) ?? []
