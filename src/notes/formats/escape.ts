/** Text that is to stand in Markdown as it is: what would be read as a mark is escaped, and no more than that. */
export function escapeInline(text: string): string {
  const linky = /\]\(|\]\[|\]:|\[\^|\[\[|\[!|\[[ xX]\]/.test(text)
  return text
    .replace(/\\(?=[!-/:-@[-`{-~\n]|$)/g, '\\\\')
    .replace(/[`*]|~(?=~)|=(?==)|%(?=%)|\$(?=\S)|<(?=[a-z/!?])|&(?=#?\w+;)/gi, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(linky ? /[[\]]/g : /^\]|\[$/g, '\\$&')
    .replace(/!$/, '\\!')
}

/** A line that begins a block of its own: no list, heading, rule or import may come of how its text begins. */
export function escapeStart(line: string): string {
  return line
    .replace(/^(\s*)(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|[-=]{2,}\s*$|_{3,}\s*$|\|)/, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^(?:import|export)(?=\s)/, (word) => `&#${word.charCodeAt(0)};${word.slice(1)}`)
}

/** The address of a link or an image. */
export function escapeAddress(address: string): string {
  const bare = address.replace(/[\n\r\t]/g, '').trim()
  return /[\s()<>]/.test(bare) ? `<${bare.replace(/[<>]/g, encodeURIComponent)}>` : bare
}

/** A fence longer than any in the code. */
export function fenced(code: string, language = ''): string {
  const longest = Math.max(2, ...[...code.matchAll(/`{3,}/g)].map(([marks]) => marks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${code.replace(/^\n+|\s+$/g, '')}\n${fence}`
}

/** Code in a line. */
export function codeSpan(code: string): string {
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([marks]) => marks.length))
  const marks = '`'.repeat(longest + 1)
  const pad = /^`|`$/.test(code) ? ' ' : ''
  return `${marks}${pad}${code}${pad}${marks}`
}
