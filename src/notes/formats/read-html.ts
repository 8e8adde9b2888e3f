import { decodeText } from '../decode'
import type { Result } from '../../app/failures'
import { articleOf } from './article'
import type { Extracted, ReadContext } from './extracted'
import type { Addresses } from './inline'
import { Pictures } from './pictures'
import { descendants, find, parseMarkup, textOf, type Element } from './tree'
import { toMarkdown } from './to-markdown'

/** A web page as the Markdown of its article. */
export function readHtml(bytes: Uint8Array, context: ReadContext): Result<Extracted> {
  const decoded = decodeText(bytes, context.name)
  if (!decoded.ok) return decoded
  const { root, cut } = parseMarkup(decoded.value.text, { without: isCode })
  const { root: article, leftOut } = articleOf(root)
  const pictures = new Pictures(context, 'Save the page with its pictures and import the whole folder to have them.')
  const text = toMarkdown(article, pageAddresses(pictures, root))
  const warnings = [...decoded.value.warnings, ...pictures.warnings()]
  if (leftOut >= 0.1)
    warnings.push(
      `Menus, adverts and other parts around the article of ${context.name} were left out (${Math.round(leftOut * 100)} % of its text).`,
    )
  if (cut)
    warnings.push(
      `${context.name} is too large to be read whole: its end was left out. Save a part of it as a page of its own.`,
    )
  const title = textOf(find(find(root, 'head') ?? root, 'title'))
    .replace(/\s+/g, ' ')
    .trim()
  return { ok: true, value: { title, tags: [], text, media: pictures.media, warnings } }
}

/** Formulas that MathJax keeps in scripts are text. */
export function isCode(name: string, attributes: Record<string, string>): boolean {
  return name === 'style' || (name === 'script' && !attributes.type?.startsWith('math/tex'))
}

/** Pictures written out in the page are kept; links inside the page would lead nowhere here. */
export function pageAddresses(pictures: Pictures, root: Element): Addresses {
  const { base, home } = addressOf(root)
  const absolute = (address: string) => {
    // A relative one may lead to a note that came along; one from the site's top cannot.
    const from = base || (address.startsWith('/') ? home : '')
    return from && !/^[a-z][\w+.-]*:/i.test(address) && URL.canParse(address, from)
      ? new URL(address, from).href
      : address
  }
  return {
    image(source) {
      if (source.startsWith('data:')) return pictures.fromDataUrl(source)
      const address = absolute(source)
      if (/^(?:https?:)?\/\//.test(address)) pictures.elsewhere++
      return address
    },
    link: (address) => (!address || /^(?:#|javascript:|data:)/i.test(address.trim()) ? undefined : absolute(address)),
  }
}

/** Where the page says that it is from. */
function addressOf(root: Element): { base: string; home: string } {
  const base = find(root, 'base')?.attributes.href ?? ''
  const links = descendants(find(root, 'head') ?? root, 'link')
  const home = links.find(({ attributes }) => attributes.rel === 'canonical')?.attributes.href ?? ''
  const web = (address: string) => (/^https?:/.test(address) ? address : '')
  return { base: web(base), home: web(home) }
}
