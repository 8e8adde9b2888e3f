import { plainGlyphs } from './glyphs'
import type { Run } from './runs'

/** Runs on one baseline with no more than a word's space between them. */
export interface Segment {
  runs: Run[]
  left: number
  right: number
  base: number
  size: number
}

/** In ems: a wider gap parts cells and columns; a narrower one than the second parts no words. */
const cellGap = 1
const wordGap = 0.14

/** The runs of a page as segments, from the top down. Raised and lowered letters stand with the word they belong to. */
export function segmentsOf(runs: Run[]): Segment[] {
  const rows = rowsOf(runs.toSorted((a, b) => a.base - b.base || a.left - b.left))
  const segments = rows.flatMap((row) => cut(row.toSorted((a, b) => a.left - b.left)))
  return joined(withRaised(segments)).toSorted((a, b) => a.base - b.base || a.left - b.left)
}

/** Of one baseline: a fifth of an em is nothing. */
function rowsOf(sorted: Run[]): Run[][] {
  const rows: Run[][] = []
  for (const run of sorted) {
    const row = rows.at(-1)
    const last = row?.at(-1)
    const first = row?.[0]
    const near =
      last && first && run.base - last.base < slack(run, last) && run.base - first.base < 3 * slack(run, first)
    if (row && near) row.push(run)
    else rows.push([run])
  }
  return rows
}

function slack(a: Run, b: Run): number {
  return 0.2 * Math.min(a.size, b.size)
}

function cut(row: Run[]): Segment[] {
  const segments: Segment[] = []
  for (const run of row) {
    const last = segments.at(-1)
    const gap = last ? run.left - last.right : Infinity
    if (last && gap < cellGap * Math.min(run.size, last.size * 1.5)) add(last, run)
    else segments.push(add({ runs: [], left: Infinity, right: -Infinity, base: run.base, size: run.size }, run))
  }
  return segments
}

function add(segment: Segment, run: Run): Segment {
  segment.runs.push(run)
  segment.left = Math.min(segment.left, run.left)
  segment.right = Math.max(segment.right, run.right)
  // Of the longest run: a small capital or an index does not speak for its line.
  const longest = segment.runs.reduce((best, next) => (next.text.length > best.text.length ? next : best))
  segment.base = longest.base
  segment.size = longest.size
  return segment
}

/** Small segments beside a larger one, a little above or below its baseline, become a part of it. */
function withRaised(segments: Segment[]): Segment[] {
  const left = new Set(segments)
  const byBase = segments.toSorted((a, b) => a.base - b.base)
  for (const [n, small] of byBase.entries()) {
    const host = nearest(byBase, n, small)
    if (!host || !left.has(host)) continue
    left.delete(small)
    for (const run of small.runs) add(host, run)
    host.runs.sort((a, b) => a.left - b.left)
  }
  return segments.filter((segment) => left.has(segment))
}

function nearest(byBase: Segment[], n: number, small: Segment): Segment | undefined {
  const fits = (host: Segment | undefined) =>
    host &&
    small.size < host.size * 0.86 &&
    Math.abs(small.base - host.base) < host.size * 0.6 &&
    small.left > host.left - small.size &&
    small.left < host.right + host.size * 0.35 &&
    small.right - small.left < Math.max(host.right - host.left, host.size * 4)
  for (let away = 1; away < 40; away++) {
    for (const host of [byBase[n + away], byBase[n - away]]) if (fits(host)) return host
  }
  return undefined
}

/** What a raised letter kept apart. */
function joined(segments: Segment[]): Segment[] {
  const out: Segment[] = []
  for (const segment of segments.toSorted((a, b) => a.base - b.base || a.left - b.left)) {
    const last = out.at(-1)
    const same = last && Math.abs(last.base - segment.base) < 0.2 * segment.size
    const gap = last ? segment.left - last.right : Infinity
    if (same && Math.abs(gap) < cellGap * Math.min(segment.size, last.size)) {
      for (const run of segment.runs) add(last, run)
    } else out.push(segment)
  }
  return out
}

/** The words of runs in reading order, spaces where the gaps are. */
export function textOfRuns(runs: Run[], mirrored: boolean): string {
  const ordered = mirrored ? withoutMirror(runs) : runs
  let text = ''
  let last: Run | undefined
  for (const run of ordered) {
    const gap = last ? distance(last, run) : 0
    const wide = isWide(text.at(-1)) && isWide(run.text[0])
    const apart = last && !wide && (gap > wordGap * Math.min(run.size, last.size) || turns(last, run))
    text += `${apart ? ' ' : ''}${run.text}`
    last = run
  }
  const plain = plainGlyphs(text).replace(/\s+/g, ' ').trim()
  return mirrored ? withLigatures(plain) : plain
}

/** From a word of one direction to one of the other: no space is drawn there that could be measured. */
function turns(last: Run, run: Run): boolean {
  return !last.rtl && run.rtl && /[\p{L}\p{N}]$/u.test(last.text) && /^\p{L}/u.test(run.text)
}

/** pdf.js turns round the two letters of a ligature of lam and alef; with a hamza nothing else can be meant. */
function withLigatures(text: string): string {
  return text.replace(/\u0627([\u0622\u0623\u0625])\u0644/g, '\u0627\u0644$1')
}

function distance(a: Run, b: Run): number {
  return Math.max(b.left - a.right, a.left - b.right)
}

/** Words that run from left to right inside a line that does not keep their own order. */
function withoutMirror(runs: Run[]): Run[] {
  const out: Run[] = []
  let against: Run[] = []
  for (const run of runs) {
    if (!run.rtl) against.unshift(run)
    else {
      out.push(...against, run)
      against = []
    }
  }
  return [...out, ...against]
}

/** Chinese and Japanese have no spaces between words. */
function isWide(char: string | undefined): boolean {
  return char !== undefined && /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/.test(char)
}
