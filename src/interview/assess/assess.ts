import type { Verdict } from '../session'
import { lineOf, segmentsOf, SimilarityTable, type Segment } from './align'
import { coherence, featureNames, find, sideOf, weightsOf, type Features, type Finding } from './features'
import { guard, guardAgainst, instructsGrader, type Guard } from './guards'
import type { Information } from './information'
import type { AssessInput, Said } from './rubric'
import type { TokenSimilarity } from './similarity'
import { weights } from './weights'
import { words } from './words'

/** What the assessor stands on: a function of the pack alone. */
export interface Knowledge {
  information: Information
  similarity: TokenSimilarity
}

/** The assessor's view of one criterion; evidence is to the letter what was said. */
export interface Judgement {
  criterionId: string
  verdict: Verdict
  confidence: number
  /** 0-1: how likely the point was made. */
  likelihood: number
  evidence: string
  turnId?: string
  contradiction?: { said: string; claim: string }
  provenance: string
  features?: Features
}

/** From here up a point counts as made, and as partly made; below the last as not made. Between: unsure. */
export const thresholds = { met: 0.64, partly: 0.52, unsure: 0.17, contradicted: -0.06, opposed: -0.2, likeness: 0.4 }

const byWording = 'Decided by wording, no model used'

/** Judges an answer against a rubric, by wording alone. Pure: the same input gives the same verdicts. */
export function assess(input: AssessInput, knowledge: Knowledge): Judgement[] {
  const { said, stopped } = admit(input)
  if (stopped) return input.criteria.map(({ id }) => refused(id, stopped))
  const findings = align({ ...input, said }, knowledge)
  return input.criteria.map(({ id }, index) => judge(id, findings[index]!, said))
}

/** The features of each criterion: what a fit trains on. None where a guard stops the answer. */
export function findingsOf(input: AssessInput, knowledge: Knowledge): Finding[] | undefined {
  const { said, stopped } = admit(input)
  return stopped ? undefined : align({ ...input, said }, knowledge)
}

/** How likely a point with these features was made. */
export function likelihood(features: Features, by: Record<string, number> = weights): number {
  let sum = by.bias ?? 0
  for (const name of featureNames) sum += features[name] * (by[name] ?? 0)
  return 1 / (1 + Math.exp(-sum))
}

/** Leaves out what must not count; stops when nothing worth judging is left. */
function admit(input: AssessInput): { said: Said[]; stopped?: Guard } {
  const asked = [input.question, input.hint ?? '', ...input.criteria.map(({ probe }) => probe)]
  const whole = input.said.map(({ text }) => text).join('\n')
  const stopped = guardAgainst(whole, asked)
  if (stopped) return { said: [], stopped }
  const topical = aboutInstructions(input)
  const said = input.said.map((turn) => ({
    ...turn,
    text: blank(turn.text, (sentence) => instructsGrader(sentence, topical)),
  }))
  const kept = said.map(({ text }) => text).join('\n')
  if (kept === whole) return { said }
  const rest = guardAgainst(kept, asked)
  return rest ? { said: [], stopped: guard('grader') } : { said }
}

/** In a question about injection or judges, "ignore all instructions" is subject matter. */
function aboutInstructions({ question, criteria }: AssessInput): boolean {
  const text = [question, ...criteria.map(({ statement }) => statement)].join(' ')
  return /inject|jailbreak|instruction|judge|grader|guardrail/i.test(text)
}

/** Blanks out lines and sentences with spaces, so that places in the text stay what they were. */
function blank(text: string, unwanted: (sentence: string) => boolean): string {
  return text.replace(/[^\n.!?]+(?:[.!?](?!\s)[^\n.!?]*)*[.!?]*/g, (sentence) =>
    unwanted(sentence) ? ' '.repeat(sentence.length) : sentence,
  )
}

function align(input: AssessInput, { information, similarity }: Knowledge): Finding[] {
  const table = new SimilarityTable()
  const prompts = input.said.map(({ prompt }) => prompt ?? '')
  const given = new Set(words([input.question, ...prompts].join(' ')).map((word) => word.stem))
  const sides = input.criteria.map(({ statement, paraphrases, wrong }) => {
    const lines = (texts: string[]) => texts.map((text) => lineOf(text, given, information, table))
    return { truth: sideOf(lines([statement, ...paraphrases])), wrong: sideOf(lines(wrong)) }
  })
  const segments = withoutRepeats(
    segmentsOf(
      input.said.map(({ text }) => text),
      table,
    ),
  )
  table.fill(similarity)
  const all = sides.flatMap(({ truth, wrong }) => [...truth.lines, ...wrong.lines])
  const answer = {
    segments,
    coherence: segments.map((segment) => coherence(segment, all, table)),
    weights: segments.map((segment) => weightsOf(segment, given, information)),
    rows: [...new Set(segments.flatMap(({ rows }) => rows))],
    table,
  }
  return sides.map(({ truth, wrong }) => find(truth, wrong, answer))
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

function judge(criterionId: string, finding: Finding, said: Said[]): Judgement {
  const { features, best, worst } = finding
  const likely = likelihood(features)
  const base = { criterionId, likelihood: likely, features, provenance: byWording }
  const quote = (segment?: Segment) => (segment ? said[segment.turn]!.text.slice(segment.start, segment.end) : '')
  const place = (segment?: Segment) => (segment ? said[segment.turn]!.turnId : undefined)
  const against =
    features.knowsWrong && worst && worst.score > thresholds.likeness && features.margin < thresholds.contradicted
  if (against) {
    const contradiction = { said: quote(worst.segment), claim: worst.line.text }
    const verdict = likely < thresholds.unsure || features.margin < thresholds.opposed ? 'missed' : 'unsure'
    return {
      ...base,
      verdict,
      confidence: confidenceOf(verdict, likely),
      evidence: contradiction.said,
      turnId: place(worst.segment),
      contradiction,
    }
  }
  // Terms thrown together score high only by their number; a likelihood this high needs a sentence that fits.
  const thrownTogether = features.scatter > 0.5 * features.pool && features.trueSide < 0.6 && likely < 0.85
  const doubtful = features.negation || features.opposite || features.contrary || thrownTogether
  const verdict = verdictOf(likely, !!doubtful)
  const shown = verdict === 'missed' ? undefined : best?.segment
  return { ...base, verdict, confidence: confidenceOf(verdict, likely), evidence: quote(shown), turnId: place(shown) }
}

function verdictOf(likely: number, doubtful: boolean): Verdict {
  if (likely >= thresholds.met) return doubtful ? 'unsure' : 'met'
  if (likely >= thresholds.partly) return doubtful ? 'unsure' : 'partly'
  return likely >= thresholds.unsure ? 'unsure' : 'missed'
}

function confidenceOf(verdict: Verdict, likely: number): number {
  if (verdict === 'unsure') return 0.4
  return verdict === 'missed' ? 1 - likely : likely
}

function refused(criterionId: string, { verdict, why }: Guard): Judgement {
  const confidence = verdict === 'unsure' ? 0 : 0.95
  return { criterionId, verdict, confidence, likelihood: 0, evidence: '', provenance: `${why} ${byWording}` }
}
