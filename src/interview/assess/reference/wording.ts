import { negations, turnsRound } from '../difference'
import { freshInformation, times, weightedMean, type Comparison } from './comparison'
import { polarities } from './polarity'
import type { Side } from './units'

/** What the spelling of the words alone tells: no model of meaning. */
export const wordingNames = [
  'lexCover',
  'lexFresh',
  'lexReverse',
  'lexReverseFresh',
  'gramCover',
  'gramReverse',
  'gramFresh',
  'rougeL',
  'pairsFresh',
  'logContent',
  'logFresh',
  'short',
  'long',
  'freshShare',
  'grammarShare',
  'negation',
  'turns',
  'polarity',
  'numbersMissed',
  'numbersOther',
  'labelsMissed',
  'labelsOther',
  'yesNo',
  'yesYes',
] as const

export type WordingFeatures = Record<(typeof wordingNames)[number], number>

/** The features of the wording, most of them shares of 0-1. */
export function wordingFeatures(c: Comparison): WordingFeatures {
  const { reference, answer, question } = c
  const [yes, no] = [agreement(answer), agreement(reference)]
  const ratio = Math.log((1 + answer.content.length) / (1 + reference.content.length))
  return {
    ...overlapOf(c),
    ...gramsOf(question.text, reference.text, answer.text),
    rougeL: rougeL(stems(reference), stems(answer)),
    pairsFresh: pairsOf(c),
    logContent: Math.log(1 + answer.content.length),
    logFresh: Math.log(1 + c.freshAnswer.reduce((sum, fresh, n) => sum + (answer.information[n]! ? fresh : 0), 0)),
    short: Math.min(2, Math.max(0, -ratio)),
    long: Math.min(2, Math.max(0, ratio)),
    freshShare: weightedMean(c.freshAnswer, answer.information),
    grammarShare: answer.all.length ? 1 - answer.content.length / answer.all.length : 0,
    negation: negations(answer.all) > 0 !== negations(reference.all) > 0 ? 1 : 0,
    turns: turnsRound(answer.all, reference.all) ? 1 : 0,
    polarity: polarities(c).turned,
    ...namesOf(c),
    yesNo: yes && no && yes !== no ? 1 : 0,
    yesYes: yes && yes === no ? 1 : 0,
  }
}

function overlapOf(c: Comparison) {
  const exact = (values: Float32Array) => values.map((value) => (value >= 0.999 ? 1 : 0))
  const [covered, accounted] = [exact(c.covered), exact(c.accounted)]
  return {
    lexCover: weightedMean(covered, c.reference.information),
    lexFresh: weightedMean(covered, freshInformation(c)),
    lexReverse: weightedMean(accounted, c.answer.information),
    lexReverseFresh: weightedMean(accounted, times(c.answer.information, c.freshAnswer)),
  }
}

/** Shared runs of four letters: they forgive endings, compounds and many slips. */
function gramsOf(question: string, reference: string, answer: string) {
  const [asked, meant, said] = [grams(question), grams(reference), grams(answer)]
  const fresh = new Map([...meant].filter(([gram]) => !asked.has(gram)))
  return {
    gramCover: covers(meant, said),
    gramReverse: covers(said, meant),
    gramFresh: covers(fresh.size ? fresh : meant, said),
  }
}

function grams(text: string): Map<string, number> {
  const level = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
  const found = new Map<string, number>()
  for (let at = 0; at + 4 <= level.length; at++) {
    const gram = level.slice(at, at + 4)
    found.set(gram, (found.get(gram) ?? 0) + 1)
  }
  return found
}

function covers(wanted: Map<string, number>, there: Map<string, number>): number {
  let [all, hit] = [0, 0]
  for (const [gram, count] of wanted) {
    all += count
    hit += Math.min(count, there.get(gram) ?? 0)
  }
  return all ? hit / all : 0
}

const stems = ({ all }: Side) => all.map(({ stem }) => stem)
const mostWords = 300

/** Longest common subsequence over the mean length (Lin 2004), of the first words of each. */
function rougeL(a: string[], b: string[]): number {
  const [left, right] = [a.slice(0, mostWords), b.slice(0, mostWords)]
  if (!left.length || !right.length) return 0
  let last = new Uint16Array(right.length + 1)
  for (const stem of left) {
    const row = new Uint16Array(right.length + 1)
    for (let n = 0; n < right.length; n++)
      row[n + 1] = stem === right[n] ? last[n]! + 1 : Math.max(last[n + 1]!, row[n]!)
    last = row
  }
  return (2 * last[right.length]!) / (a.length + b.length)
}

/** The share of the reference's neighbouring words, not so in the question, that neighbour in the answer too. */
function pairsOf({ reference, answer, question }: Comparison): number {
  const pairs = (side: Side) => new Set(stems(side).flatMap((stem, n, all) => (n ? [`${all[n - 1]} ${stem}`] : [])))
  const [meant, said, asked] = [pairs(reference), pairs(answer), pairs(question)]
  const fresh = [...meant].filter((pair) => !asked.has(pair))
  const wanted = fresh.length ? fresh : [...meant]
  return wanted.length ? wanted.filter((pair) => said.has(pair)).length / wanted.length : 0
}

/** Figures and labels ("bulb B") that the reference names and the answer does not, and the other way round. */
function namesOf({ question, reference, answer }: Comparison) {
  const numbers = (side: Side) => new Set(side.content.filter(({ raw }) => /^\d/.test(raw)).map(({ raw }) => raw))
  const labels = (side: Side) => new Set(side.content.filter(({ raw }) => raw.length === 1).map(({ raw }) => raw))
  const [asked, meant, said] = [numbers(question), numbers(reference), numbers(answer)]
  const [names, called] = [labels(reference), labels(answer)]
  const missed = (wanted: string[], there: Set<string>) =>
    wanted.length ? wanted.filter((name) => !there.has(name)).length / wanted.length : 0
  return {
    numbersMissed: missed(
      [...meant].filter((number) => !asked.has(number)),
      said,
    ),
    numbersOther: [...said].some((number) => !asked.has(number) && !meant.has(number)) ? 1 : 0,
    labelsMissed: missed([...names], called),
    labelsOther: [...called].some((name) => !names.has(name)) ? 1 : 0,
  }
}

function agreement({ all }: Side): number {
  const first = all.slice(0, 3).map(({ raw }) => raw)
  if (first.includes('yes') || first.includes('agree')) return 1
  return first.includes('no') || first.includes('disagree') ? -1 : 0
}
