import type { Pack } from '../compile.ts'
import { headingsOf, slugOf } from '../slug.ts'
import { proseOf } from './text.ts'
import type { Report } from './report.ts'

/** Every heading address of every note, and every note id by itself. */
export function addresses(pack: Pack): Set<string> {
  const found = new Set<string>()
  for (const note of pack.notes) {
    found.add(note.id)
    for (const heading of headingsOf(note.body)) found.add(`${note.id}#${slugOf(heading)}`)
  }
  return found
}

/** Whatever points somewhere points at something that is there. */
export function liveLinks(pack: Pack, report: Report) {
  const topics = new Set(pack.topics.map((topic) => topic.id))
  const targets = addresses(pack)
  const items = new Set([...pack.questions, ...pack.scenarios].map(({ id }) => id))
  for (const item of [
    ...pack.notes,
    ...pack.cards,
    ...pack.questions,
    ...pack.scenarios,
    ...pack.coding,
    ...pack.terms,
  ])
    if (!topics.has(item.topic)) report(item, `topic "${item.topic}" is not in topics.yaml`)
  for (const card of pack.cards) {
    if (!card.note) report(card, `card "${card.id}" links to no passage that explains it`)
    else if (!card.note.includes('#')) report(card, `card "${card.id}" links to a whole note, not to a passage`)
    else if (!targets.has(card.note)) report(card, `card "${card.id}" links to "${card.note}", which is nowhere`)
  }
  for (const question of [...pack.questions, ...pack.scenarios, ...pack.coding]) {
    if (!question.notes.length) report(question, `"${question.id}" links to no note`)
    for (const note of question.notes)
      if (!targets.has(note)) report(question, `"${question.id}" links to "${note}", which is nowhere`)
  }
  for (const row of pack.curriculum) {
    for (const note of row.notes) if (!targets.has(note)) report(row, `"${row.row}": "${note}" is nowhere`)
    for (const id of row.questions) if (!items.has(id)) report(row, `"${row.row}": there is no question "${id}"`)
  }
  liveWikiLinks(pack, targets, report)
}

/** `[[Title#Heading]]` between notes. */
function liveWikiLinks(pack: Pack, targets: Set<string>, report: Report) {
  const byTitle = new Map(pack.notes.map((note) => [note.title.toLowerCase(), note.id]))
  for (const note of pack.notes)
    proseOf(note.body)
      .split('\n')
      .forEach((text, line) => {
        for (const [whole, title = '', heading = ''] of text.matchAll(/\[\[([^\]|#]+)(?:#([^\]|]+))?[^\]]*\]\]/g)) {
          const id = byTitle.get(title.trim().toLowerCase())
          if (!id || (heading && !targets.has(`${id}#${slugOf(heading)}`)))
            report(note, `${note.id}: ${whole} leads nowhere`, line)
        }
      })
}
