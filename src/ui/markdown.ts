import DOMPurify from 'dompurify'
import { Marked, type Tokens, type TokenizerAndRendererExtension } from 'marked'
import temml from 'temml'
import { highlight } from './highlight'

/**
 * Markdown to sanitised HTML: math as MathML, code coloured, callouts, ```svg diagrams. Nothing of it may run or
 * fetch: DOMPurify takes out scripts, handlers, frames, forms, styles, and images that are not ours (blob:, data:).
 */
export function renderMarkdown(markdown: string): string {
  return sanitise(marked.parse(markdown, { async: false }))
}

/** Any HTML to what may be shown. */
export function sanitise(html: string): string {
  return DOMPurify.sanitize(html, {
    USE_PROFILES: { html: true, mathMl: true, svg: true },
    // `form` of a formula's sign: without it a minus that stands before a number is set as one between two.
    ADD_ATTR: ['data-callout', 'form'],
    FORBID_TAGS: [
      'style',
      'form',
      'input',
      'button',
      'textarea',
      'select',
      'iframe',
      'object',
      'embed',
      'link',
      'meta',
      'base',
      'use',
      'animate',
      'set',
      'foreignObject',
      'video',
      'audio',
      'source',
    ],
    FORBID_ATTR: ['srcset', 'ping', 'formaction', 'autofocus', 'style', 'background', 'poster', 'cite', 'longdesc'],
    // DOMPurify holds the values of all attributes against this, so what has no scheme (numbers, shapes) must pass;
    // relative addresses are taken out below.
    ALLOWED_URI_REGEXP:
      /^(?:https?:|mailto:|blob:|data:image\/(?:png|jpeg|gif|webp|avif);|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
  })
}

// Images of another origin would be a request; links open elsewhere and say nothing of us.
DOMPurify.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName === 'IMG' && !/^(blob|data):/.test(node.getAttribute('src') ?? '')) {
    const alt = node.getAttribute('alt')
    const note = node.ownerDocument.createElement('span')
    note.className = 'missing-image'
    note.textContent = alt ? `[image: ${alt}]` : '[image not imported]'
    node.replaceWith(note)
  }
  if (node.tagName === 'A' && !/^(?:#|https?:|mailto:|blob:)/i.test(node.getAttribute('href') ?? '#'))
    node.removeAttribute('href')
  if (node.tagName === 'A' && /^https?:/.test(node.getAttribute('href') ?? '')) {
    node.setAttribute('target', '_blank')
    node.setAttribute('rel', 'noopener noreferrer')
  }
  for (const name of ['href', 'xlink:href'])
    if (node.namespaceURI?.endsWith('/svg') && !(node.getAttribute(name) ?? '#').startsWith('#'))
      node.removeAttribute(name)
  for (const { name, value } of [...node.attributes])
    if (/url\(\s*["']?(?!#)/i.test(value) && node.namespaceURI?.endsWith('/svg')) node.removeAttribute(name)
})

function math(source: string, display: boolean): string {
  // A formula that does not parse stays readable as it was written.
  return temml.renderToString(source, { displayMode: display, throwOnError: false, maxExpand: 100 })
}

const inlineMath: TokenizerAndRendererExtension = {
  name: 'inlineMath',
  level: 'inline',
  start: (source) => source.indexOf('$'),
  tokenizer(source) {
    // As Pandoc: no space inside the dollars, no digit after, so that prices stay prices.
    const match = /^\$(?!\s|\$)((?:\\.|[^$\\\n])+?)(?<!\s)\$(?!\d)/.exec(source)
    return match ? { type: 'inlineMath', raw: match[0], text: match[1] ?? '' } : undefined
  },
  renderer: (token) => math(token.text, false),
}

const blockMath: TokenizerAndRendererExtension = {
  name: 'blockMath',
  level: 'block',
  start: (source) => source.indexOf('$$'),
  tokenizer(source) {
    const match = /^\$\$([\s\S]+?)\$\$(?:\n|$)/.exec(source)
    return match ? { type: 'blockMath', raw: match[0], text: (match[1] ?? '').trim() } : undefined
  },
  renderer: (token) =>
    `<div class="math" tabindex="0" role="group" aria-label="Formula">${math(token.text, true)}</div>`,
}

const callout: TokenizerAndRendererExtension = {
  name: 'callout',
  level: 'block',
  start: (source) => source.search(/^ {0,3}>\s*\[!/m),
  tokenizer(source) {
    const match = /^ {0,3}>\s*\[!(\w+)\][+-]?[ \t]*([^\n]*)\n?((?: {0,3}>[^\n]*(?:\n|$))*)/.exec(source)
    if (!match) return
    const body = (match[3] ?? '').replace(/^ {0,3}> ?/gm, '')
    const kind = (match[1] ?? 'note').toLowerCase()
    return {
      type: 'callout',
      raw: match[0],
      kind,
      title: match[2]?.trim() || kind,
      tokens: this.lexer.blockTokens(body),
    }
  },
  renderer(token) {
    const body = this.parser.parse(token.tokens ?? [])
    return `<aside class="callout" data-callout="${escape(token.kind)}"><p class="callout-title">${escape(token.title)}</p>${body}</aside>`
  },
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}

const marked = new Marked({
  gfm: true,
  extensions: [inlineMath, blockMath, callout],
  renderer: {
    code({ text, lang }) {
      const language = lang?.trim().split(/\s+/)[0] ?? ''
      if (language === 'svg')
        return `<figure class="diagram" tabindex="0" role="group" aria-label="Diagram">${text}</figure>`
      return `<pre tabindex="0"><code>${highlight(text, language)}</code></pre>`
    },
    table(token) {
      const cell = (item: Tokens.TableCell, tag: string) => `<${tag}>${this.parser.parseInline(item.tokens)}</${tag}>`
      // A header cell without words names nothing.
      const headCell = (item: Tokens.TableCell) => cell(item, item.text ? 'th' : 'td')
      const head = token.header.map(headCell).join('')
      const rows = token.rows.map((row) => `<tr>${row.map((item) => cell(item, 'td')).join('')}</tr>`).join('')
      return `<div class="table" tabindex="0" role="group" aria-label="Table"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`
    },
  },
})
