/** Words that others begin with. */
const beginnings = new Set(
  'under over inter sub super out hyper micro macro back fore some any every with how there where can for per con pro not pre der dis mis com ben par car man his her form'.split(
    ' ',
  ),
)
const ending =
  /^(?:ments?|mentation|tions?|sions?|ations?|ization|ability|ities|ingly|ances?|ences?|ships?|fully|lessly|nesses)$/

/** The words of a document, which tell whether a hyphen at a line's end belongs to the word. */
export class Words {
  #words = new Set<string>()

  /** Lines that follow one another: the two parts of a word that a line's end parts are no words. */
  add(lines: string[]) {
    let parted = false
    for (const line of lines) {
      const whole = line.replace(parted ? /^\p{L}+/u : /^(?!)/, '').replace(/\p{L}+[-\u2010\u00ad]$/u, '')
      for (const [word] of whole.toLowerCase().matchAll(/\p{L}+(?:-\p{L}+)*/gu)) this.#words.add(word)
      parted = /\p{L}[-\u2010\u00ad]$/u.test(line)
    }
  }

  /** Two lines as one: a word that was parted at the end of the first is whole again. */
  join(first: string, second: string): string {
    const soft = first.endsWith('\u00ad')
    const before = /(\p{L}+)[-\u2010\u00ad]$/u.exec(first)?.[1]
    const after = /^(\p{L}+)/u.exec(second)?.[1]
    if (!before || !after)
      return first && second ? `${first}${needsNoSpace(first, second) ? '' : ' '}${second}` : first + second
    if (soft || this.#isParted(before, after)) return first.slice(0, -1) + second
    return first + second
  }

  #isParted(before: string, after: string): boolean {
    if (!/^\p{Ll}/u.test(after)) return false
    const [start, end] = [before.toLowerCase(), after.toLowerCase()]
    if (this.#words.has(start + end)) return true
    if (this.#words.has(`${start}-${end}`)) return false
    if (!this.#words.has(start) || start.length < 3) return true
    // Both are words by themselves, or the second is too much for an ending: then the hyphen was the author's.
    return beginnings.has(start) || (!this.#words.has(end) && (end.length < 6 || ending.test(end)))
  }
}

/** A path that was broken after a slash, and scripts without spaces. */
function needsNoSpace(first: string, second: string): boolean {
  const wide = /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/
  return (wide.test(first.at(-1) ?? '') && wide.test(second[0] ?? '')) || /https?:\/\/\S*\/$/.test(first)
}
