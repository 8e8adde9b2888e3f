import { child, childElements, isElement, textOf, type Element } from '../tree'

/** A formula of Word (OMML) as TeX. What is not known is written by its parts. */
export function texOf(math: Element): string {
  // A caret that raises nothing would break the formula.
  return all(math)
    .replace(/\^(?=\s*(?:[}]|$))/g, '\\hat{}')
    .replace(/\s+/g, ' ')
    .trim()
}

function all(element: Element | undefined): string {
  return (element?.children ?? []).map((node) => (isElement(node) ? one(node) : '')).join('')
}

const writers: Record<string, (element: Element) => string> = {
  'm:r': (run) => escaped(childElements(run, 'm:t').map(textOf).join('')),
  'm:f': (f) => {
    const [top, below] = [part(f, 'm:num'), part(f, 'm:den')]
    const kind = setting(f, 'm:fPr', 'm:type')
    if (kind === 'lin' || kind === 'skw') return `${group(top)}/${group(below)}`
    return kind === 'noBar' ? `\\genfrac{}{}{0pt}{}{${top}}{${below}}` : `\\frac{${top}}{${below}}`
  },
  'm:sSup': (s) => `${group(part(s, 'm:e'))}^{${part(s, 'm:sup')}}`,
  'm:sSub': (s) => `${group(part(s, 'm:e'))}_{${part(s, 'm:sub')}}`,
  'm:sSubSup': (s) => `${group(part(s, 'm:e'))}_{${part(s, 'm:sub')}}^{${part(s, 'm:sup')}}`,
  'm:sPre': (s) => `{}_{${part(s, 'm:sub')}}^{${part(s, 'm:sup')}}${part(s, 'm:e')}`,
  'm:rad': (r) => (part(r, 'm:deg') ? `\\sqrt[${part(r, 'm:deg')}]{${part(r, 'm:e')}}` : `\\sqrt{${part(r, 'm:e')}}`),
  'm:nary': (n) => `${operator(setting(n, 'm:naryPr', 'm:chr') ?? '∫')}${limits(n)} ${part(n, 'm:e')}`,
  'm:limLow': (l) => `${underset(part(l, 'm:e'), part(l, 'm:lim'))}`,
  'm:limUpp': (l) => `\\overset{${part(l, 'm:lim')}}{${part(l, 'm:e')}}`,
  'm:func': (f) => `${functionName(part(f, 'm:fName'))}${group(part(f, 'm:e'))}`,
  'm:bar': (b) => `${setting(b, 'm:barPr', 'm:pos') === 'bot' ? '\\underline' : '\\overline'}{${part(b, 'm:e')}}`,
  'm:acc': (a) => `${accents[setting(a, 'm:accPr', 'm:chr') ?? '̂'] ?? '\\hat'}{${part(a, 'm:e')}}`,
  'm:groupChr': (g) => `\\underbrace{${part(g, 'm:e')}}`,
  'm:d': delimited,
  'm:m': (m) =>
    `\\begin{matrix}${childElements(m, 'm:mr')
      .map((row) => childElements(row, 'm:e').map(all).join(' & '))
      .join(' \\\\ ')}\\end{matrix}`,
  'm:eqArr': (a) => aligned(childElements(a, 'm:e').map(all)),
}

function aligned(lines: string[]): string {
  return lines.length > 1 ? `\\begin{aligned}${lines.join(' \\\\ ')}\\end{aligned}` : lines.join('')
}

function one(element: Element): string {
  const write = writers[element.name]
  if (write) return write(element)
  return element.name.endsWith('Pr') ? '' : all(element)
}

function part(element: Element, name: string): string {
  return all(child(element, name)).trim()
}

function setting(element: Element, properties: string, name: string): string | undefined {
  return child(child(element, properties), name)?.attributes['m:val']
}

function group(tex: string): string {
  return /^(?:[\p{L}\p{N}]|\\[a-z]+ ?)$/iu.test(tex) ? tex : `{${tex}}`
}

function limits(nary: Element): string {
  const [below, above] = [part(nary, 'm:sub'), part(nary, 'm:sup')]
  return `${below ? `_{${below}}` : ''}${above ? `^{${above}}` : ''}`
}

function underset(base: string, below: string): string {
  return /^\\(?:lim|max|min|sup|inf)\s*$/.test(base) ? `${base.trim()}_{${below}}` : `\\underset{${below}}{${base}}`
}

function delimited(d: Element): string {
  const begin = setting(d, 'm:dPr', 'm:begChr') ?? '('
  const end = setting(d, 'm:dPr', 'm:endChr') ?? ')'
  const inner = childElements(d, 'm:e').map(all).join(' \\mid ')
  const side = (char: string) => (!char ? '.' : /[{}]/.test(char) ? `\\${char}` : (brackets[char] ?? char))
  return `\\left${side(begin)}${inner}\\right${side(end)}`
}

const brackets: Record<string, string> = {
  '⟨': '\\langle ',
  '⟩': '\\rangle ',
  '‖': '\\Vert ',
  '⌊': '\\lfloor ',
  '⌋': '\\rfloor ',
  '⌈': '\\lceil ',
  '⌉': '\\rceil ',
}

const functions = new Set(
  'sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan log ln exp lim max min sup inf det dim ker gcd arg deg'.split(
    ' ',
  ),
)

/** `\log ` of "log", also where a limit or a base hangs on it. */
function functionName(name: string): string {
  return `${name.replace(/^\{?([a-z]+)\}?/i, (whole, word: string) => (functions.has(word) ? `\\${word}` : whole))} `
}

const operators: Record<string, string> = {
  '∑': '\\sum',
  '∏': '\\prod',
  '∫': '\\int',
  '∬': '\\iint',
  '∭': '\\iiint',
  '∮': '\\oint',
  '⋃': '\\bigcup',
  '⋂': '\\bigcap',
}
const operator = (char: string) => operators[char] ?? char

const accents: Record<string, string> = {
  '̂': '\\hat',
  '̃': '\\tilde',
  '̄': '\\bar',
  '̅': '\\overline',
  '̇': '\\dot',
  '̈': '\\ddot',
  '⃗': '\\vec',
  '→': '\\vec',
  '̌': '\\check',
}

/** Characters that TeX would take for marks of its own. */
function escaped(text: string): string {
  return text
    .replace(/\\/g, '\\backslash ')
    .replace(/[{}%&#_$]/g, '\\$&')
    .replace(/–/g, '-')
    .replace(/~/g, '\\sim ')
    .replace(/[\u2061-\u2064]/g, '')
    .replace(/(?<![a-z\\])[a-z]+(?![a-z])/gi, (word) => (functions.has(word) ? `\\${word} ` : word))
}
