import { counted } from '../app/words'
import {
  LanguageModelFailure,
  type Generated,
  type GenerateOptions,
  type LanguageModel,
  type LanguageModelFault,
} from '../models/language-model'
import { isAnswered } from '../search/abstain'
import type { Checked, FoundPassage, SearchResult } from '../search/protocol'
import type { AskRecord, AnswerSentence, Generation, Source } from './answer'
import { claimsOf, declines, type Claim } from './claims'
import { answerFrom, foundBy, onlyClosest, sourceOf, traceOf, type Asked } from './compose'
import { withoutPlanted } from './planted'
import { answerPrompt, answerTokens, fitting } from './prompt'
import type { CitedPassage, Verification } from './verify'

/** A language model, and what holds its sentences against passages. */
export interface Writer {
  model: LanguageModel
  check: CheckEach
  now: () => number
}

/** Holds each sentence against each passage; results by sentence, then by passage. */
export type CheckEach = (
  sentences: readonly string[],
  passages: readonly CitedPassage[],
  signal?: AbortSignal,
) => Promise<{ by: Checked['by']; checks: Verification[][] }>

export type WriteOptions = Pick<GenerateOptions, 'signal' | 'ontext'>

export interface Written {
  record: AskRecord
  /** The model failed, and the record is what is extracted without it. */
  failed?: LanguageModelFailure
}

/**
 * An answer written by a language model from the passages and checked against them, sentence by sentence. Where the
 * evidence is too weak the model is not asked at all.
 */
export async function writeAnswer(
  asked: Asked,
  result: SearchResult,
  writer: Writer,
  options: WriteOptions = {},
): Promise<Written> {
  const extracted = answerFrom(asked, result)
  if (!isAnswered(result.evidence) || extracted.outcome !== 'answered') return { record: extracted }
  const { model, now } = writer
  const began = now()
  try {
    const { places, prompt, generated } = await generate(asked.standalone ?? asked.question, result, model, options)
    const passages = places.map((place) => result.passages[place]!)
    const generation = { ...accountOf(model, generated), prompt, dropped: [], milliseconds: now() - began }
    if (declines(generated.text)) return { record: declined(asked, result, generation) }
    const claims = finished(claimsOf(generated.text, passages.length), generated)
    const { by, checks } = await writer.check(
      claims.map(({ text }) => text),
      passages.map(bearing),
      options.signal,
    )
    const kept = weigh(claims, checks)
    if (!kept.length) return { record: unsupported(extracted, claims, generation) }
    const dropped = claims.filter((claim) => !kept.some((one) => one.claim === claim)).map(({ text }) => text)
    return { record: { ...written(asked, result, places, kept, { ...generation, dropped }), checkedBy: by } }
  } catch (fault) {
    if (!(fault instanceof LanguageModelFailure)) throw fault
    const provenance = `${extracted.provenance}; ${model.model.title} ${gaveWay[fault.code]}`
    return { record: { ...extracted, provenance }, failed: fault }
  }
}

/** Why the extracts stand in for what a model would have written. */
const gaveWay: Record<LanguageModelFault, string> = {
  'not-ready': 'was not ready',
  lost: 'lost its device',
  'too-long': 'has no room for them',
  empty: 'gave no words',
  malformed: 'gave nothing of use',
}

/**
 * Asks with as many passages as fit. Before it is loaded an engine can only estimate how many tokens a text has: where
 * that was too few, the next try counts exactly, and with fewer passages.
 */
async function generate(question: string, result: SearchResult, model: LanguageModel, options: WriteOptions) {
  let most = Infinity
  for (;;) {
    const tokens = (text: string) => model.countTokens(text)
    const places = (await fitting(question, result.passages, model.model.contextTokens, tokens)).slice(0, most)
    if (!places.length) throw new LanguageModelFailure('too-long')
    const prompt = answerPrompt(
      question,
      places.map((place) => result.passages[place]!),
    )
    try {
      return { places, prompt, generated: await model.generate(prompt, { maxTokens: answerTokens, ...options }) }
    } catch (fault) {
      if ((fault as LanguageModelFailure).code !== 'too-long') throw fault
      most = places.length - 1
    }
  }
}

export interface Kept {
  claim: Claim
  /** Places (from 0) among the passages that the model was given, the best first. */
  cites: number[]
  check: Verification
  spans: { passage: number; start: number; end: number }[]
}

/** What of a passage a claim may rest on: not what speaks to a model. */
function bearing({ text, title, headings }: FoundPassage): CitedPassage {
  return { text: withoutPlanted(text), title, headings }
}

/**
 * What may stand in the answer. A sentence cites those of its passages that bear it out; where none does but another
 * passage fully does, it cites that one. What nothing bears out is left out.
 */
export function weigh(claims: Claim[], checks: Verification[][]): Kept[] {
  return claims.flatMap((claim, n) => {
    const by = checks[n]!.map((check, passage) => ({ ...check, passage }))
    const own = by.filter(({ passage }) => claim.cites.includes(passage + 1))
    const fits = (support: Verification['support'], among: typeof by) => among.filter((one) => one.support === support)
    const full = fits('supported', own)
    const elsewhere = full.length ? [] : fits('supported', by).slice(0, 1)
    const weak = full.length || elsewhere.length ? [] : fits('weak', own).slice(0, 1)
    const chosen = [...full, ...elsewhere, ...weak]
    const [check] = chosen
    return check ? [{ claim, cites: chosen.map(({ passage }) => passage), check, spans: chosen }] : []
  })
}

/** The last sentence of an output that was cut off is no sentence. */
function finished(claims: Claim[], { ended, text }: Generated): Claim[] {
  const cut = ended !== 'stop' && !/[.!?…][\])】"'”’\d\s[]*$/.test(text)
  const seen = new Set<string>()
  return (cut ? claims.slice(0, -1) : claims).filter(({ text: said }) => !seen.has(said) && seen.add(said))
}

function accountOf({ model }: LanguageModel, { text, ended, promptTokens, outputTokens }: Generated) {
  return { model: model.title, engine: model.engine, output: text, ended, promptTokens, outputTokens }
}

function written(
  asked: Asked,
  result: SearchResult,
  places: number[],
  kept: Kept[],
  generation: Generation,
): AskRecord {
  const cited = [...new Set(kept.flatMap(({ cites }) => cites))]
  const sentences: AnswerSentence[] = kept.map(({ claim, cites, check: { support, against, word } }) => ({
    text: claim.text,
    cites: cites.map((cite) => cited.indexOf(cite) + 1),
    check: { support, ...(against && { against }), ...(word && { word }) },
  }))
  const sources: Source[] = cited.map((cite) => {
    const spans = kept.flatMap((one) => one.spans).filter(({ passage, end, start }) => passage === cite && end > start)
    return sourceOf(passageAt(result, places[cite]!), apart(spans))
  })
  const fate = (place: number) => {
    const cite = places.indexOf(place)
    if (cite < 0) return 'Not given to the model: others rank higher, or it did not fit.'
    const number = cited.indexOf(cite) + 1
    return number ? `Given to the model and cited: source ${number}.` : 'Given to the model, not cited.'
  }
  const by = withoutNoModel(foundBy[result.evidence.by])
  const left = generation.dropped.length
    ? `, ${counted(generation.dropped.length, 'sentence')} left out that no passage supports`
    : ''
  return {
    ...asked,
    outcome: 'answered',
    sentences,
    sources,
    provenance: `Written by ${generation.model} on this device from ${counted(places.length, 'passage')}, each sentence checked against its source${left}; ${by}`,
    trace: traceOf(result, fate),
    generation,
  }
}

function passageAt({ passages }: SearchResult, place: number): FoundPassage {
  return passages[place]!
}

/** Spans in order, none within another. */
function apart(spans: { start: number; end: number }[]): Source['quotes'] {
  const sorted = spans.map(({ start, end }) => ({ start, end })).sort((a, b) => a.start - b.start || b.end - a.end)
  return sorted.filter(({ start }, n) => !sorted.slice(0, n).some((before) => start < before.end))
}

/** A model was used, if in vain. */
const withoutNoModel = (provenance: string) => provenance.replace(/, no (?:language )?model used$/, '')

function declined(asked: Asked, result: SearchResult, generation: Generation): AskRecord {
  const closest = onlyClosest(asked, result)
  const provenance = `${withoutNoModel(closest.provenance)}; ${generation.model} saw no answer in them`
  return { ...closest, provenance, generation }
}

function unsupported(extracted: AskRecord, claims: Claim[], generation: Generation): AskRecord {
  const provenance = `${withoutNoModel(extracted.provenance)}; what ${generation.model} wrote was not supported by them and is left out`
  return { ...extracted, provenance, generation: { ...generation, dropped: claims.map(({ text }) => text) } }
}
