import { isBlank } from '../../app/blank'
import { sentences } from './sentences'
import { contentStems, words, type Word } from './words'

/** Why an answer, whatever its words, earns nothing, or cannot be judged. Each has its sentence. */
export type GuardCode =
  | 'empty'
  | 'one-word'
  | 'dont-know'
  | 'copied'
  | 'grader'
  | 'repeated'
  | 'no-sentences'
  | 'symbols'
  | 'code'
  | 'formula'
  | 'language'

export interface Guard {
  code: GuardCode
  /** `missed` where nothing was said; `unsure` where the assessor cannot judge. */
  verdict: 'missed' | 'unsure'
  /** What the report says. */
  why: string
}

const table: Record<GuardCode, Omit<Guard, 'code'>> = {
  empty: { verdict: 'missed', why: 'There is no answer.' },
  'one-word': { verdict: 'missed', why: 'The answer is too short to make a point.' },
  'dont-know': { verdict: 'missed', why: 'You said that you do not know.' },
  copied: { verdict: 'missed', why: 'The answer repeats what was asked.' },
  grader: { verdict: 'missed', why: 'The answer addresses the grader, not the question.' },
  repeated: { verdict: 'missed', why: 'The answer repeats the same words.' },
  'no-sentences': { verdict: 'missed', why: 'The answer lists terms without saying anything about them.' },
  symbols: { verdict: 'missed', why: 'The answer has no words.' },
  code: { verdict: 'unsure', why: 'The answer is mostly code, which is not judged without a model.' },
  formula: { verdict: 'unsure', why: 'The answer is mostly formulas, which are not judged without a model.' },
  language: { verdict: 'unsure', why: 'The answer does not seem to be in English, so it was not judged.' },
}

export function guard(code: GuardCode): Guard {
  return { code, ...table[code] }
}

/** From so many words on even plain ones may make a point: "being able to isn't the same as wanting to". */
const shortest = 7

/** The first thing that speaks against judging this text at all; `asked` is what was shown to the candidate. */
export function guardAgainst(text: string, asked: string[]): Guard | undefined {
  const trimmed = text.trim()
  if (isBlank(trimmed)) return guard('empty')
  const said = words(trimmed)
  if (!said.length) return guard('symbols')
  if (mostlyFormula(trimmed)) return guard('formula')
  if (mostlyNotLatin(trimmed)) return guard('language')
  const few = contentStems(trimmed).size < 3
  if (few && (said.length < shortest || saysDontKnow(trimmed)))
    return guard(saysDontKnow(trimmed) ? 'dont-know' : 'one-word')
  if (repeats(words(saidOnce(trimmed)))) return guard('repeated')
  if (mostlyCode(trimmed)) return guard('code')
  if (notEnglish(said)) return guard('language')
  if (copied(said, asked)) return guard('copied')
  if (saysOnlyThat(trimmed)) return guard('dont-know')
  if (isSoup(trimmed, said)) return guard(seemsForeign(said) ? 'language' : 'no-sentences')
  return undefined
}

/** Words to the grader that no answer needs. */
const toGrader = [
  /\b(?:give|award|grant|assign)\b.{0,30}\b(?:full|maximum|top|perfect|highest|100)\b.{0,12}(?:marks?|points?|score|grade|credit|%|percent)/i,
  /\b(?:mark|grade|score|rate|judge)\b.{0,20}\b(?:this|me|my answer)\b.{0,25}\b(?:correct|met|excellent|perfect|passed|full|satisfied|100|10)\b/i,
  /\bgrad(?:er|ing)\b.{0,6}(?:verdict|override|_override|note|instruction)/i,
  /\b(?:note|message|instruction|remark)s? (?:for|to) (?:the |whoever )?(?:marker|grader|examiner|assessor|marks|grades)/i,
  /\b(?:treat|consider|count|regard|mark|take|assume)\b.{3,80}\b(?:as|to be|are|is) (?:all |fully |already )?(?:covered|met|fulfilled|satisfied|addressed|answered)\b/i,
  /\bas agreed with\b|\banswered orally\b/i,
  /\ball (?:the )?(?:remaining )?criteria\b.{0,40}\b(?:met|satisfied|fulfilled|covered|answered)/i,
  /\bmet\s*[:=]\s*\[|\bscore\s*[:=]\s*(?:1(?:\.0)?|0?\.9\d?|100)\b|grading_override/i,
  /<!--|-->|###\s*end of|<\/?(?:system|assistant|user|answer|grade)>/i,
  /\bsee the (?:reference|model) answer\b/i,
]
/** The same, unless the question is about just that. */
const toModel = [
  /\b(?:ignore|disregard|forget)\b.{0,40}\b(?:instructions?|previous|above|rubric|criteria|prompt)\b/i,
  /\byou are (?:now )?(?:a|an|the) (?:grader|examiner|judge|assistant)\b/i,
  /\b(?:grader|examiner|assessor)s?\b\s*[:,]/i,
]

/** Whether a sentence tries to tell the grader what to do. */
export function instructsGrader(sentence: string, aboutInstructions = false): boolean {
  const patterns = aboutInstructions ? toGrader : [...toGrader, ...toModel]
  return patterns.some((pattern) => pattern.test(sentence))
}

const unknown =
  /\b(?:i (?:really |honestly |just )?(?:do not|don't|dont|wouldn't) (?:really |even |actually )?know|idk|(?<!\b(?:had|has) )(?<!\b(?:they|models|who|which|that|users) have )no idea|not (?:really |quite |at all )?sure (?:about|how|what)|(?<!\b(?:it|they|he|she|models?|who|which|that|users) (?:has |have |had )?)never (?:heard|looked|used|learned|learnt|worked)|(?<!\b(?:it|they|he|she|models?|who|which|that|users|sources|documents|notes) )(?:can't|cannot) (?:answer|say|remember)|no clue|i pass\b|ich wei(?:ß|ss) (?:es )?(?:leider )?nicht|je ne sais pas|no (?:lo )?s[eé]\b)/i

function saysDontKnow(text: string): boolean {
  return unknown.test(text.replaceAll('’', "'"))
}

/** Fewer words of meaning than that make no point beside it. */
const fewestBeside = 6

/** Whether what else is said says next to nothing: one may not know one thing exactly and tell the rest. */
function saysOnlyThat(text: string): boolean {
  if (!saysDontKnow(text)) return false
  const rest = text.split(/[.!?;,\n]\s*/).filter((clause) => !saysDontKnow(clause))
  return contentStems(rest.join(' ')).size < fewestBeside
}

function mostlyNotLatin(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? []
  const latin = text.match(/\p{Script=Latin}/gu) ?? []
  return letters.length > 0 && latin.length / letters.length < 0.6
}

const english = new Set(
  'the a an is are was be to of and in that it you for with on as at this by or not if can from have has we i do so but they what which when how would will there then than'.split(
    ' ',
  ),
)
const others = new Set(
  `der die das und ist nicht ein eine den dem des mit für auf von zu im sich werden wird man le la les des est et un une pour
  dans que qui pas avec sur el los las es y una por para con del se no il lo gli che di per non sono och att som är en det
  nie się jest na do w że e o um uma não os het een van niet`.split(/\s+/),
)

/** Function words of other languages, and hardly one of English. */
function notEnglish(said: Word[]): boolean {
  if (said.length < 8) return false
  const own = said.filter((word) => english.has(word.raw)).length
  const foreign = said.filter((word) => others.has(word.raw) && !english.has(word.raw)).length
  return foreign >= 3 && foreign > own * 1.5
}

const foreign = new Set(
  `und ist nicht ein eine dem mit für auf von zu im sich werden wird ohne nach neben nur zwei bei aber oder wie wenn
  durch über unter zwischen sind haben kann ich les est et une dans que qui pas avec el los las una por para con se il lo
  gli che di non och att som är det nie się jest na do w że e o um uma não os het een van niet ve bir bu için ile yalnızca
  olarak ja ei vain että joka ovat yang dan dengan untuk és hogy az și nu`.split(/\s+/),
)

/** Words of other languages, or letters that English lacks: what has no English grammar may have its own. */
function seemsForeign(said: readonly Word[]): boolean {
  const known = said.filter(({ raw }) => foreign.has(raw)).length
  const lettered = said.filter(({ raw }) => /[^\p{ASCII}’]/u.test(raw)).length
  return known >= 2 || (known + lettered) / said.length >= 0.2
}

/** Signs of a formula by far outweigh the words that say something about them. */
function mostlyFormula(text: string): boolean {
  const signs = text.match(/[=^_\\{}*@∂∇·×÷√]|\p{Sm}|(?<=[\p{L}\p{N})\]])\/(?=[\p{L}\p{N}(])/gu)?.length ?? 0
  if (signs < 3) return false
  const plain = text.replace(/\\\p{L}+/gu, ' ').match(/(?<![\p{L}_.])\p{L}{3,}(?![\p{L}_(])/gu)?.length ?? 0
  return plain < signs / 3
}

/** A sentence said again and again is one sentence; what else was said still counts. */
function saidOnce(text: string): string {
  const spans = sentences(text).map(({ start, end }) => text.slice(start, end))
  const once = new Set(spans)
  return once.size > 1 && once.size < spans.length / 2 ? [...once].join('\n') : text
}

function repeats(said: Word[]): boolean {
  if (said.length < 12) return false
  return new Set(said.map((word) => word.stem)).size / said.length < (said.length > 400 ? 0.03 : 0.2)
}

function mostlyCode(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim())
  const code = lines.filter((line) =>
    /^\s*(?:import |from \w+ import|def |class |for .+:\s*$|if .+:\s*$|return\b|print\(|const |let |var |function |public )|[;{}]\s*$|\b\w+\s*(?:=|\+=)\s*[\w("'[]|^\s*\w+(?:\.\w+)*\(.*\)\s*$|__\w+__/.test(
      line,
    ),
  )
  return lines.length >= 3 && code.length / lines.length >= 0.6
}

/** Whether nearly every word of it stood in what was asked. */
function copied(said: Word[], asked: string[]): boolean {
  const shown = new Set(asked.flatMap((text) => words(text).map((word) => word.stem)))
  const content = said.filter((word) => !word.grammar)
  const own = content.filter((word) => !shown.has(word.stem) && !chatter.has(word.raw))
  const share = own.length / Math.max(1, content.length)
  return (own.length < 3 && share < 0.5) || share < 0.12
}

const chatter = new Set('question answer good great explain interesting time well know interviewer okay'.split(' '))

/**
 * A list of terms: hardly a function word and nothing between the terms. Measured on answers of known kinds: soup
 * 0-0.09, terse but right 0.04-0.24 (with commas, colons and stops between), prose above 0.23.
 */
function isSoup(text: string, said: Word[]): boolean {
  const share = said.filter((word) => word.grammar && word.raw.length > 1).length / said.length
  if (share >= 0.12) return false
  const marks = (text.match(/[.:;→=!?\n]\s|->|\s[-–—+/]\s/g) ?? []).length
  return marks / said.length < 0.06
}
