import { compilePack } from '../../content/compile'
import type { PackCard } from '../../content/format'
import { slugOf } from '../../content/slug'
import type { AskRecord } from '../../src/ask/answer'
import { answerFrom } from '../../src/ask/compose'
import { packDocument, packId } from '../../src/notes/pack-notes'
import type { Meaning } from '../../src/search/abstain'
import type { FoundPassage } from '../../src/search/protocol'
import { termsOf } from '../../src/search/tokenise'
import { nodeEmbedder } from './eval-embedder'
import { asking, leftOut, librariesOf, noteOf, systemNames, type EvalLibraries } from './eval-library'
import { readNotes } from './eval-notes'
import { table } from './eval-table'

/** A card as a question whose answer, and the passage that explains it, are known. */
interface Asked {
  id: string
  question: string
  answer: string
  note: string
  heading?: string
}

interface Outcome extends Asked {
  outcome: AskRecord['outcome']
  /** What was answered; empty where nothing was. */
  text: string
  /** From 1; 0 where the passage that explains the card is not among the twelve. */
  rank: number
  /** 0-1: how much of the card's answer, by information, the text holds. */
  held: number
  /** The same question with the card's whole note taken out. */
  withoutNote: AskRecord['outcome']
}

/**
 * The cards of the pack as questions over its own notes, with those below `folder` around them: what is answered, whether
 * the passage that the author linked is found, and how much of the card's answer the extract holds.
 */
export async function evaluateAnswers(folder?: string, models?: string) {
  const { pack } = compilePack('content')
  const asked = pack.cards.flatMap(askable)
  const shipped = pack.notes.map(packDocument)
  const others = folder
    ? readNotes(folder).map(({ path, note }) => ({ document: noteOf(path, note.title), ...note }))
    : []
  const notes = [...shipped, ...others].map(({ document, chunks }) => ({ document, chunks }))
  const libraries = await librariesOf(
    notes,
    asked.map(({ question }) => question),
    await nodeEmbedder(models),
  )
  const weight = informationIn(shipped.flatMap(({ chunks }) => chunks.map(({ text }) => text)))
  const ids = notes.map(({ document }) => document.id)
  const systems = libraries.kinds.map((kind): [Meaning, Outcome[]] => [
    kind,
    asked.map((one) => ask(one, kind, libraries, ids, weight)),
  ])
  return {
    questions: asked.length,
    systems: Object.fromEntries(systems.map(([kind, rows]) => [systemNames[kind], summaryOf(rows)])),
    answers: Object.fromEntries(systems.map(([kind, rows]) => [systemNames[kind], rows])),
  }
}

function askable(card: PackCard): Asked[] {
  if (card.kind !== 'basic' || !card.front.trim().endsWith('?') || !card.note) return []
  const [note = '', heading] = card.note.split('#')
  return [{ id: card.id, question: card.front, answer: card.back, note: packId(note), heading }]
}

function ask(
  one: Asked,
  kind: Meaning,
  libraries: EvalLibraries,
  ids: string[],
  weight: (term: string) => number,
): Outcome {
  const { library, request } = asking(libraries, one.question, kind)
  const record = (documentIds?: string[]) => {
    const result = library.search({ ...request, limit: 12, documentIds })
    const indexed = { notes: ids.length, of: ids.length, passages: 0 }
    const asked = { id: one.id, at: 0, question: one.question, filter: {} }
    return { result, answer: answerFrom(asked, { ...result, indexed, milliseconds: 0 }) }
  }
  const { result, answer } = record()
  const text = answer.sentences.map((sentence) => sentence.text).join(' ')
  return {
    ...one,
    outcome: answer.outcome,
    text,
    rank: result.passages.findIndex((passage) => explains(passage, one)) + 1,
    held: shareHeld(one, text, weight),
    withoutNote: record(ids.filter((id) => id !== one.note)).answer.outcome,
  }
}

function explains({ documentId, headings }: FoundPassage, { note, heading }: Asked): boolean {
  return documentId === note && (!heading || headings.some((one) => slugOf(one) === heading))
}

/** How much of a card's answer stands in a text, by information; words of the question count for neither. */
function shareHeld({ question, answer }: Asked, text: string, weight: (term: string) => number): number {
  const given = new Set(termsOf(question))
  const wanted = [...new Set(termsOf(answer))].filter((term) => !given.has(term))
  const held = new Set(termsOf(text))
  const sum = (terms: string[]) => terms.reduce((all, term) => all + weight(term), 0)
  return sum(wanted.filter((term) => held.has(term))) / (sum(wanted) || 1)
}

/** A term's information over passages: the logarithm of the inverse share that holds it. */
function informationIn(passages: string[]): (term: string) => number {
  const holding = new Map<string, number>()
  for (const text of passages)
    for (const term of new Set(termsOf(text))) holding.set(term, (holding.get(term) ?? 0) + 1)
  return (term) => Math.log((passages.length + 1) / ((holding.get(term) ?? 0) + 1))
}

function summaryOf(rows: Outcome[]) {
  const share = (holds: (row: Outcome) => boolean) => rows.filter(holds).length / rows.length
  const answered = rows.filter(({ outcome }) => outcome === 'answered')
  const words = answered.map(({ text }) => text.split(/\s+/).length)
  return {
    answered: answered.length / rows.length,
    first: share(({ rank }) => rank === 1),
    inFive: share(({ rank }) => rank > 0 && rank <= 5),
    heldWhereAnswered: mean(answered.map(({ held }) => held)),
    held: mean(rows.map(({ held }) => held)),
    words: mean(words),
    answeredWithoutNote: share(({ withoutNote }) => withoutNote === 'answered'),
  }
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / (values.length || 1)

export function showAnswers({ questions, systems }: Awaited<ReturnType<typeof evaluateAnswers>>): string {
  const head = ['system', 'answered', 'passage first', 'in five', 'held (answered)', 'held (all)', 'words', 'note away']
  const rows = Object.entries(systems).map(([name, figures]) => [name, ...Object.values(figures)])
  return [
    `${questions} cards as questions; held: how much of the card's answer the extract holds; note away: still answered when the card's note is taken out`,
    table(head, rows),
    leftOut(systems.hybrid ? ['embedder'] : []),
  ].join('\n')
}
