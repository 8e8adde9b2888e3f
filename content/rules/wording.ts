import type { Pack } from '../compile.ts'
import { cardText, proseOf, sentencesOf, wordsOf } from './text.ts'
import type { Report } from './report.ts'

const longestSentence = { note: 45, answer: 50, meaning: 30 }

/** Readable, British and calm, wherever a learner reads it. */
export function readableText(pack: Pack, report: Report) {
  for (const note of pack.notes) {
    for (const { text, line } of sentencesOf(note.body))
      if (wordsOf(text) > longestSentence.note)
        report(note, `${note.id}: a sentence of ${wordsOf(text)} words: "${text.slice(0, 60)}…"`, line)
    if (wordsOf(note.summary) > 40) report(note, `${note.id}: the summary has ${wordsOf(note.summary)} words`)
  }
  for (const item of [...pack.questions, ...pack.scenarios, ...pack.coding])
    for (const { text } of sentencesOf(item.answer))
      if (wordsOf(text) > longestSentence.answer)
        report(item, `${item.id}: the model answer has a sentence of ${wordsOf(text)} words`)
  for (const term of pack.terms)
    if (wordsOf(term.meaning) > longestSentence.meaning)
      report(term, `"${term.term}" is explained in ${wordsOf(term.meaning)} words`)
  for (const { item, name, text } of written(pack))
    for (const fault of faultsOfStyle(text)) report(item, `${name}: ${fault}`)
}

const american = new Map(
  Object.entries({
    behavior: 'behaviour',
    color: 'colour',
    center: 'centre',
    favor: 'favour',
    neighbor: 'neighbour',
    labeled: 'labelled',
    labeling: 'labelling',
    modeling: 'modelling',
    analyze: 'analyse',
    quantization: 'quantisation',
    quantized: 'quantised',
    optimize: 'optimise',
    tokenize: 'tokenise',
    summarize: 'summarise',
    generalize: 'generalise',
    normalize: 'normalise',
    organization: 'organisation',
  }),
)
const americanWord = new RegExp(`\\b(${[...american.keys()].join('|')})`, 'gi')

/** What is quoted is left as it is; a title of a paper stands in quotation marks. */
export function faultsOfStyle(text: string): string[] {
  const prose = proseOf(text)
    .replace(/"[^"\n]*"|“[^”\n]*”/g, '')
    .replace(/\[!\w+\]|!\[|!=/g, '')
  const faults = [...prose.matchAll(americanWord)].map(
    ([word]) => `"${word}" is American: ${american.get(word.toLowerCase())}`,
  )
  if (/\w!(\s|$)/.test(prose)) faults.push('has an exclamation mark')
  if (/\b(delve|game.?changer|leverag(e|es|ing)|seamless(ly)?|cutting.edge|in today's)\b/i.test(prose))
    faults.push('says what nobody says')
  return [...new Set(faults)]
}

function* written(pack: Pack) {
  for (const note of pack.notes) yield { item: note, name: note.id, text: note.body }
  for (const card of pack.cards) {
    const { front, back } = cardText(card)
    yield { item: card, name: `card "${card.id}"`, text: `${front}\n${back}` }
  }
  for (const term of pack.terms) yield { item: term, name: `"${term.term}"`, text: term.meaning }
  for (const item of [...pack.questions, ...pack.scenarios]) {
    const twists = 'twists' in item ? item.twists : []
    const criteria = [item, ...twists].flatMap((part) => part.criteria)
    const lines = criteria.flatMap(({ statement, paraphrases, wrong, probe }) => [
      statement,
      ...paraphrases,
      ...wrong,
      probe,
    ])
    const text = [item.ask, ...item.variants, item.answer, ...twists.map(({ say }) => say), ...lines].join('\n')
    yield { item, name: item.id, text }
  }
  for (const task of pack.coding) {
    const lines = [...task.discussion, ...task.twists].flatMap(({ say, criteria }) => [
      say,
      ...criteria.flatMap(({ statement, paraphrases, wrong, probe }) => [statement, ...paraphrases, ...wrong, probe]),
    ])
    yield { item: task, name: task.id, text: [task.statement, task.answer, ...lines].join('\n') }
  }
}
