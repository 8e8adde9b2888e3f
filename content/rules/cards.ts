import type { Pack } from '../compile.ts'
import type { PackCard } from '../format.ts'
import { cardText, wordsOf } from './text.ts'
import type { Report } from './report.ts'

const most = { front: 40, back: 60, cloze: 40, gaps: 2, typed: 6 }
const recital =
  /^(list|enumerate|recite|(name|give|what are|which are) (all |the |its |all the )*(two|three|four|five|six|seven|eight|nine|ten|main|key)\b)/i

/** One fact or one decision a card, short enough to be answered in a breath. */
export function atomicCards(pack: Pack, report: Report) {
  for (const card of pack.cards) {
    const say = (message: string) => report(card, `card "${card.id}" ${message}`)
    const { front, back } = cardText(card)
    const limit = card.kind === 'cloze' ? most.cloze : most.front
    if (wordsOf(front) > limit) say(`asks in ${wordsOf(front)} words, more than ${limit}`)
    if (wordsOf(back) > most.back) say(`answers in ${wordsOf(back)} words, more than ${most.back}`)
    if (card.kind !== 'cloze' && recital.test(card.front)) say('asks to recite a list')
    if (/^\s*([-*]|\d+\.)\s/m.test(back)) say('answers with a list')
    if (!card.tags.length) say('has no tag')
    byKind(card, say)
  }
}

function byKind(card: PackCard, say: (message: string) => void) {
  if (card.kind === 'cloze') {
    const gaps = new Set([...card.text.matchAll(/\{\{c(\d+)::/g)].map((match) => match[1])).size
    if (gaps > most.gaps) say(`has ${gaps} gaps, more than ${most.gaps}`)
  }
  if (card.kind === 'typed' && wordsOf(card.answer) > most.typed) say('wants too many words typed')
  if (card.kind === 'choice') soundOptions(card.answer, card.distractors, say)
}

/** Options that give the answer away: it stands twice, or it is the only long one. */
function soundOptions(answer: string, distractors: string[], say: (message: string) => void) {
  const options = [answer, ...distractors].map((option) => option.trim().toLowerCase())
  if (new Set(options).size < options.length) say('offers the same option twice')
  const longest = Math.max(...distractors.map((option) => option.length))
  if (answer.length > 20 && answer.length > 1.8 * longest) say('gives its answer away by its length')
}
