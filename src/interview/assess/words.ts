import { stemmer } from 'stemmer'

/** A word of a text with its place. */
export interface Word {
  stem: string
  /** Lower case, as written. */
  raw: string
  start: number
  end: number
  /** A word that carries grammar, not information. */
  grammar: boolean
}

const grammarWords = new Set(
  `a about above after again all also am an and any are aren't as at be because been before being below between both but by
  can can't cannot could couldn't did didn't do does doesn't doing don't down during each else etc even few for from
  further get gets getting go goes going got had hadn't has hasn't have haven't having he he's hence her here hers him his
  how i i'd i'll i'm i've if in into is isn't it it'd it'll it's its itself just let let's like lot lots may maybe me might
  mine more most much must my myself need needs no nor not now of off oh ok okay on once one ones only onto or other our
  ours out over own per perhaps please rather really right same say says she should shouldn't since so some something
  sort still such sure than that that's the their theirs them then there there's therefore these they they'd they'll
  they're they've thing things this those though through thus to too uh uhm um under until up upon us use used uses using
  very via want wants was wasn't way we we'd we'll we're we've well were weren't what what's when where whether which while
  who whom whose why will with within without won't would wouldn't yeah yes yet you you'd you'll you're you've your yours
  yourself basically actually simply quite pretty kind put puts make makes made take takes took see know think mean means
  whatever whole anything everything nothing someone somebody anybody nobody every always never`.split(/\s+/),
)

const wordPattern = /[\p{L}\p{N}]+(?:['’]\p{L}+)?(?:\.\d+)?/gu
const stems = new Map<string, string>()

/** Typed in haste without the apostrophe: what "dont" denies must not pass for affirmed. */
const contractions = new Map(
  `don't doesn't didn't isn't aren't wasn't weren't can't couldn't wouldn't shouldn't hasn't haven't hadn't won't ain't
  i'm i've they're they've you're you've we've that's there's what's it'll that'll`
    .split(/\s+/)
    .map((word) => [word.replace("'", ''), word]),
)

/** The words of a text; case, British or American spelling and endings are levelled in `stem`. */
export function words(text: string): Word[] {
  return [...text.matchAll(wordPattern)].map((match) => {
    const raw = match[0].toLowerCase().replace('’', "'")
    return wordAt(contractions.get(raw) ?? raw, match.index, match.index + match[0].length)
  })
}

function wordAt(raw: string, start: number, end: number): Word {
  return { stem: stemOf(raw), raw, start, end, grammar: grammarWords.has(raw) || raw.length === 1 }
}

/** The same words with misspelt ones set right; their places stay. */
export function repaired(said: readonly Word[], repair: (typed: string) => string): Word[] {
  return said.map((word) => {
    const meant = repair(word.raw)
    return meant === word.raw ? word : wordAt(meant, word.start, word.end)
  })
}

/** The stem of one lower-case word. */
export function stemOf(raw: string): string {
  let stem = stems.get(raw)
  if (stem !== undefined) return stem
  if (stems.size > 50_000) stems.clear()
  stem = stemmer(american(raw.replace(/'s$/, '')))
  stems.set(raw, stem)
  return stem
}

function american(raw: string): string {
  if (raw.length < 6) return raw
  return raw
    .replace(/is(e|ed|er|ers|es|ing|ation|ations)$/, 'iz$1')
    .replace(/yse(d|r|s)?$/, 'yze$1')
    .replace(/our(s|ed|al|ally)?$/, 'or$1')
    .replace(/lling$/, 'ling')
    .replace(/lled$/, 'led')
}

/** The stems that carry information, each once. */
export function contentStems(text: string): Set<string> {
  return new Set(
    words(text)
      .filter((word) => !word.grammar)
      .map((word) => word.stem),
  )
}
