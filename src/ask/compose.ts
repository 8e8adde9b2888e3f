import { confidenceOf, isAnswered, regressions, type Meaning } from '../search/abstain'
import type { FoundPassage, SearchResult, UnderstoodWord } from '../search/protocol'
import { counted } from '../app/words'
import type { AnswerSentence, AskRecord, AskTrace, Source } from './answer'
import { codeFor, type CodeExtract } from './code'
import { closestSentence, extract, type Extract } from './extract'
import { plainFormula } from './formula'
import { wantsInstruction } from './question'

/** Passages that an answer may be taken from, and that are shown where nothing is claimed. */
const readFrom = 14
const closest = 4

/** What ranked the passages, as every answer says. */
export const foundBy: Record<Meaning, string> = {
  keyword: 'found by keywords, no model used',
  instant: 'found by keywords and the instant encoder, no language model used',
  embedder: 'found by keywords and the downloaded embedder, no language model used',
}

export type Asked = Pick<AskRecord, 'id' | 'at' | 'question' | 'filter' | 'over' | 'follows' | 'standalone'>

/** What came of a question: an answer with its sources, the closest passages, or nothing. */
export function answerFrom(asked: Asked, result: SearchResult): AskRecord {
  const { passages, words, evidence } = result
  if (!passages.length) return nothingFound(asked, result)
  const chosen = isAnswered(evidence)
    ? extract(asked.standalone ?? asked.question, words, passages.slice(0, readFrom))
    : []
  const wanted = asked.standalone ?? asked.question
  const code = wantsInstruction(wanted) ? codeFor(wanted, chosen, passages.slice(0, readFrom), words) : undefined
  return chosen.length ? answered(asked, result, chosen, code) : onlyClosest(asked, result)
}

function answered(asked: Asked, result: SearchResult, chosen: Extract[], code?: CodeExtract): AskRecord {
  const quoted = [...chosen, ...(code ? [code] : [])]
  const cited = [...new Set(quoted.map(({ passage }) => passage))]
  const citing = (passage: number) => [cited.indexOf(passage) + 1]
  const sentences: AnswerSentence[] = chosen.map((one) => ({
    text: shown(one),
    cites: citing(one.passage),
  }))
  if (code)
    sentences.push({
      text: code.text,
      cites: citing(code.passage),
      code: true,
    })
  const sources = cited.map((place) => {
    const quotes = quoted.filter(({ passage }) => passage === place).map(({ start, end }) => ({ start, end }))
    return sourceOf(result.passages[place]!, quotes)
  })
  const fate = (place: number) =>
    cited.includes(place) ? `Used: source ${cited.indexOf(place) + 1}.` : leftOut(place, result)
  return {
    ...asked,
    outcome: 'answered',
    sentences,
    sources,
    provenance: `Extracted from ${counted(sources.length, 'passage')}, ${foundBy[result.evidence.by]}`,
    trace: traceOf(result, fate),
  }
}

/** A sentence as an answer shows it: a colon whose list or code is elsewhere becomes a full stop. */
function shown({ text, code }: Extract): string {
  const plain = plainFormula(text)
  if (code) return `${plain} ${plainFormula(code)}`
  const closed = plain.replace(/\s*:$/, '.')
  return /[.!?…。]['"”’)\]]*$/.test(closed) ? closed : `${closed}.`
}

export function onlyClosest(asked: Asked, result: SearchResult): AskRecord {
  const shown = result.passages.filter(({ sameAs }) => sameAs === undefined).slice(0, closest)
  const sources = shown.map((passage) => {
    const sentence = closestSentence(result.words, passage)
    return sourceOf(passage, sentence ? [{ start: sentence.start, end: sentence.end }] : [])
  })
  const fate = (place: number) => {
    const number = shown.indexOf(result.passages[place]!) + 1
    return number ? `Shown as closest: source ${number}.` : leftOut(place, result)
  }
  return {
    ...asked,
    outcome: 'closest',
    sentences: [],
    sources,
    provenance: `${counted(sources.length, 'closest passage')}, ${foundBy[result.evidence.by]}`,
    trace: traceOf(result, fate),
  }
}

function nothingFound(asked: Asked, result: SearchResult): AskRecord {
  const provenance = `Nothing ${foundBy[result.evidence.by]}`
  return {
    ...asked,
    outcome: 'nothing',
    sentences: [],
    sources: [],
    provenance,
    trace: traceOf(result, () => ''),
  }
}

export function sourceOf(passage: FoundPassage, quotes: Source['quotes']): Source {
  const { documentId, chunkId, title, headings, text, coverage, page } = passage
  return {
    documentId,
    chunkId,
    title,
    headings,
    text,
    quotes,
    score: coverage,
    page,
  }
}

function leftOut(place: number, { passages }: SearchResult): string {
  const same = passages[place]?.sameAs
  if (same !== undefined) return `Not used: almost the same as number ${same + 1} here.`
  return place < readFrom ? 'Not used: no sentence of it was chosen.' : 'Not used: others rank higher.'
}

export function traceOf(result: SearchResult, fate: (place: number) => string): AskTrace {
  const { passages, words, evidence, indexed, within, milliseconds } = result
  return {
    milliseconds,
    passagesSearched: within?.passages ?? indexed.passages,
    notesIndexed: indexed.notes,
    notesOf: indexed.of,
    confidence: confidenceOf(evidence),
    by: evidence.by,
    sure: regressions[evidence.by].sure,
    words: words.map(tracedWord),
    passages: passages.map(({ documentId, chunkId, title, headings, coverage, ...ranks }, place) => ({
      documentId,
      chunkId,
      title,
      heading: headings.filter((heading) => heading !== title).at(-1) ?? '',
      score: ranks.keyword,
      keywordRank: ranks.keywordRank,
      cosine: ranks.cosine,
      meaningRank: ranks.meaningRank,
      fused: ranks.score,
      coverage,
      fate: fate(place),
    })),
  }
}

function tracedWord({ typed, information, terms }: UnderstoodWord): AskTrace['words'][number] {
  const others = terms.filter(({ how }) => how !== 'typed' && how !== 'compound')
  return {
    typed,
    information,
    alsoFoundBy: [...new Set(others.flatMap(({ shown }) => shown.split(', ')))],
  }
}
