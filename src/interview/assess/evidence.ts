import { lineOf, segmentsOf, SimilarityTable, type Segment } from './align'
import type { Company } from './company'
import { contextualFeatures, type ContextualFeatures, type Embedded } from './contextual'
import { disorder, type WordOrder } from './order'
import { contraries, type Contrary } from './consistency'
import { coherence, find, sideOf, weightsOf, type Finding } from './features'
import type { Information } from './information'
import type { TokenSpace } from './meaning'
import type { AssessInput } from './rubric'
import { senselessness, shareDenied, shareOfGrammar } from './sense'
import type { TokenSimilarity } from './similarity'
import { repairer, type Repair } from './spelling'
import { awaitsStory, untold } from './told'
import type { HeardTurn } from './topical'
import { understand, type Understanding } from './understanding'
import { words } from './words'

/** What the assessor stands on: a function of the pack, and the instant encoder once it is loaded. */
export interface Knowledge {
  information: Information
  similarity: TokenSimilarity
  company: Company
  order: WordOrder
  space?: TokenSpace
  /** A downloaded embedder's vectors of this answer and rubric; it only ever adds to the instant encoder. */
  embedded?: Embedded
  /** Where an embedder is in use and could not help: why, in words that stand in brackets. */
  without?: string
}

/** Everything that was found in an answer, before any verdict. */
export interface Evidence {
  /** One for each criterion, by wording. */
  findings: Finding[]
  /** The same by meaning, where the encoder is there. */
  understood?: Understanding[]
  /** How near each turn comes to the rubric; empty without the encoder. */
  heard: HeardTurn[]
  /** What whole sentences add, where an embedder's vectors are there. */
  contextual?: ContextualFeatures[]
  /** Where each turn takes back what it said. */
  contraries: Contrary[][]
  sentences: number
  words: number
  senselessness: number
  /** The share of words of grammar. */
  grammar: number
  disorder: number
  denied: number
  /** The rubric awaits something that the candidate did. */
  story: boolean
  /** An experience is asked for, and none is told. */
  untold: boolean
}

export function evidenceIn(input: AssessInput, knowledge: Knowledge): Evidence {
  const prompts = input.said.map(({ prompt }) => prompt ?? '')
  const given = new Set(words([input.question, ...prompts].join(' ')).map((word) => word.stem))
  const lines = input.criteria.flatMap(({ statement, paraphrases, wrong }) => [statement, ...paraphrases, ...wrong])
  const repair = repairFor([input.question, ...lines], knowledge)
  const whole = input.said.map(({ text }) => text).join('\n')
  const found = input.said.map(({ text }) => contraries(text))
  const meant = knowledge.space && understand(input, given, knowledge.space, repair)
  const understood = meant?.points
  const { findings, segments } = byWording(input, given, repair, found, knowledge)
  return {
    findings,
    understood,
    heard: meant?.heard ?? [],
    contextual: knowledge.space && knowledge.embedded && contextualFeatures(input, knowledge.embedded),
    contraries: found,
    sentences: segments,
    words: words(whole).length,
    senselessness: senselessness(whole, lines, knowledge.company),
    grammar: shareOfGrammar(whole),
    disorder: disorder(whole, knowledge.order),
    denied: shareDenied(
      input.said.map(({ text }) => text),
      agreedIn(understood),
    ),
    story: awaitsStory(input.criteria),
    untold: untold(input.question, whole),
  }
}

/** Where the answer denies what a true line denies too: it is near to that line, and neither affirms what the other denies. */
function agreedIn(understood: readonly Understanding[] = []) {
  const near = 0.55
  const fewDenied = 0.15
  return understood.flatMap(({ best, features }) =>
    best && best.score >= near && features.denial < fewDenied ? [best.stretch] : [],
  )
}

function repairFor(texts: string[], { information, space }: Knowledge): Repair {
  const common = space?.common ?? new Set<string>()
  const likely = texts.flatMap((text) => words(text).map(({ raw }) => raw))
  const own = new Set(likely)
  return repairer((word) => own.has(word) || information.knows(word) || common.has(word), likely, common)
}

function byWording(
  input: AssessInput,
  given: Set<string>,
  repair: Repair,
  found: Contrary[][],
  { information, similarity }: Knowledge,
) {
  const table = new SimilarityTable()
  const sides = input.criteria.map(({ statement, paraphrases, wrong }) => {
    const lines = (texts: string[]) => texts.map((text) => lineOf(text, given, information, table))
    return { truth: sideOf(lines([statement, ...paraphrases])), wrong: sideOf(lines(wrong)) }
  })
  const texts = input.said.map(({ text }) => text)
  const segments = withoutRepeats(segmentsOf(texts, table, repair))
  table.fill(similarity)
  const all = sides.flatMap(({ truth, wrong }) => [...truth.lines, ...wrong.lines])
  const answer = {
    segments,
    contraries: found,
    coherence: segments.map((segment) => coherence(segment, all, table)),
    weights: segments.map((segment) => weightsOf(segment, given, information)),
    rows: [...new Set(segments.flatMap(({ rows }) => rows))],
    table,
  }
  return { findings: sides.map(({ truth, wrong }) => find(truth, wrong, answer)), segments: segments.length }
}

/** A sentence said twice is not two sentences. */
function withoutRepeats(segments: Segment[]): Segment[] {
  const seen = new Set<string>()
  return segments.filter(({ words: said, rows }) => {
    const key = said.map((word) => word.stem).join(' ')
    if (!rows.length || seen.has(key)) return false
    seen.add(key)
    return true
  })
}
