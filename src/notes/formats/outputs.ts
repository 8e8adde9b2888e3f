import { fenced } from './escape'
import type { Pictures } from './pictures'
import { isCode, pageAddresses } from './read-html'
import { joined } from './read-notebook'
import { toMarkdown } from './to-markdown'
import { parseMarkup } from './tree'

/** Characters: what is printed beyond is noise to whoever studies. */
const mostPrinted = 4_000
const mostLines = 60
/** Nobody reads more than this; it is left out whole. */
const mostOutput = 1_000_000

const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml']

/** What a notebook's code printed and drew, as blocks of Markdown. */
export class Outputs {
  #trimmed = 0
  #huge = 0
  #hugeBytes = 0
  #live = 0

  constructor(
    readonly name: string,
    readonly pictures: Pictures,
  ) {}

  blocks(output: Record<string, unknown>): string[] {
    if (output.output_type === 'stream') return this.#printed(joined(output.text))
    if (output.output_type === 'error' || output.output_type === 'pyerr') return this.#printed(errorOf(output))
    // The third format has the data in the output itself.
    const data = (output.data ?? output) as Record<string, unknown>
    return this.#best(typeof data === 'object' && data !== null ? data : {})
  }

  /** Of several forms of one output, the one that says most. */
  #best(data: Record<string, unknown>): string[] {
    for (const type of pictureTypes) {
      const held = joined(data[type] ?? data[type.slice(6)])
      if (!held) continue
      const svg = type === 'image/svg+xml'
      const address = svg
        ? this.pictures.keep(new TextEncoder().encode(held), type)
        : this.pictures.fromBase64(held, type)
      if (address) return [`![](${address})`]
    }
    const latex = joined(data['text/latex'] ?? data.latex).trim()
    if (latex && latex.length < mostPrinted)
      return [latex.replace(/^\$(?!\$)\s*\\displaystyle\s*([\s\S]*?)\$$/, '$$$$\n$1\n$$$$')]
    const markdown = joined(data['text/markdown'])
    if (markdown.trim() && markdown.length < mostOutput) return [markdown.trim()]
    const html = joined(data['text/html'] ?? data.html)
    const table = /<table[\s>]/i.test(html) && this.#table(html)
    if (table) return table
    const plain = joined(
      data['text/plain'] ?? (typeof data.text === 'string' || Array.isArray(data.text) ? data.text : ''),
    )
    if (!plain.trim() && html) this.#live++
    return this.#printed(plain)
  }

  /** A data frame. */
  #table(html: string): string[] | undefined {
    if (html.length > mostOutput) return this.#leave(html)
    const { root } = parseMarkup(html, { without: isCode })
    const text = toMarkdown(root, pageAddresses(this.pictures, root))
    if (text.length > mostPrinted * 4) return undefined
    return [text]
  }

  #printed(text: string): string[] {
    if (text.length > mostOutput) return this.#leave(text)
    // Colours of a terminal, and lines that a progress bar wrote over.
    // eslint-disable-next-line no-control-regex
    const clean = text.replace(/\u001b\[[\d;]*[A-Za-z]/g, '').replace(/^.*\r(?!\n)/gm, '')
    if (!clean.trim()) return []
    const lines = clean.split('\n')
    if (clean.length <= mostPrinted && lines.length <= mostLines) return [fenced(clean)]
    this.#trimmed++
    const head = lines.slice(0, mostLines).join('\n').slice(0, mostPrinted)
    return [fenced(`${head}\n… (${(clean.length - head.length).toLocaleString('en-GB')} more characters left out)`)]
  }

  #leave(text: string): [] {
    this.#huge++
    this.#hugeBytes += text.length
    return []
  }

  warnings(): string[] {
    const { name } = this
    const megabytes = Math.max(1, Math.round(this.#hugeBytes / 1_000_000))
    const sentences = [
      this.#huge > 0 &&
        `${this.#huge === 1 ? 'An output' : `${this.#huge} outputs`} of ${name} (${megabytes} MB of text) ${this.#huge === 1 ? 'was' : 'were'} left out: more than can be read. Save what you need of ${this.#huge === 1 ? 'it' : 'them'} as a file of its own.`,
      this.#trimmed > 0 &&
        `${this.#trimmed === 1 ? 'A long output' : `${this.#trimmed} long outputs`} of ${name} ${this.#trimmed === 1 ? 'was' : 'were'} cut to the first ${mostLines} lines. Print less in the notebook to keep all of it.`,
      this.#live > 0 &&
        `${this.#live === 1 ? 'An interactive output' : `${this.#live} interactive outputs`} of ${name} ${this.#live === 1 ? 'was' : 'were'} left out: it would need the notebook’s own programs to run. Save ${this.#live === 1 ? 'it' : 'them'} as ${this.#live === 1 ? 'a picture' : 'pictures'} in the notebook.`,
    ]
    return sentences.filter((sentence) => sentence !== false)
  }
}

function errorOf(output: Record<string, unknown>): string {
  const name = typeof output.ename === 'string' ? output.ename : 'Error'
  return `${name}: ${typeof output.evalue === 'string' ? output.evalue : ''}`
}
