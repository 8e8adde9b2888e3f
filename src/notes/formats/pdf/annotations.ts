import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api'
import type { TextPiece } from './runs'

interface Annotation {
  subtype?: string
  rect?: number[]
  fieldType?: string
  fieldValue?: unknown
  checkBox?: boolean
  radioButton?: boolean
  buttonValue?: unknown
  hidden?: boolean
  contentsObj?: { str?: string }
}

/** What was filled into a page's form and typed onto it, as text in its place; and how many comments hang on it. */
export async function annotationsOf(page: PDFPageProxy): Promise<{ filled: TextPiece[]; comments: number }> {
  const found = (await page.getAnnotations().catch(() => [])) as Annotation[]
  const shown = found.filter(({ hidden }) => !hidden)
  const filled = shown.flatMap((annotation) => pieces(annotation))
  const comments = shown.filter(
    ({ subtype, contentsObj }) =>
      /^(?:Text|Highlight|Underline|StrikeOut|Squiggly)$/.test(subtype ?? '') && contentsObj?.str?.trim(),
  ).length
  return { filled, comments }
}

function pieces(annotation: Annotation): TextPiece[] {
  const [x = 0, y = 0, right = 0, top = 0] = annotation.rect ?? []
  const lines = textOf(annotation).split(/\r\n?|\n/)
  if (!lines.some((line) => line.trim())) return []
  const size = Math.max(5, Math.min(11, ((top - y) / Math.max(lines.length, 1)) * 0.75))
  return lines.map((line, n) => ({
    str: line,
    dir: 'ltr',
    transform: [size, 0, 0, size, x + 2, top - size * (1.05 + n * 1.2)],
    width: Math.min(right - x, line.length * size * 0.5),
    height: size,
    fontName: 'field',
  }))
}

function textOf({
  subtype,
  fieldType,
  fieldValue,
  checkBox,
  radioButton,
  buttonValue,
  contentsObj,
}: Annotation): string {
  if (subtype === 'FreeText') return contentsObj?.str ?? ''
  if (subtype !== 'Widget') return ''
  if (fieldType === 'Btn') {
    if (checkBox) return typeof fieldValue === 'string' && fieldValue && fieldValue !== 'Off' ? '[x]' : '[ ]'
    return radioButton ? (fieldValue && fieldValue === buttonValue ? '(x)' : '( )') : ''
  }
  if (fieldType === 'Sig') return ''
  if (Array.isArray(fieldValue)) return fieldValue.filter((value) => typeof value === 'string').join(', ')
  return typeof fieldValue === 'string' ? fieldValue : ''
}
