import type { ChatMessage } from '../models/language-model'
import { disarm } from './fence'

/** A question and its answer, as a follow-up question may mean them. */
export interface Before {
  question: string
  answer: string
}

/** Words that stand for something said before. */
const backward =
  /\b(?:it|its|they|them|their|this|that|these|those|he|she|one|ones|there|former|latter|same|above|instead|else)\b/i
const opening = /^\s*(?:and|but|so|or|also|then|what about|how about|why not|why|when|how so|for example)\b/i
const asking =
  /^(?:what|why|how|when|which|who|where|is|are|was|were|do|does|did|can|could|should|would|the|a|an|of|in|to|for|and|or|with|it|its|they|them|their|this|that|about|mean|means|explain|tell|me|you|i|we|use|used)$/i

/** Whether a question can hardly be understood without the one before it. */
export function leansOnBefore(question: string): boolean {
  const own = question.match(/[\p{L}\p{N}-]+/gu)?.filter((word) => !asking.test(word)) ?? []
  return backward.test(question) || opening.test(question) || own.length < 2
}

/** A follow-up made whole without a model: what the question before was about is put behind it. */
export function carryOver(question: string, before: Before): string {
  if (!leansOnBefore(question)) return question
  const mine = new Set(question.toLowerCase().match(/[\p{L}\p{N}-]+/gu))
  const topic = (before.question.match(/[\p{L}\p{N}-]+/gu) ?? []).filter(
    (word) => !asking.test(word) && !mine.has(word.toLowerCase()),
  )
  return topic.length ? `${question.replace(/\s*\?\s*$/, '')} (${topic.join(' ')})?` : question
}

/** Asks a model to make a follow-up whole. */
export function rewritePrompt(question: string, before: Before): ChatMessage[] {
  const system =
    'You rewrite a follow-up question so that it can be understood alone. Keep its meaning, put names in place of words such as "it". Write the question only, in one line.'
  const content = `First question: ${disarm(before.question)}\nAnswer to it: ${disarm(before.answer).slice(0, 600)}\n\nFollow-up: ${disarm(question)}\nRewritten:`
  return [
    { role: 'system', content: system },
    { role: 'user', content },
  ]
}

/** The rewritten question where it is one, and names something of what was said before; else undefined. */
export function rewritten(output: string, question: string, before: Before): string | undefined {
  const line = output
    .trim()
    .split('\n')[0]!
    .replace(/^(?:rewritten(?: question)?|question)\s*:\s*/i, '')
    .replace(/^["“]|["”]$/g, '')
    .trim()
  const kept = line.length >= 8 && line.length <= Math.max(240, 3 * question.length)
  const said = new Set(tellingWords(`${before.question} ${before.answer}`))
  if (!kept || !tellingWords(line).some((word) => said.has(word))) return undefined
  return line.endsWith('?') ? line : `${line.replace(/[.!]+$/, '')}?`
}

function tellingWords(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}-]+/gu) ?? []
  return words.filter((word) => !asking.test(word)).map((word) => word.toLowerCase())
}
