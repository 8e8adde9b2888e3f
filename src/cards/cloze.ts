/** A gap of a cloze text, `{{c1::hidden}}` or `{{c1::hidden::hint}}`, and where it stands. */
interface Gap {
  start: number
  end: number
  number: number
  hidden: string
  hint: string
}

/** The c-numbers of a text, ascending, each once. */
export function clozeNumbers(text: string): number[] {
  const numbers = gaps(text).map((gap) => gap.number)
  return [...new Set(numbers)].sort((a, b) => a - b)
}

/** The text with the gaps of one number hidden, the others filled in. */
export function clozeFront(text: string, number: number): string {
  return fill(text, (gap) => (gap.number === number ? `**[${gap.hint || '…'}]**` : gap.hidden))
}

/** The whole text, the gaps of one number set off. */
export function clozeBack(text: string, number: number): string {
  return fill(text, (gap) => (gap.number === number ? emphasise(gap.hidden) : gap.hidden))
}

/** The text as it reads, all gaps filled in. */
export function clozeFilled(text: string): string {
  return fill(text, (gap) => gap.hidden)
}

function fill(text: string, show: (gap: Gap) => string): string {
  let filled = ''
  let from = 0
  for (const gap of gaps(text)) {
    filled += text.slice(from, gap.start) + show(gap)
    from = gap.end
  }
  return filled + text.slice(from)
}

function gaps(text: string): Gap[] {
  const found: Gap[] = []
  const opening = /\{\{c(\d+)::/g
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const end = closing(text, opening.lastIndex)
    if (end === -1) continue
    const [hidden = '', hint = ''] = text.slice(opening.lastIndex, end).split(/::(?!.*::)/s)
    found.push({ start: match.index, end: end + 2, number: Number(match[1]), hidden, hint: hint.trim() })
    opening.lastIndex = end + 2
  }
  return found
}

/** Where the gap's `}}` is; braces inside it, as formulas have them, are passed over in pairs. */
function closing(text: string, from: number): number {
  let depth = 0
  for (let index = from; index < text.length; index++) {
    if (text[index] === '{') depth++
    else if (text[index] === '}' && depth > 0) depth--
    else if (text.startsWith('}}', index)) return index
  }
  return -1
}

/** Code and formulas keep their own marks: bold around them would break them. */
function emphasise(hidden: string): string {
  const bare = hidden.trim()
  return /^[`$]/.test(bare) || bare.includes('\n') ? hidden : `**${bare}**`
}
