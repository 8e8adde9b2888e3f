import { contraries, type Contrary } from '../consistency'
import { shareDenied } from '../sense'
import { sentences } from '../sentences'
import { words } from '../words'
import { arrangementNames, arrangementOf } from './arrangement'
import { coefficients } from './coefficients'
import { compare } from './comparison'
import { featureNames, wordsMeant, type Prepared } from './features'
import { weigh, type Coefficients } from './model'
import { polarities } from './polarity'
import { sideOf } from './units'

/** What keeps a whole answer from being believed, however well its words fit. */
export interface Doubt {
  why: string
  /** The part of the share that it leaves. */
  leaves: number
}

/** Measured on marked answers: each limit doubts at most one in a hundred that got at least half of the marks. */
const limits = {
  /** Logits of "thrown together": from the first on a doubt grows, at the second it is whole. */
  senseless: [1.7, 2.4],
  /** At least so many words that say something, so near to the reference as a whole, and so many of them near none of its. */
  fewestElsewhere: 14,
  topic: 0.36,
  stray: 0.55,
  fewestWords: 12,
  /** Shares denied, over the reference's own; and of what both say, turned. Shorter answers deny for good reasons. */
  denied: 0.28,
  turned: 0.22,
  fewestDenying: 28,
  /** Contraries about one subject, for each sentence; and no fewer than two. */
  contrary: 0.27,
} as const

const [topic, stray] = [featureNames.instant.indexOf('pooledContent'), featureNames.instant.indexOf('stray')]

/** What a whole doubt leaves. */
const leaves = { senseless: 0.2, elsewhere: 0.35, denied: 0.5, contrary: 0.5 }

/** Looks at an answer as a whole; `rows` are its features beside each reference. */
export function doubtAbout(
  text: string,
  prepared: Prepared,
  rows: readonly (readonly number[])[],
  by: Coefficients = coefficients.senseless,
): Doubt | undefined {
  const senseless = senselessness(text, prepared, by)
  if (senseless > 0)
    return {
      why: 'The terms are right, but they do not stand together in a way that makes sense.',
      leaves: 1 - senseless * (1 - leaves.senseless),
    }
  if (isElsewhere(text, prepared, rows)) return { why: 'The answer is about something else.', leaves: leaves.elsewhere }
  if (deniesMost(text, prepared))
    return { why: 'The answer denies most of what the reference says.', leaves: leaves.denied }
  if (takesBack(text, prepared))
    return { why: 'The answer says the contrary of what it says elsewhere.', leaves: leaves.contrary }
  return undefined
}

/** 0 where it is language, 1 where it is words thrown together; between, nobody can say. */
function senselessness(text: string, { neighbours }: Prepared, by: Coefficients): number {
  if (words(text).length < limits.fewestWords) return 0
  const order = arrangementOf(text, neighbours)
  const values = arrangementNames.map((name) => order[name])
  const [from, whole] = limits.senseless
  return Math.min(1, Math.max(0, (weigh(by, values) - from) / (whole - from)))
}

/** Far from every reference as a whole, and most of it near none of its words. */
function isElsewhere(text: string, { tools, question }: Prepared, rows: readonly (readonly number[])[]): boolean {
  if (!tools.space || sideOf(text, tools).content.length < limits.fewestElsewhere || !question.content.length)
    return false
  return rows.every((row) => row[topic]! < limits.topic && row[stray]! >= limits.stray)
}

function deniesMost(text: string, prepared: Prepared): boolean {
  if (words(text).length < limits.fewestDenying) return false
  const texts = prepared.references.map(({ side }) => side.text)
  if (texts.some((reference) => /^\W*no\b/i.test(reference))) return false
  const itself = Math.max(...texts.map((reference) => shareDenied([reference])))
  if (shareDenied([text]) - itself < limits.denied) return false
  const said = sideOf(text, prepared.tools, wordsMeant(prepared))
  const turned = prepared.references.map((reference) => polarities(compare(prepared.question, reference, said)).turned)
  return Math.min(...turned) >= limits.turned
}

function takesBack(text: string, { references }: Prepared): boolean {
  if (words(text).length < limits.fewestDenying || contraryRate(text) < limits.contrary) return false
  return references.every(({ side }) => contraryRate(side.text) < limits.contrary / 2)
}

/** Contraries for each sentence; one alone says nothing. */
function contraryRate(text: string): number {
  const found = contraries(text).filter((each) => sameSubject(text, each)).length
  return found >= 2 ? found / sentences(text).length : 0
}

const pronouns = new Set(['it', 'they', 'this', 'these', 'its', 'their'])
const condition = /\b(?:if|when|whenever|once|unless|until|before|after|because|otherwise|depend(?:s|ing)?)\b/i

/** "TCP has one, UDP has none" is a comparison, "if it is on … if it is off" two cases; "it has one, it has none" takes back. */
function sameSubject(text: string, { first, second }: Contrary): boolean {
  const [one, other] = [text.slice(first.start, first.end), text.slice(second.start, second.end)]
  if (condition.test(one) || condition.test(other)) return false
  const [left, right] = [contentOf(one), contentOf(other)]
  const shared = new Set(left.filter((stem) => right.includes(stem))).size
  if (pronouns.has(words(other)[0]!.raw)) return shared > 0
  return shared >= 2 && left.includes(right[0]!) && right.includes(left[0]!)
}

const contentOf = (text: string) =>
  words(text)
    .filter(({ grammar }) => !grammar)
    .map(({ stem }) => stem)
