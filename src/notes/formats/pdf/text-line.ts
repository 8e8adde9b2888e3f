import type { Line } from './columns'
import { textOfRuns, type Segment } from './segments'

/** What a font's name tells of its letters. */
export interface FontLook {
  bold: boolean
  mono: boolean
  /** Its letters stand for bullets and boxes. */
  symbols: boolean
}

export interface LineCell {
  text: string
  left: number
  right: number
}

/** A line of a page as it is read; its runs are let go. */
export interface TextLine {
  text: string
  /** More than one where wide gaps part it. */
  cells: LineCell[]
  left: number
  right: number
  base: number
  size: number
  bold: boolean
  mono: boolean
}

/** A page as lines in reading order, divided where columns and bands end. */
export interface PageLines {
  page: number
  width: number
  height: number
  flows: TextLine[][]
}

/** A mark that begins an item, set apart from its text. */
const markAlone = /^(?:[•◦▪▫■□●○‣⁃∙·➢➤►▶✓✔–—*-]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\(?[ivx]{1,4}[.)])$/
/** Dots that lead the eye to a page number. */
const leader = /^[.·…_\s]+$/

export function textLine(line: Line, look: (font: string) => FontLook, mirrored: boolean): TextLine | undefined {
  const parts = line.segments.map((segment) => {
    const runs = segment.runs.map((run) => (look(run.font).symbols ? { ...run, text: symbol(run.text) } : run))
    return { segment, text: textOfRuns(runs, mirrored) }
  })
  const cells = withMark(
    parts
      .filter(({ text }) => text && !(parts.length > 1 && leader.test(text)))
      .map(({ segment, text }) => ({ text, left: segment.left, right: segment.right })),
  )
  const text = cells.map((cell) => cell.text).join(' ')
  if (!text) return undefined
  const share = (fits: (font: FontLook) => boolean) => lookShare(line.segments, (font) => fits(look(font)))
  const { left, right, base, size } = line
  return { text, cells, left, right, base, size, bold: share(({ bold }) => bold) > 0.9, mono: share(isMono) > 0.9 }
}

const isMono = ({ mono }: FontLook) => mono

/** A letter of a font of bullets, boxes and arrows. */
function symbol(text: string): string {
  return text.trim().length === 1 ? '•' : ''
}

function withMark(cells: LineCell[]): LineCell[] {
  const [mark, first, ...rest] = cells
  if (!mark || !first || !markAlone.test(mark.text) || first.left - mark.right > 60) return cells
  return [{ text: `${mark.text} ${first.text}`, left: mark.left, right: first.right }, ...rest]
}

/** How much (0-1) of the letters is set in a font that fits. */
function lookShare(segments: Segment[], fits: (font: string) => boolean): number {
  let [all, fitting] = [0, 0]
  for (const { text, font } of segments.flatMap(({ runs }) => runs)) {
    const length = text.trim().length
    all += length
    if (fits(font)) fitting += length
  }
  return all ? fitting / all : 0
}

/** "ABCDEF+TimesNewRomanPS-BoldMT" is bold, "CMTT10" a typewriter's. */
export function lookOf(fontName: string): FontLook {
  const name = fontName.replace(/^[A-Z]{6}\+/, '')
  return {
    symbols: /dingbat|wingding|webding|bullet/i.test(name),
    bold: /bold|black|heavy|semibd|(?:^|[-_,])(?:bd|demi|medi)\b|^(?:cmb|cmssbx|sfbx|lmroman.*bold)|-(?:bd|md)$/i.test(
      name,
    ),
    mono: /courier|mono|consol|menlo|monaco|typewriter|^cmtt|^sftt|cascadia|inconsolata|fira ?code|jetbrains|source ?code|andale|lucidacons|letter ?gothic|ocr-?[ab]/i.test(
      name,
    ),
  }
}
