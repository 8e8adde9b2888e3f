/** What a character does to the text around it, as BERT's basic tokeniser sees it. */
export const kinds = { letter: 1, space: 2, punctuation: 3, ideograph: 4 } as const

const space = /^\s$/
// What normalising removes (controls) is no boundary: it stays in its run, which is cleaned as a whole.
const control = /^[\p{Cc}\p{Cf}\p{Co}\p{Cs}]$/u
const punctuation = /^[\p{P}!-/:-@[-`{-~]$/u

const kindOf = new Uint8Array(0x10000)
const astral = new Map<number, number>()

/** The kind of a code point; remembered, since the answer needs three regular expressions. */
export function kindOfCodePoint(code: number): number {
  const known = code < 0x10000 ? kindOf[code] : astral.get(code)
  if (known) return known
  const kind = classify(code)
  if (code < 0x10000) kindOf[code] = kind
  else astral.set(code, kind)
  return kind
}

function classify(code: number): number {
  const character = String.fromCodePoint(code)
  if (code === 0x0a || code === 0x0d || code === 0x09) return kinds.space
  if (isRemoved(character)) return kinds.letter
  if (space.test(character)) return kinds.space
  if (isIdeograph(code)) return kinds.ideograph
  return punctuation.test(character) ? kinds.punctuation : kinds.letter
}

function isRemoved(character: string): boolean {
  if (character === '\n' || character === '\r' || character === '\t') return false
  return character === '\ufffd' || control.test(character)
}

/** The blocks of Chinese characters, each of which is a word; beyond 0xffff the reference does not look. */
function isIdeograph(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || (code >= 0xf900 && code <= 0xfaff)
}

/** A run of characters cleaned as BERT's uncased model wants it: no controls, lower case, no accents. */
export function normaliseRun(run: string): string {
  let cleaned = ''
  for (const character of run) if (!isRemoved(character)) cleaned += character
  return cleaned
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
}
