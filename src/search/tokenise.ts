import { stemmer } from 'stemmer'
import { oneSpelling, stopWords } from './words'

/** A word of a text with the terms it is found by; none for a stop word. */
export interface Word {
  terms: readonly string[]
  start: number
  end: number
}

const other = 1
const letter = 2
const digit = 3
/** Scripts that write without spaces. */
const unspaced = 4
const classes = new Uint8Array(0x10000)

function classOf(code: number): number {
  return classes[code] || (classes[code] = classify(String.fromCharCode(code)))
}

function classify(char: string): number {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u.test(char))
    return unspaced
  if (/[\p{L}\p{M}]/u.test(char)) return letter
  return /\p{N}/u.test(char) ? digit : other
}

/** Every word's place in `text`: letters and digits, joined over hyphens, underscores, apostrophes and decimal points. */
export function eachWord(text: string, visit: (start: number, end: number) => void): void {
  let at = 0
  while (at < text.length) {
    if (classOf(text.charCodeAt(at)) === other) {
      at++
      continue
    }
    const end = endOfWord(text, at)
    visit(at, end)
    at = end
  }
}

function endOfWord(text: string, start: number): number {
  const first = classOf(text.charCodeAt(start))
  let end = start + 1
  for (; end < text.length; end++) {
    const kind = classOf(text.charCodeAt(end))
    if (kind === other ? !joins(text, end) : (kind === unspaced) !== (first === unspaced)) break
  }
  if (end - start > 1) return end
  // C++, C#, F#: the sign is the name.
  if (text[end] === '#') return end + 1
  return text.startsWith('++', end) ? end + 2 : end
}

/** Whether the mark at `at` belongs to the word around it. */
function joins(text: string, at: number): boolean {
  const before = classOf(text.charCodeAt(at - 1))
  const after = at + 1 < text.length ? classOf(text.charCodeAt(at + 1)) : other
  if (before === other || after === other || after === unspaced) return false
  const mark = text[at]
  if (mark === '.' || mark === ',') return before === digit && after === digit
  return mark === '-' || mark === '_' || mark === "'" || mark === '’' || mark === '\u2011' || mark === '\u00ad'
}

// The same words come again and again; a cleared cache costs one pass.
const known = new Map<string, readonly string[]>()
const mostKnown = 200_000

/** The terms a word is found by: its parts, and the whole where it has several. */
export function termsOfWord(word: string): readonly string[] {
  const before = known.get(word)
  if (before) return before
  if (known.size >= mostKnown) known.clear()
  const terms = analyse(word)
  known.set(word, terms)
  return terms
}

/** Longer ones are keys, hashes and pictures in text form. */
const longestWord = 64

function analyse(raw: string): readonly string[] {
  if (/^[a-z]+$/.test(raw)) return raw.length > longestWord || stopWords.has(raw) ? [] : [stem(raw)]
  const word = plain(raw)
  if (classOf(word.charCodeAt(0)) === unspaced) return pairs(word)
  const parts = word.split(/[-_\u2011]/).flatMap(splitCase)
  const whole = parts.join('')
  if (parts.length === 1) return whole.length > longestWord || isStop(whole) ? [] : [stem(whole)]
  const terms = parts.filter((part) => part && !isStop(part)).map(stem)
  if (whole.length <= longestWord) terms.push(stem(whole))
  return terms
}

/** Without accents, possessives and soft hyphens: "naïve" as "naive", "model's" as "model", "1,000" as "1000". */
function plain(word: string): string {
  const bare = /^[\w.+#-]*$/.test(word) ? word : word.normalize('NFKD').replace(/[\p{M}\u00ad,]/gu, '')
  return bare.replace(/['’]s$/i, '').replace(/['’]/g, '')
}

/** Parts of a camelCase name; LoRA and QLoRA stay whole, since a part of one or two letters says nothing. */
function splitCase(word: string): string[] {
  const parts = word.split(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u)
  const worth = parts.length > 1 && parts.every(({ length }) => length > 1) && parts.some(({ length }) => length > 2)
  return worth ? parts : [word]
}

/** A stop word, unless it is written as an abbreviation: "IT", "US". */
function isStop(word: string): boolean {
  return stopWords.has(word.toLowerCase()) && !(word.length > 1 && word === word.toUpperCase())
}

function stem(word: string): string {
  const lower = word.toLowerCase()
  return /^[a-z]{3,}$/.test(lower) ? stemmer(oneSpelling(lower)) : lower
}

/** Overlapping pairs of characters: a fair stand-in for words where none are marked. */
function pairs(run: string): string[] {
  if (run.length === 1) return [run]
  return Array.from({ length: run.length - 1 }, (_, n) => run.slice(n, n + 2))
}

/** The terms of a text in order, stop words left out. */
export function termsOf(text: string): string[] {
  const terms: string[] = []
  eachWord(text, (start, end) => {
    for (const term of termsOfWord(text.slice(start, end))) terms.push(term)
  })
  return terms
}

/** The words of a text with their places and terms. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  eachWord(text, (start, end) => words.push({ terms: termsOfWord(text.slice(start, end)), start, end }))
  return words
}
