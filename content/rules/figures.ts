import type { Pack } from '../compile.ts'
import type { PackNote, Question } from '../format.ts'
import type { Report } from './report.ts'
import { cardText, sentencesOf } from './text.ts'

/** A figure that somebody measured, if it was not worked out. */
const figure =
  /\d[\d.,]*\s?(%|per cent|percentage points|times (as|faster|slower|cheaper|more|fewer|smaller|larger)\b|× (faster|smaller|as))/
const dated = /\b(19|20)\d\d\b/
/** Words and signs of an example that is worked out on the page. */
const worked = /[=≈×]|\b(suppose|say|assum\w+|if|imagine|made up|example|worked)\b/i
const reported = /\b(found|showed|shows|report(s|ed)?|measured|study|survey|benchmark)\b/i

/** A figure is worked out beside it, or whose it is stands beside it. */
export function sourcedFigures(pack: Pack, report: Report) {
  for (const note of pack.notes) figuresOfNote(note, report)
  for (const card of pack.cards) {
    const { front, back } = cardText(card)
    // Numbers in the question mean that the answer is worked out from them.
    const given = card.kind === 'cloze' ? front : /\d/.test(front) ? '' : back
    if (figure.test(given) && !card.source && !worked.test(given))
      report(card, `card "${card.id}" gives a figure without a source`)
  }
  for (const item of [...pack.questions, ...pack.scenarios, ...pack.coding])
    if (!('rounds' in item) || !ownStory(item.rounds)) reportedFigures(item, report)
}

/** Paragraphs, tables and lists; the one before and the one after belong to what is near. */
function figuresOfNote(note: PackNote, report: Report) {
  const { sources, body } = note
  const names = sources.flatMap((source) => /^[\p{L}'-]+/u.exec(source)?.[0] ?? [])
  const credited = (text: string) => dated.test(text) || names.some((name) => text.includes(name))
  const lines = body.replace(/^(```|~~~)[\s\S]*?^\1.*$/gm, (code) => code.replace(/[^\n]/g, '')).split('\n')
  const blocks = blocksOf(lines)
  blocks.forEach(({ text, line }, index) => {
    const near = blocks
      .slice(Math.max(0, index - 1), index + 2)
      .map((block) => block.text)
      .join('\n')
    if (!figure.test(text) || worked.test(near) || credited(near)) return
    report(note, `${note.id}: a figure is neither worked out nor sourced: "${text.slice(0, 60)}…"`, line)
  })
}

/** Lines that stand together, each block with its first line (from 0). */
function blocksOf(lines: string[]): { text: string; line: number }[] {
  const blocks: { text: string; line: number }[] = []
  lines.forEach((text, line) => {
    if (!text.trim()) return
    const last = blocks.at(-1)
    if (last && lines[line - 1]?.trim()) last.text += `\n${text}`
    else blocks.push({ text, line })
  })
  return blocks
}

/** What somebody is said to have found has a year, and the question names its sources. */
function reportedFigures(item: Pick<Question, 'id' | 'answer' | 'sources'>, report: Report) {
  const sentences = sentencesOf(item.answer).map(({ text }) => text)
  sentences.forEach((text, index) => {
    if (!figure.test(text) || !reported.test(text) || worked.test(text)) return
    const near = sentences.slice(Math.max(0, index - 1), index + 1).join(' ')
    if (!dated.test(near) || !item.sources.length)
      report(item, `${item.id}: the model answer reports a figure without its year and source: "${text.slice(0, 60)}…"`)
  })
}

/** Figures of a candidate's own story are the story's. */
const ownStory = (rounds: Question['rounds']) =>
  rounds.some((round) => round === 'behavioural' || round === 'project' || round === 'recruiter')
