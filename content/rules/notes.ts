import type { Pack } from '../compile.ts'
import type { PackNote } from '../format.ts'
import { headingsOf } from '../slug.ts'
import { proseOf, wordsOf } from './text.ts'
import type { Report } from './report.ts'

const words = { least: 800, most: 2000 }
/** Letters smaller than this cannot be read on a phone, even with the diagram wider than the screen. */
const smallestLetter = 14

/** What every note has: a length to be read in one sitting, a worked example, a picture, the interview, the mistakes. */
export function completeNotes(pack: Pack, report: Report) {
  for (const note of pack.notes) {
    const say = (message: string, line?: number) => report(note, `${note.id}: ${message}`, line)
    const length = wordsOf(proseOf(note.body))
    if (length < words.least || length > words.most)
      say(`has ${length} words, not ${words.least} to ${words.most} (code, tables and diagrams left out)`)
    const headings = headingsOf(note.body)
    for (const wanted of ['How to say it in the interview', 'Common mistakes'])
      if (!headings.includes(wanted)) say(`has no section "${wanted}"`)
    if (/^# /m.test(proseOf(note.body))) say('has a heading of level 1: the title is it')
    if (headings.length < 6) say(`has only ${headings.length} sections`)
    if (!workedExample(note)) say('has no worked example with numbers')
    if (note.sources.length === 0) say('names no source')
    soundDiagrams(note, say)
  }
}

/** Numbers that are worked out on the page: an equation between numbers, a table of figures, or a dated story. */
function workedExample({ body }: PackNote): boolean {
  return /\$[^$]*\d[^$]*=[^$]*\d[^$]*\$/.test(body) || /^\|.*\d.*\|.*\d.*\|$/m.test(body)
}

function soundDiagrams({ body }: PackNote, say: (message: string, line?: number) => void) {
  const diagrams = [...body.matchAll(/^```svg\n([\s\S]*?)^```/gm)]
  if (!diagrams.length) say('has no diagram')
  for (const match of diagrams) {
    const svg = match[1] ?? ''
    const line = body.slice(0, match.index).split('\n').length
    for (const fault of faultsOf(svg)) say(`the diagram ${fault}`, line)
  }
}

/** Colours of its own would vanish in one of the two themes; without a title it says nothing to a screen reader. */
export function faultsOf(svg: string): string[] {
  const faults: string[] = []
  if (!/<svg[^>]*\bviewBox="/.test(svg)) faults.push('has no viewBox')
  if (!/<svg[^>]*\brole="img"/.test(svg)) faults.push('has no role="img"')
  if (!/<title>[^<]{20,}<\/title>/.test(svg)) faults.push('has no <title> that tells what it shows')
  for (const [, name, value] of svg.matchAll(/\b(fill|stroke)="([^"]*)"/g))
    if (!/^(none|currentColor)$/.test(value!)) faults.push(`sets ${name} to ${value}: use currentColor`)
  for (const [, size] of svg.matchAll(/font-size="([\d.]+)"/g))
    if (Number(size) < smallestLetter) faults.push(`has letters of ${size} units, smaller than ${smallestLetter}`)
  if (/<(script|style|image|use|foreignObject|a)\b|\bon\w+=|href=|style=/.test(svg))
    faults.push('holds what the sanitiser takes out')
  return [...new Set(faults)]
}
