import type { Question, Scenario, Term } from '../../content/format'
import { words, type Word } from './assess/words'
import { everydayTerms, idioms, jobWords } from './job-words'

/** A term that was found in a job description. */
export interface JobTerm {
  /** As we name it. */
  term: string
  topic: string
  /** How often it stands there. */
  count: number
}

/** Longer texts are read up to here. */
export const longestJob = 20_000

interface Name {
  term: string
  topic: string
  stems: string[]
  /** An abbreviation counts only as it is written: "RAG", not "rag". */
  exact?: string
}

/** Every name of a term, by its first word's stem, longest first. */
export type Lexicon = ReadonlyMap<string, readonly Name[]>

export function lexiconOf(glossary: readonly Term[]): Lexicon {
  const names: Name[] = []
  const add = (form: string, term: string, topic: string) => {
    const stems = words(form).map(({ stem }) => stem)
    if (stems.length) names.push({ term, topic, stems, exact: /^[A-Z]{2,5}s?$/.test(form) ? form : undefined })
  }
  for (const { term, abbreviation, synonyms, topic } of glossary) {
    if (everydayTerms.has(term)) continue
    for (const form of [term, ...(abbreviation ? [abbreviation] : []), ...synonyms]) add(form, term, topic)
  }
  for (const [topic, own] of Object.entries(jobWords)) for (const word of own) add(word, word, topic)
  const lexicon = new Map<string, Name[]>()
  for (const name of names.sort((a, b) => b.stems.length - a.stems.length)) {
    const first = lexicon.get(name.stems[0]!)
    if (first) first.push(name)
    else lexicon.set(name.stems[0]!, [name])
  }
  return lexicon
}

/** The terms of a job description, the most named first. Read on the device; no model used. */
export function readJob(text: string, lexicon: Lexicon): JobTerm[] {
  const found = new Map<string, JobTerm>()
  const plain = text.slice(0, longestJob).replace(idioms, ' ')
  for (const { term, topic } of namesIn(plain, lexicon)) {
    const known = found.get(term)
    if (known) known.count++
    else found.set(term, { term, topic, count: 1 })
  }
  return [...found.values()].sort((a, b) => b.count - a.count)
}

function namesIn(text: string, lexicon: Lexicon): Name[] {
  const said = words(text)
  const found: Name[] = []
  for (let at = 0; at < said.length;) {
    const name = lexicon.get(said[at]!.stem)?.find((each) => stands(each, said, at, text))
    if (name) found.push(name)
    at += name?.stems.length ?? 1
  }
  return found
}

function stands({ stems, exact }: Name, said: Word[], at: number, text: string): boolean {
  if (exact && text.slice(said[at]!.start, said[at]!.end).replace(/s$/, '') !== exact.replace(/s$/, '')) return false
  return stems.every((stem, n) => said[at + n]?.stem === stem)
}

type Item = Question | Scenario
const namedIn = new WeakMap<object, { lexicon: Lexicon; names: ReadonlySet<string> }>()

/** The terms that a question is about: in its title, wording and points. */
function termsOf(item: Item, lexicon: Lexicon): ReadonlySet<string> {
  const known = namedIn.get(item)
  if (known?.lexicon === lexicon) return known.names
  const points = item.criteria.map(({ short, statement }) => `${short}. ${statement}`)
  const names = new Set(namesIn([item.title, item.ask, ...points].join('. '), lexicon).map(({ term }) => term))
  namedIn.set(item, { lexicon, names })
  return names
}

/**
 * How well each question fits a job, 0-1, by id: the share of the job's terms that it is about (a rare term says more),
 * and how much of the job lies in its topic.
 */
export function jobFit(
  items: readonly Item[],
  terms: readonly string[],
  lexicon: Lexicon,
): ReadonlyMap<string, number> {
  if (!terms.length) return new Map()
  const topics = topicShares(terms, lexicon)
  const about = items.map((item) => termsOf(item, lexicon))
  const rarity = new Map(
    terms.map((term) => [term, 1 / Math.sqrt(1 + about.filter((names) => names.has(term)).length)]),
  )
  const raw = items.map((item, n) => {
    const own = terms.filter((term) => about[n]!.has(term)).reduce((sum, term) => sum + rarity.get(term)!, 0)
    return own + (topics.get(item.topic) ?? 0)
  })
  const most = Math.max(...raw, Number.EPSILON)
  return new Map(items.map(({ id }, n) => [id, raw[n]! / most]))
}

/** A topic that the job is near to without naming it counts like a good part of its terms. */
const nearShare = 0.6

/** The fit, with the questions of topics that were found by meaning lifted. */
export function withTopics(
  fit: ReadonlyMap<string, number>,
  items: readonly Item[],
  topics: readonly string[],
): ReadonlyMap<string, number> {
  if (!topics.length) return fit
  const near = items.filter(({ topic }) => topics.includes(topic))
  return new Map([...fit, ...near.map(({ id }) => [id, Math.max(fit.get(id) ?? 0, nearShare)] as const)])
}

function topicShares(terms: readonly string[], lexicon: Lexicon): Map<string, number> {
  const topicOf = new Map([...lexicon.values()].flat().map(({ term, topic }) => [term, topic]))
  const shares = new Map<string, number>()
  for (const term of terms) {
    const topic = topicOf.get(term)
    if (topic) shares.set(topic, (shares.get(topic) ?? 0) + 1 / terms.length)
  }
  return shares
}
