import type { Compiled, Pack, Problem } from './compile.ts'
import type { Criterion } from './format.ts'
import { slugOf } from './slug.ts'

/** Everything that a single item's schema cannot see: ids, links, duplicates, rubric rules. */
export function check({ pack, places }: Compiled): Problem[] {
  const problems: Problem[] = []
  const report = (item: object, message: string) => {
    const place = places.get(item) ?? { file: 'content', line: 1 }
    problems.push({ ...place, message })
  }
  uniqueIds(pack, report)
  liveLinks(pack, report)
  noDuplicateCards(pack, report)
  soundRubrics(pack, report)
  return problems
}

type Report = (item: object, message: string) => void

function uniqueIds(pack: Pack, report: Report) {
  const kinds = [pack.topics, pack.notes, pack.cards, [...pack.questions, ...pack.scenarios]]
  for (const items of kinds) {
    const seen = new Set<string>()
    for (const item of items) {
      if (seen.has(item.id)) report(item, `id "${item.id}" is used twice`)
      seen.add(item.id)
    }
  }
  const names = new Map<string, string>()
  for (const term of pack.terms)
    for (const name of [term.term, term.abbreviation, ...term.synonyms]) {
      if (!name) continue
      const other = names.get(name.toLowerCase())
      if (other) report(term, `"${name}" also names the term "${other}"`)
      names.set(name.toLowerCase(), term.term)
    }
}

/** Every heading address of every note, and every note id by itself. */
export function addresses(pack: Pack): Set<string> {
  const found = new Set<string>()
  for (const note of pack.notes) {
    found.add(note.id)
    const prose = note.body.replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
    for (const [, heading] of prose.matchAll(/^#{2,6}\s+(.+)$/gm)) found.add(`${note.id}#${slugOf(heading ?? '')}`)
  }
  return found
}

function liveLinks(pack: Pack, report: Report) {
  const topics = new Set(pack.topics.map((topic) => topic.id))
  const targets = addresses(pack)
  for (const item of [...pack.notes, ...pack.cards, ...pack.questions, ...pack.scenarios, ...pack.terms])
    if (!topics.has(item.topic)) report(item, `topic "${item.topic}" is not in topics.yaml`)
  for (const card of pack.cards)
    if (card.note && !targets.has(card.note))
      report(card, `card "${card.id}" links to "${card.note}", which is nowhere`)
  for (const question of [...pack.questions, ...pack.scenarios])
    for (const note of question.notes)
      if (!targets.has(note)) report(question, `"${question.id}" links to "${note}", which is nowhere`)
}

function noDuplicateCards(pack: Pack, report: Report) {
  const fronts = new Map<string, string>()
  for (const card of pack.cards) {
    const front = slugOf(card.kind === 'cloze' ? card.text : card.front)
    const other = fronts.get(front)
    if (other) report(card, `card "${card.id}" asks the same as "${other}"`)
    fronts.set(front, card.id)
    if (card.kind === 'choice' && card.distractors.includes(card.answer))
      report(card, `card "${card.id}" offers its answer as a distractor`)
    if (
      card.kind !== 'cloze' &&
      /^(list|name|give) (all|the|\w+ )?(three|four|five|six|seven|eight|nine)\b/i.test(card.front)
    )
      report(card, `card "${card.id}" asks to recite a list`)
  }
}

function soundRubrics(pack: Pack, report: Report) {
  for (const question of [...pack.questions, ...pack.scenarios]) {
    const parts = 'twists' in question ? [question, ...question.twists] : [question]
    for (const part of parts) criteriaRules(part.criteria, (message) => report(question, `${question.id}: ${message}`))
    const words = question.answer.split(/\s+/).length
    const most = 'twists' in question ? 400 : 260
    if (words > most) report(question, `${question.id}: the model answer has ${words} words, more than ${most}`)
  }
}

function criteriaRules(criteria: Criterion[], report: (message: string) => void) {
  const ids = new Set<string>()
  for (const criterion of criteria) {
    if (ids.has(criterion.id)) report(`criterion "${criterion.id}" is used twice`)
    ids.add(criterion.id)
    const lines = [...criterion.paraphrases, ...criterion.wrong].map((line) => line.toLowerCase())
    if (new Set(lines).size < lines.length) report(`criterion "${criterion.id}" holds a line twice`)
  }
}
