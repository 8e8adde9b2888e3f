import type { UnderstoodWord } from '../search/protocol'
import { termsOf } from '../search/tokenise'
import { coveredBy, shareCovered } from './question'
import type { Sentence } from './sentences'

/** Begins by leaning on the sentence before it. */
const leaning =
  /^(?:it|its|this|that|these|those|they|their|he|she|here|but|and|so|also|however|then|there|otherwise|instead|for example|for instance|unlike|while)\b/i

/** Speaks of the text itself, or to the reader of a course. */
const chatter =
  /^(?:congratulations|welcome|next|now\b|in (?:this|the previous|the next) (?:section|unit|chapter|post|course|guide)|as (?:mentioned|we|you)|below|see\b|you can (?:access|find|read|see)|click|let[’']s|we[’'](?:re|ll|ve)|note that|if you (?:missed|want to)|you should check)/i

/** Speaks of a note, or only points to another. */
const pointer =
  /^(?:here (?:we|is|are)\b|(?:in )?(?:this|our|the (?:next|previous|following|last)) (?:note|section|unit|chapter|post|article|page|guide|tutorial|lesson|module|course|diagram|figure|table|video)\b)|\b(?:this|the|these) (?:notes?|sections?|units?|chapters?) (?:is|are|on|about|follows?|takes?|says?|gives?|explains?|covers?|tells?)\b|\b(?:has the short version|gives the idea|has the (?:sizes|details|basics)|explains why .+ and how|feel free to|learn more about|worked out; this note)\b/i

/** A heading of its own making: "How agents plan", no question and no statement. */
const fragment = /^(?:how|why|what|which|when|where|who)\b(?!.*\?)/i

/** Cut off before the formula, list or code that ended it. */
const unfinished =
  /\b(?:gives?|is|are|as|with|by|of|to|the|an?|and|or|where|so|then|for|in|at|from|like|be|that|equals?|becomes?)$/i

/** Tells who wrote something somewhere. */
const hearsay = /^(?:\p{Lu}\p{L}+ ){1,3}(?:wrote|writes|points? out|published|tweeted|shared|posted)\b/u

export function leansBack(text: string): boolean {
  return leaning.test(text)
}

/** Tells something by itself: no leaning back, no story of the writer's own, no talk to the reader. */
export function standsAlone(text: string): boolean {
  return !leaning.test(text) && !chatter.test(text) && !/\b(?:I|I[’'](?:m|ve|d|ll)|my)\b/.test(text)
}

/** A title with its date, as an index of notes lists them. */
const datedTitle = /\s[-–—]\s\d{4}-\d{2}-\d{2}\.?$/

/** Whole sentences of a length one reads; no labels, leftovers, lone links or lines of an index. */
export function isReadable({ text }: Sentence): boolean {
  if (datedTitle.test(text) || pointer.test(text) || isFormula(text)) return false
  const words = text.split(/\s+/).length
  if (words < 5 || words > 75) return false
  return /[.!:…。]["'”’)\]]*$/.test(text) ? !/^https?:\S+$/.test(text) : words > 7 && /^\p{Lu}/u.test(text)
}

/** More signs than words. */
export function isFormula(text: string): boolean {
  const letters = (text.replace(/\\[a-zA-Z]+/g, '').match(/\p{L}{2,}/gu) ?? []).join('').length
  return letters < 0.4 * text.replace(/\s+/g, '').length
}

/** How well a sentence reads by itself, beside others: mostly what is held against it. */
export function readingWorth({ text, place, block, code, row }: Sentence): number {
  let worth = place === 0 && block === 0 ? 0.04 : 0
  if (leaning.test(text)) worth -= 0.16
  if (chatter.test(text) || hearsay.test(text)) worth -= 0.2
  if (fragment.test(text)) worth -= 0.3
  // Never first choice, and yet it may be all that there is: a page ends, a formula follows.
  if (unfinished.test(text)) worth -= 0.35
  if (row) worth -= 0.12
  if (/^["“‘]/.test(text)) worth -= 0.15
  if (/^\(/.test(text)) worth -= 0.1
  if (/\p{Extended_Pictographic}/u.test(text)) worth -= 0.3
  if (/\b(?:I|I[’'](?:m|ve|d|ll)|my)\b/.test(text)) worth -= 0.12
  else if (/\b(?:we|our|let[’']s)\b/i.test(text)) worth -= 0.06
  if (/:$/.test(text)) worth -= code ? 0 : 0.22
  if (/!$/.test(text)) worth -= 0.08
  if (/[\\{}^]|https?:/.test(text)) worth -= 0.15
  if (!/[.!…。]["'”’)\]]*$/.test(text)) worth -= 0.06
  return worth
}

/** "X is …" with X asked for: more where X is its whole subject. */
export function definingWorth({ text }: Sentence, words: UnderstoodWord[]): number {
  const match =
    /^(.{2,60}?)\s(?:is|are|means|refers to|stands for|describes|consists of|lets|holds|keeps|goes)\s/i.exec(text)
  const subject = new Set(termsOf(match?.[1] ?? ''))
  if (!subject.size || fragment.test(text) || shareCovered(words, (word) => coveredBy(subject, word)) < 0.4) return 0
  // "X is a …" tells what it is; "X is slower" only something about it.
  const what = /^.{2,60}?\s(?:(?:is|are)\s(?:an?|the|how|what|when|where)\b|means|refers to|stands for)/i.test(text)
  return subject.size > words.length + 2 ? 0.1 : what ? 0.35 : 0.2
}

const imperative =
  /^(?:(?:first|then|next|now|instead|to \S+[^,]{0,60}),?\s)?(?:use|run|set|add|call|pass|install|open|create|write|put|copy|start|enable|type|click|wrap|import|export|configure|define|make sure)\b/i
/** Tells what the writer was after, not how it is done. */
const goal =
  /^(?:I(?:[’']ve)? (?:wanted|needed|was|wasn|didn|asked|have been|had|found myself wanting|often|haven)|today I|I (?:recently|just))\b/i

/** For "how do I …": an instruction, and the line of code that it ends in. */
export function instructingWorth({ text, code }: Sentence): number {
  const instructs =
    /\b(?:use|using|run|set|add|call|pass|enclose|install|open|(?:the|a) (?:solution|trick|fix|easiest|best) (?:is|was|way))\b/i
  return (
    (instructs.test(text) ? 0.12 : 0) +
    (imperative.test(text) ? 0.08 : 0) +
    (code ? 0.2 : 0) -
    (goal.test(text) ? 0.2 : 0)
  )
}
