/** Encodings that were in use before UTF-8, with the letters of the languages that were written in them. */
const candidates: { encoding: string; usual: RegExp; least: number }[] = [
  { encoding: 'shift_jis', usual: /[\u3040-\u30ff\u4e00-\u9fa0\u3001\u3002]/g, least: 0.9 },
  { encoding: 'euc-jp', usual: /[\u3040-\u30ff\u4e00-\u9fa0\u3001\u3002]/g, least: 0.9 },
  { encoding: 'euc-kr', usual: /[\uac00-\ud7a3]/g, least: 0.85 },
  { encoding: 'gb18030', usual: /[\u4e00-\u9fa5\u3000-\u3020\uff00-\uff5e]/g, least: 0.9 },
  { encoding: 'big5', usual: /[\u4e00-\u9fa5\u3000-\u3020\uff00-\uff5e]/g, least: 0.9 },
  { encoding: 'windows-1251', usual: /[\u0410-\u044f\u0401\u0451]/g, least: 0.9 },
]
/** Fewer letters beyond ASCII tell nothing: a name, a currency sign. */
const leastForeign = 12
const sampleBytes = 64 * 1024

/**
 * The encoding of a text that is not UTF-8, by whether it decodes without a fault and gives mostly letters of one
 * language; undefined where none does. Latin letters with accents are never so dense.
 */
export function legacyEncoding(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, sampleBytes)
  const high = sample.reduce((count, byte) => count + (byte > 0x7f ? 1 : 0), 0)
  if (high < leastForeign || longestRun(sample) < 4) return undefined
  const fitting = candidates.flatMap(({ encoding, usual, least }) => {
    const text = decoded(sample, encoding)
    const foreign = text?.match(/[^\0-\x7f]/g)?.length ?? 0
    if (!text || foreign < leastForeign / 2) return []
    const share = (text.match(usual)?.length ?? 0) / foreign
    return share >= least ? [{ encoding, score: share + (hasKana(text) ? 1 : 0) }] : []
  })
  return fitting.toSorted((a, b) => b.score - a.score)[0]?.encoding
}

/** Bytes beyond ASCII that follow one another: words of them, or a single accent. */
function longestRun(bytes: Uint8Array): number {
  let [run, longest] = [0, 0]
  for (const byte of bytes) {
    run = byte > 0x7f ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest
}

/** Only Japanese has these, and other scripts read as Japanese give none in number. */
function hasKana(text: string): boolean {
  return (text.match(/[\u3041-\u3096\u30a1-\u30fa]/g)?.length ?? 0) > text.length * 0.02
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return undefined
  }
}
