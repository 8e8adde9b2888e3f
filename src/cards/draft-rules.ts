import { isReadable, leansBack } from '../ask/reading'
import { sentencesOf, type Sentence } from '../ask/sentences'

/** A passage that cards are drafted from. */
export interface DraftPassage {
  documentId: string
  chunkId: string
  title: string
  headings: string[]
  /** Plain text. */
  text: string
  /** Terms that the note sets in bold, as plain text. */
  bold: string[]
}

/** A card as it is offered: nothing is saved before the user has seen and accepted it. */
export interface DraftCard {
  kind: 'basic' | 'cloze'
  front: string
  back: string
  /** The words of the passage that it rests on, to the letter. */
  quote: string
  documentId: string
  chunkId: string
  made: 'heading' | 'definition' | 'bold term' | 'model'
  /** The passage does not bear out what a model made of it, so it is not ticked. */
  doubtful?: boolean
}

const mostOfPassage = 3

/** Cards that a passage offers by its own form: a heading that asks, a definition, a term in bold. */
export function draftByRules(passage: DraftPassage): DraftCard[] {
  const sentences = sentencesOf(passage.text).filter((sentence) => !sentence.asks && isReadable(sentence))
  const made: DraftCard[] = [...fromHeading(passage, sentences)]
  for (const sentence of sentences) {
    if (made.length >= mostOfPassage) break
    if (made.some(({ quote }) => quote.includes(sentence.text))) continue
    const card = fromLabel(passage, sentence) ?? fromDefinition(passage, sentence) ?? fromBold(passage, sentence)
    if (card) made.push(card)
  }
  return made.slice(0, mostOfPassage)
}

/** The cards of a whole note or a part of it, none twice and no term as a gap twice. */
export function draftNote(passages: readonly DraftPassage[]): DraftCard[] {
  const seen = new Set<string>()
  return passages.flatMap(draftByRules).filter((card) => {
    const key = (/\{\{c1::(.+?)\}\}/.exec(card.front)?.[1] ?? card.front).toLowerCase()
    return !seen.has(key) && !!seen.add(key)
  })
}

function base({ documentId, chunkId, text }: DraftPassage, { start, end }: Pick<Sentence, 'start' | 'end'>) {
  return { documentId, chunkId, quote: text.slice(start, end) }
}

/** "Why do models hallucinate?" over its first sentences. */
function fromHeading(passage: DraftPassage, sentences: Sentence[]): DraftCard[] {
  const heading = passage.headings.at(-1)?.replace(/^[^\p{L}]*(?:Q\d+[:.]\s*)?/u, '') ?? ''
  const asks = /^(?:what|why|how|when|which|who|where|is|are|can|does|do|should)\b[^?]*\?\s*$/i.test(heading)
  const first = sentences[0]
  // Later chunks of a section are numbered: the answer to its heading stands in the first.
  if (!asks || !first || /\.\d+$/.test(passage.chunkId)) return []
  const second = sentences[1]
  const last = second && second.block === first.block && first.text.length < 120 ? second : first
  const place = { start: first.start, end: last.end }
  const back = last === first ? first.text : `${first.text} ${last.text}`
  return [{ ...base(passage, place), kind: 'basic', front: heading.trim(), back, made: 'heading' }]
}

/** "X is a …", "X means …": asked for what X is. */
function fromDefinition(passage: DraftPassage, sentence: Sentence): DraftCard | undefined {
  const match =
    /^(?:(?:an?|the)\s)?([\p{L}\p{N}][\p{L}\p{N}’'()/+ -]{1,48}?)\s(?:(is|are)\s(?:an?|the|how|what|when|any|one)\b|(means|refers to|stands for|describes)\s)/iu.exec(
      sentence.text,
    )
  const [, term = '', be, other] = match ?? []
  const verb = be ?? other ?? ''
  const words = term.split(' ').length
  if (!match || words > 5 || leansBack(sentence.text) || generic.test(term) || sentence.text.length > 320)
    return undefined
  const name = /^\p{Lu}\p{Ll}/u.test(term) && !passage.bold.includes(term) ? lowerFirst(term) : term
  const front =
    verb === 'stands for'
      ? `What does ${name} stand for?`
      : `What ${/^are$/i.test(verb) ? 'are' : 'is'} ${withArticle(match[0], name)}?`
  return { ...base(passage, sentence), kind: 'basic', front, back: sentence.text, made: 'definition' }
}

/** Nothing that a card could ask for. */
const generic =
  /^(?:there|here|what|who|one|another|each|every|some|most|many|all|the (?:idea|result|reason|goal|problem|point|answer|question|first|second|last|next|following|main|other|same|most|best)|goal|idea|reason|result|problem|point|answer|example|difference|advantage|solution|step|rule|way|we|you|they|he|she|i|your|our|my|their|because|if|when|while|since|although|as|so|for|in|on|at|with|by|to|from|after|before|once|unless|but|and|or|then|thus|hence|however)\b/i

/** Names keep their capitals (LoRA, BERT); a first word that only begins a sentence does not. */
function lowerFirst(term: string): string {
  const [first = ''] = term.split(' ')
  return /^\p{Lu}\p{Ll}+$/u.test(first) && term.includes(' ') && !/ \p{Lu}/u.test(term)
    ? term.charAt(0).toLowerCase() + term.slice(1)
    : term
}

function withArticle(matched: string, name: string): string {
  const article = /^(an?|the)\s/i.exec(matched)?.[1]
  return article ? `${article.toLowerCase()} ${name}` : name
}

/** "**Faithfulness**: the share of claims that …" */
function fromLabel(passage: DraftPassage, sentence: Sentence): DraftCard | undefined {
  const term = passage.bold.find((bold) => isTerm(bold.replace(/:$/, '')) && sentence.text.startsWith(bold))
  const rest = term && sentence.text.slice(term.length).replace(/^\s*[:–—-]\s+/, '')
  if (!term || !rest || rest.length === sentence.text.length - term.length || rest.split(' ').length < 5)
    return undefined
  const name = term.replace(/:$/, '')
  const back = rest.charAt(0).toUpperCase() + rest.slice(1)
  return { ...base(passage, sentence), kind: 'basic', front: labelled(passage, name), back, made: 'definition' }
}

/** A label means little without the heading it stands under. */
function labelled({ title, headings }: DraftPassage, name: string): string {
  return `In “${headings.at(-1) ?? title}”: what is “${name}”?`
}

/** A sentence with a term in bold: the term is the gap. */
function fromBold(passage: DraftPassage, sentence: Sentence): DraftCard | undefined {
  const term = passage.bold.find((bold) => isTerm(bold) && holds(sentence.text, bold))
  const words = sentence.text.split(/\s+/).length
  if (!term || words < 7 || words > 45 || leansBack(sentence.text) || /[{}]/.test(sentence.text)) return undefined
  const at = sentence.text.indexOf(term)
  const front = `${sentence.text.slice(0, at)}{{c1::${term}}}${sentence.text.slice(at + term.length)}`
  return { ...base(passage, sentence), kind: 'cloze', front, back: '', made: 'bold term' }
}

function isTerm(bold: string): boolean {
  return (
    bold.length > 1 && bold.length < 48 && bold.split(' ').length < 6 && /\p{L}/u.test(bold) && !/[:.?!]$/.test(bold)
  )
}

/** As whole words, once. */
function holds(text: string, term: string): boolean {
  const at = text.indexOf(term)
  const letter = /[\p{L}\p{N}]/u
  return at >= 0 && !letter.test(text[at - 1] ?? ' ') && !letter.test(text[at + term.length] ?? ' ')
}

/** The terms in bold of a stretch of Markdown, as plain text. */
export function boldIn(markdown: string): string[] {
  const found = markdown.matchAll(/(?:\*\*|__)(?=\S)([^*_\n]{2,60}?)(?<=\S)(?:\*\*|__)/g)
  return [...new Set([...found].map(([, term]) => term!.replace(/[`]/g, '').trim()))]
}

/** Names a draft by its note and what it asks, so that the same draft is not saved twice. FNV-1a, 32 bits. */
export function draftId({ documentId, front }: Pick<DraftCard, 'documentId' | 'front'>): string {
  let hash = 0x811c9dc5
  for (const char of front) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193)
  return `draft-${documentId}-${(hash >>> 0).toString(36)}`
}
