/** A stretch of a passage that could stand in an answer. */
export interface Sentence {
  /** As it would be shown. */
  text: string
  /** Where it stands in the passage. */
  start: number
  end: number
  /** A question, or a line that only names what follows: context for the next sentences, no answer itself. */
  asks: boolean
  /** Which block of the passage it stands in, and its place there. */
  block: number
  place: number
  /** The line of code that its colon announced, at its end. */
  code?: string
  /** A row of a table, read out under its headings. */
  row?: true
}

interface Stretch {
  text: string
  start: number
}

const mostItems = 7
const mostListCharacters = 420
const mostCodeCharacters = 110

/** The sentences of a passage in order; code, tables and fragments are left out, short lists read as one sentence. */
export function sentencesOf(passage: string): Sentence[] {
  const blocks = split(passage, 0, /\n{2,}/g)
  const sentences: Sentence[] = []
  for (let n = 0; n < blocks.length; n++) {
    const block = blocks[n]!
    if (isTable(block.text)) sentences.push(...rowsOf(block, n))
    if (isTable(block.text) || isCode(block.text)) continue
    const found = sentencesOfBlock(block, n)
    const last = found.at(-1)
    if (last?.text.endsWith(':') && !found.slice(0, -1).some(({ text }) => text.endsWith(':')))
      complete(last, blocks[n + 1])
    sentences.push(...found)
  }
  return sentences
}

function sentencesOfBlock(block: Stretch, number: number): Sentence[] {
  const lines = split(block.text, block.start, /\n/g)
  return lines
    .flatMap((line) => splitSentences(line))
    .map(({ text, start }, place) => ({
      text: text.replace(/\s+/g, ' '),
      start,
      end: start + text.length,
      asks: isQuestion(text),
      block: number,
      place,
    }))
}

/** What a colon announces: a short list or a line of code belongs to the sentence. */
function complete(sentence: Sentence, next: Stretch | undefined) {
  if (!next) return
  if (isCode(next.text)) {
    if (next.text.length > mostCodeCharacters || next.text.includes('\n')) return
    sentence.code = next.text.trim()
  } else {
    const whole = next.text.split('\n')
    if (whole.length < 2 || whole.length > mostItems) return
    // Of long items what they begin with.
    const items = next.text.length > mostListCharacters ? whole.map(beginningOf) : whole
    if (items.join('').length > mostListCharacters) return
    sentence.text += ` ${items.map((item) => item.trim().replace(/[.;,]+$/, '')).join('; ')}.`.replace(
      /([.!?]["'”’])\.$/,
      '$1',
    )
  }
  sentence.end = next.start + next.text.length
}

/** The first sentence of an item, and the second where the first is a label: "Objective. Likely text is rewarded." */
function beginningOf(item: string): string {
  const sentences = splitSentences({ text: item, start: 0 }).map(({ text }) => text)
  const [first = '', second] = sentences
  return second && first.split(' ').length < 4 ? `${first} ${second}` : first
}

function split(text: string, offset: number, boundary: RegExp): Stretch[] {
  const parts: Stretch[] = []
  let from = 0
  for (const match of [...text.matchAll(boundary), { index: text.length, 0: '' }]) {
    if (text.slice(from, match.index).trim()) parts.push({ text: text.slice(from, match.index), start: offset + from })
    from = match.index + match[0].length
  }
  return parts
}

/** A point that ends no sentence: "e.g. this", "et al. found", "Fig. 2", "J. Smith". */
const abbreviated =
  /(?:\b(?:[eE]\.g|[iI]\.e|etc|vs|cf|al|[Ff]ig|[Ee]q|[Ss]ec|[Nn]o|Dr|Mr|Mrs|Ms|Prof|St|approx|resp|incl)|\b\p{Lu})\.$/u

function splitSentences(line: Stretch): Stretch[] {
  const parts: Stretch[] = []
  let from = 0
  const text = line.text
  for (const match of text.matchAll(/[.!?…]+["'”’)\]]*\s+(?=["'“‘([]*[\p{Lu}\p{N}])|[。！？]/gu)) {
    const end = match.index + match[0].trimEnd().length
    if (abbreviated.test(text.slice(from, end))) continue
    parts.push({ text: text.slice(from, end), start: line.start + from })
    from = match.index + match[0].length
  }
  if (text.slice(from).trim()) parts.push({ text: text.slice(from).trimEnd(), start: line.start + from })
  return parts
}

/** Ends in a question mark, whatever pictures or stars follow it. */
function isQuestion(text: string): boolean {
  return /\?["'”’)\]]*[^\p{L}\p{N}]*$/u.test(text)
}

function isTable(block: string): boolean {
  return block.split('\n').filter((line) => line.includes(' | ')).length > block.split('\n').length / 2
}

const mostColumns = 4
const mostRowCharacters = 240

/** Rows of a small table of words, each read out under its headings: "Facts that change: retrieval, edit the index; …". */
function rowsOf(block: Stretch, number: number): Sentence[] {
  const [head, ...rows] = split(block.text, block.start, /\n/g)
  const columns = cellsOf(head?.text ?? '')
  if (columns.length < 2 || columns.length > mostColumns) return []
  return rows.flatMap(({ text, start }, place) => {
    const [first = '', ...cells] = cellsOf(text)
    if (
      cells.length !== columns.length - 1 ||
      cells.some((cell) => !/\p{L}{2}/u.test(cell)) ||
      !/\p{L}{2}/u.test(first)
    )
      return []
    const said = cells.map((cell, n) => (columns[n + 1] ? `${columns[n + 1]}, ${cell}` : cell)).join('; ')
    const row = `${first.charAt(0).toUpperCase()}${first.slice(1)}: ${said}.`
    if (row.length > mostRowCharacters) return []
    return [{ text: row, start, end: start + text.length, asks: false, block: number, place, row: true as const }]
  })
}

function cellsOf(row: string): string[] {
  return row.split(' | ').map((cell) => cell.trim())
}

const codeStart =
  /^\s*(?:\$ |>>> |#!|import |from \S+ import|def |class |const |let |var |function |return |async |await |select |insert |create (?:table|index|view)|with \w+ as|<\/?[a-z!]|@\w+|\{|\[|\}|-- |pip |npm |npx |git |curl |docker |brew |uv |sudo |cd |export |echo |for \w+ in |(?:CMD|RUN|FROM|COPY|ENV|PRAGMA)\b)/i
const codeLine = /^\s*(?:#|\/\/|--|\$ )|[;{}[\](,]\s*$|\w\([^ )]*\)|^\s*[\w.]+\s*=\s/
const codeMark = /[{}()[\]=<>;$_\\|&`/*]/g

/** Whether a block reads as code or output: by its marks, and by what its lines begin and end with. */
export function isCode(block: string): boolean {
  const lines = block.split('\n').filter((line) => line.trim())
  const coded = lines.filter((line) => codeLine.test(line)).length / Math.max(1, lines.length)
  const indented = lines.filter((line) => /^(?: {2,}|\t)/.test(line)).length
  const marks = (block.match(codeMark) ?? []).length / Math.max(1, block.length)
  const ends = /[.!?:]["'”’)]*\s*$/.test(block)
  if (codeStart.test(block) && (!ends || marks > 0.04)) return true
  if (lines.length > 1 && coded > 0.5) return true
  return marks > 0.09 || (lines.length > 2 && indented > lines.length / 3 && marks > 0.03)
}
