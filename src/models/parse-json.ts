import { LanguageModelFailure, type JsonShape } from './language-model'

/** What a shape holds. */
export type Shaped<S extends JsonShape> = S extends { type: 'object'; properties: infer P }
  ? { -readonly [K in keyof P]: P[K] extends JsonShape ? Shaped<P[K]> : never }
  : S extends { type: 'array'; items: infer I }
    ? I extends JsonShape
      ? Shaped<I>[]
      : never
    : S extends { enum: readonly (infer E)[] }
      ? E
      : S extends { type: 'string' }
        ? string
        : S extends { type: 'integer' }
          ? number
          : boolean

/**
 * Reads what a model wrote as JSON of a shape. Fences and words around it, trailing commas, raw line breaks, other
 * properties and a missing end are forgiven; an item of a list that was cut off is left out. Throws `malformed` where the
 * shape cannot be met without inventing something.
 */
export function parseJson<const S extends JsonShape>(text: string, shape: S): Shaped<S> {
  for (const at of beginnings(text, shape)) {
    const found = fit(new Reader(text, at).value(0), shape, false)
    if (found !== unfit) return found as Shaped<S>
  }
  throw new LanguageModelFailure('malformed', 'The output is not of the shape asked for')
}

const unfit = Symbol('unfit')
const nothing = Symbol('nothing')
/** A string or a number that the output's end cut off. */
class Cut {
  constructor(readonly text: string) {}
}
type Found = string | number | boolean | null | Cut | typeof nothing | Found[] | Map<string, Found>

/** Where it may begin: a few places, since a model likes to talk first. */
function beginnings(text: string, { type }: JsonShape): number[] {
  const opening = { object: /\{/g, array: /\[/g, string: /"/g, integer: /-?\d/g, boolean: /true|false/gi }[type]
  return [...text.matchAll(opening)].slice(0, 8).map(({ index }) => index)
}

const deepest = 32
const escapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** Reads as JSON what is meant as JSON; `nothing` where there is no value. */
class Reader {
  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  value(depth: number): Found {
    this.#blank()
    const sign = this.text[this.at]
    if (depth > deepest || sign === undefined) return nothing
    if (sign === '{') return this.#object(depth)
    if (sign === '[') return this.#array(depth)
    return sign === '"' ? this.#string() : this.#literal()
  }

  #object(depth: number): Found {
    const found = new Map<string, Found>()
    this.at++
    while (!this.#closed('}')) {
      const key = this.text[this.at] === '"' ? this.#string() : nothing
      if (typeof key !== 'string' || !this.#next(':')) break
      const value = this.value(depth + 1)
      if (value === nothing) break
      if (!found.has(key)) found.set(key, value)
      this.#next(',')
    }
    return found
  }

  #array(depth: number): Found {
    const found: Found[] = []
    this.at++
    while (!this.#closed(']')) {
      const value = this.value(depth + 1)
      if (value === nothing) break
      found.push(value)
      this.#next(',')
    }
    return found
  }

  #string(): string | Cut {
    let found = ''
    for (this.at++; this.at < this.text.length; this.at++) {
      const sign = this.text[this.at]!
      if (sign === '"') return (this.at++, found)
      found += sign === '\\' ? this.#escape() : sign
    }
    return new Cut(found)
  }

  #escape(): string {
    const sign = this.text[++this.at] ?? ''
    if (sign !== 'u') return escapes[sign] ?? sign
    const code = /^[0-9a-f]{4}/i.exec(this.text.slice(this.at + 1, this.at + 5))?.[0]
    if (!code) return ''
    this.at += 4
    return String.fromCharCode(parseInt(code, 16))
  }

  #literal(): Found {
    const word = /^[-+.\w]+/.exec(this.text.slice(this.at, this.at + 40))?.[0]
    if (!word) return nothing
    this.at += word.length
    if (this.at === this.text.length) return new Cut(word)
    if (/^(true|false)$/i.test(word)) return word.toLowerCase() === 'true'
    if (/^(null|none)$/i.test(word)) return null
    return Number.isNaN(Number(word)) ? nothing : Number(word)
  }

  #blank() {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++
  }

  #next(sign: string): boolean {
    this.#blank()
    if (this.text[this.at] !== sign) return false
    this.at++
    return true
  }

  /** At its end, or at the text's. */
  #closed(sign: string): boolean {
    return this.#next(sign) || this.at >= this.text.length
  }
}

function fit(found: Found, shape: JsonShape, inList: boolean): unknown {
  if (shape.type === 'object') return found instanceof Map ? fitObject(found, shape, inList) : unfit
  if (shape.type === 'array') return Array.isArray(found) ? fitArray(found, shape) : unfit
  if (shape.type === 'integer') return fitInteger(found, shape, inList)
  if (shape.type === 'boolean') return fitBoolean(found)
  return fitString(found, shape, inList)
}

function fitObject(found: Map<string, Found>, shape: Extract<JsonShape, { type: 'object' }>, inList: boolean): unknown {
  const out: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(shape.properties)) {
    const value = found.has(name) ? fit(found.get(name)!, inner, inList) : unfit
    if (value === unfit) return unfit
    out[name] = value
  }
  return out
}

function fitArray(found: Found[], shape: Extract<JsonShape, { type: 'array' }>): unknown {
  const { items, minItems = 0, maxItems = Infinity } = shape
  const values = found.map((one) => fit(one, items, true))
  // Only the last can have been cut off; one in the middle that does not fit is a fault.
  if (values.at(-1) === unfit) values.pop()
  if (values.includes(unfit) || values.length < minItems) return unfit
  return values.slice(0, maxItems)
}

function fitString(found: Found, shape: Extract<JsonShape, { type: 'string' }>, inList: boolean): unknown {
  if (found instanceof Cut && inList) return unfit
  const text = found instanceof Cut ? found.text : found
  if (typeof text !== 'string') return unfit
  if (!('enum' in shape)) return shorten(text, shape.maxLength)
  const plain = (word: string) => word.trim().toLowerCase()
  return shape.enum.find((word) => plain(word) === plain(text)) ?? unfit
}

/** Ends before the word that is too much. */
function shorten(text: string, most = Infinity): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most + 1).search(/\s+\S*$/)
  return cut > most / 2 ? text.slice(0, cut) : text.slice(0, most)
}

function fitInteger(found: Found, shape: Extract<JsonShape, { type: 'integer' }>, inList: boolean): unknown {
  // The whole of the output may be one number; elsewhere its other digits may be missing.
  const plain = found instanceof Cut && !inList ? found.text : found
  const number = typeof plain === 'string' && plain.trim() ? Number(plain) : plain
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) return unfit
  return number >= (shape.minimum ?? -Infinity) && number <= (shape.maximum ?? Infinity) ? number : unfit
}

function fitBoolean(found: Found): unknown {
  const plain = found instanceof Cut ? found.text : found
  if (typeof plain === 'boolean') return plain
  return plain === 'true' || plain === 'false' ? plain === 'true' : unfit
}
