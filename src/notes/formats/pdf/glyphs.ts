const ligatures: Record<string, string> = {
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  ﬅ: 'st',
  ﬆ: 'st',
}

/** Private characters of the symbol fonts that are used as bullets. */
const bullets = /[\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0a8\uf06e\uf071\uf0b2\uf075\uf0e8]/g

/** Characters that a font of symbols alone can show, and those that no text has. */
const senseless = /[\0-\x08\x0b-\x1f\x7f-\x9f\ufffd\ufeff\u200b\ue000-\uf8ff]/g // eslint-disable-line no-control-regex

/** Text as it is written: ligatures parted, bullets as such, glyphs without a meaning left out. */
export function plainGlyphs(text: string): string {
  return text
    .replace(/[ﬀ-ﬆ]/g, (char) => ligatures[char] ?? char)
    .replace(bullets, '•')
    .replace(senseless, '')
}

/** How much (0-1) of a text is glyphs whose letters the file does not tell. */
export function senselessShare(text: string): number {
  const letters = text.replace(/\s/g, '').length
  return letters ? (text.replace(bullets, '•').match(senseless)?.length ?? 0) / letters : 0
}

/** Letters and digits, which is what a page must have to be searched. */
export function lettersOf(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
}
