/** A question with its answer as they stand in a pasted list; `text` is both to the letter. */
export interface Listed {
  ask: string
  reference: string
  text: string
}

/** Longer lists are read in parts. */
export const mostListed = 50

const asks = /^\s*(?:\*\*)?q(?:uestion)?\s*\d*\s*[:.)]\s*(?:\*\*)?\s*/i
const heading = /^#{1,6}\s+/
const answers = /^\s*(?:\*\*)?a(?:nswer)?\s*\d*\s*[:.)]\s*(?:\*\*)?\s*/i
const number = /^\s*\d+\s*[.)]\s+/

/**
 * Questions with their answers from a pasted list: each question on a line of its own, its answer below. A question is
 * known by "Q:" or a heading, else by its question mark at the end of the first line after an empty one, else as the
 * first line of each block.
 */
export function readList(pasted: string): Listed[] {
  const lines = pasted.replace(/\r\n?/g, '\n').split('\n')
  const begins = beginnings(lines)
  const before = lines
    .slice(0, begins[0] ?? 0)
    .join('\n')
    .trim()
  // What stands before the first question is none, and is not lost.
  const stray = before ? [{ ask: '', reference: '', text: before }] : []
  const listed = begins.map((start, n) => {
    const own = lines.slice(start, begins[n + 1] ?? lines.length)
    const [first = '', ...rest] = own
    const reference = rest.join('\n').trim().replace(answers, '')
    return { ask: askIn(first), reference, text: own.join('\n').trim() }
  })
  return [...stray, ...listed]
}

function askIn(line: string): string {
  return line
    .replace(asks, '')
    .replace(heading, '')
    .replace(number, '')
    .replace(/\*\*\s*$/, '')
    .trim()
}

/** The lines that questions stand in. */
function beginnings(lines: readonly string[]): number[] {
  for (const mark of [asks, heading]) {
    const marked = linesWhere(lines, (line) => mark.test(line))
    if (marked.length) return marked
  }
  const first = (n: number) => n === 0 || !lines[n - 1]!.trim()
  const questions = linesWhere(lines, (line, n) => first(n) && /[?？؟]\s*(?:\*\*)?\s*$/.test(line))
  return questions.length ? questions : linesWhere(lines, (line, n) => first(n) && !!line.trim())
}

function linesWhere(lines: readonly string[], holds: (line: string, n: number) => boolean): number[] {
  return lines.flatMap((line, n) => (holds(line, n) ? [n] : []))
}
