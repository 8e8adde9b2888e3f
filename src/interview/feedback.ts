import { claimsOf } from '../ask/claims'
import { disarm } from '../ask/fence'
import { weigh, type Writer } from '../ask/generate'
import { LanguageModelFailure, type ChatMessage } from '../models/language-model'
import type { Verdict } from './session'

/** A verdict as the feedback may speak of it. */
export interface FeedbackLine {
  /** What a good answer does here. */
  point: string
  verdict: Verdict
  /** The candidate's own words, or empty. */
  evidence: string
}

/** Sentences that put the verdicts into words, each with the verdict (from 0) it speaks of. */
export interface Feedback {
  sentences: { text: string; line: number }[]
  /** "Phrased by …": what decided the verdicts stands with them. */
  provenance: string
}

const mostTokens = 200
const inWords: Record<Verdict, string> = {
  met: 'You said this',
  partly: 'You said a part of this',
  missed: 'You left this out',
  unsure: 'It is open whether you said this',
}

/** A verdict as a passage that the feedback must be borne out by. */
export function asPassage({ point, verdict, evidence }: FeedbackLine): string {
  const own = evidence ? ` Your words: “${evidence}”` : ''
  return `${inWords[verdict]}: ${point}${own}`
}

export function feedbackPrompt(question: string, lines: readonly FeedbackLine[]): ChatMessage[] {
  const system = `You tell a candidate what their answer had and lacked, from numbered findings and nothing else.
- Two to four plain sentences to "you". No praise, no grade, no new advice, no greeting.
- End each with the number of its finding, like this: You left out how the index is rebuilt [2].
- Never change a finding: what is left out is left out, what was said was said.`
  const found = lines.map((line, n) => `[${n + 1}] ${disarm(asPassage(line))}`).join('\n')
  return [
    { role: 'system', content: system },
    { role: 'user', content: `Question: ${disarm(question)}\nFindings:\n${found}\n\nYou tell them:` },
  ]
}

/**
 * The verdicts of one question in a few sentences. The model only phrases: a sentence that its finding does not bear out,
 * or that turns it round, is left out. Undefined where nothing is left.
 */
export async function phraseFeedback(
  question: string,
  lines: readonly FeedbackLine[],
  { model, check }: Pick<Writer, 'model' | 'check'>,
  signal?: AbortSignal,
): Promise<Feedback | undefined> {
  try {
    const { text } = await model.generate(feedbackPrompt(question, lines), { maxTokens: mostTokens, signal })
    const claims = claimsOf(text, lines.length).filter(({ cites }) => cites.length)
    const { checks } = await check(
      claims.map((claim) => claim.text),
      lines.map((line) => ({ text: asPassage(line) })),
      signal,
    )
    const sentences = weigh(claims, checks)
      .map(({ claim, cites }) => ({ text: claim.text, line: cites[0]! }))
      .filter(({ text: said, line }) => agrees(said, lines[line]!.verdict))
    return sentences.length
      ? { sentences, provenance: `Phrased by ${model.model.title} from the verdicts below` }
      : undefined
  } catch (fault) {
    if (fault instanceof LanguageModelFailure) return undefined
    throw fault
  }
}

const lacking =
  /\b(?:left out|missed|missing|did(?:n['’]t| not)|without|omitted|lack(?:s|ed|ing)?|no mention|never|forgot|failed|absent)\b/i
const having = /\b(?:you (?:said|named|mentioned|explained|described|covered|gave|noted|stated|pointed))\b/i

/** A finding may be put in other words, not turned round. */
export function agrees(sentence: string, verdict: Verdict): boolean {
  if (/\b(?:great|excellent|perfect|well done|impressive|fantastic|amazing|good job)\b/i.test(sentence)) return false
  if (verdict === 'missed') return lacking.test(sentence) || !having.test(sentence)
  return verdict !== 'met' || !lacking.test(sentence)
}
