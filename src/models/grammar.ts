import type { JsonShape } from './language-model'

/** A string of which nobody said how long it may be. */
const longestString = 600
const longestArray = 12
/** Digits of a whole number without bounds. */
const longestInteger = 6

/**
 * The shape as a grammar in GBNF, which llama.cpp and xgrammar both read: https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md
 * There is no white space but inside of strings, and everything has an end: a weak model can otherwise stay between two
 * tokens for ever. Properties come in the order of the shape.
 */
export function grammarOf(shape: JsonShape): string {
  const rules = new Map<string, string>()
  const root = rule(shape, 'root', rules)
  if (root !== 'root') rules.set('root', root)
  const used = [...rules.values()].join(' ')
  if (/\bchar\b/.test(used)) rules.set('char', charRule)
  return [...rules].map(([name, body]) => `${name} ::= ${body}`).join('\n')
}

/** Any sign but quotes, backslashes and control signs, or one of the escapes. */
const charRule = '[^"\\\\\\x00-\\x1F\\x7F] | "\\\\" ["\\\\/bfnrt]'

/** Something that stands for the shape in the body of another rule: usually the name of a rule of its own. */
function rule(shape: JsonShape, name: string, rules: Map<string, string>): string {
  if (shape.type === 'object') return define(objectRule(shape, name, rules), name, rules)
  if (shape.type === 'array') return define(arrayRule(shape, name, rules), name, rules)
  if (shape.type === 'integer') return define(integerRule(shape), name, rules)
  if (shape.type === 'boolean') return '("true" | "false")'
  if ('enum' in shape) return `(${shape.enum.map((word) => quoted(JSON.stringify(word))).join(' | ')})`
  return `"\\"" char{0,${shape.maxLength ?? longestString}} "\\""`
}

function define(body: string, name: string, rules: Map<string, string>): string {
  rules.set(name, body)
  return name
}

type Of<T extends JsonShape['type']> = Extract<JsonShape, { type: T }>

function objectRule({ properties }: Of<'object'>, name: string, rules: Map<string, string>): string {
  const members = Object.entries(properties).map(
    ([key, shape], n) => `${quoted(`${n ? ',' : ''}${JSON.stringify(key)}:`)} ${rule(shape, `${name}-${n}`, rules)}`,
  )
  return ['"{"', ...members, '"}"'].join(' ')
}

function arrayRule({ items, minItems = 0, maxItems }: Of<'array'>, name: string, rules: Map<string, string>): string {
  const most = Math.max(minItems, maxItems ?? Math.max(longestArray, minItems))
  if (!most) return '"[]"'
  const item = rule(items, `${name}-item`, rules)
  const more = `("," ${item}){${Math.max(0, minItems - 1)},${most - 1}}`
  const filled = `"[" ${item}${most > 1 ? ` ${more}` : ''} "]"`
  return minItems ? filled : `"[]" | ${filled}`
}

function integerRule({ minimum, maximum }: Of<'integer'>): string {
  const span = (maximum ?? NaN) - (minimum ?? NaN)
  // A short range is written out: a grammar cannot compare numbers.
  if (span >= 0 && span <= 100)
    return Array.from({ length: span + 1 }, (_, n) => quoted(String(minimum! + n))).join(' | ')
  const sign = minimum !== undefined && minimum >= 0 ? '' : '"-"? '
  const digits = maximum === undefined ? longestInteger : String(Math.abs(maximum)).length
  return `${sign}("0" | [1-9] [0-9]{0,${digits - 1}})`
}

/** A text as a literal of the grammar. */
function quoted(text: string): string {
  return JSON.stringify(text)
}
