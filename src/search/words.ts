/** Words that carry no information by themselves: left out of the index and of questions. */
export const stopWords = new Set(
  `a about after all also an and any are as at be because been before being between both but by can could did do does
  doing done dont during each for from further had has have having he her here hers him his how i if in into is isnt it
  its itself just let lets me more most my no nor not of off on once only or other our out over own s same she should so
  some such t than that the their them then there these they this those through to too under until up us very was we
  were what when where which while who whom whose why will with within would you your yours
  d ll m re ve im youre arent cant doesnt didnt wont wouldnt shouldnt thats whats`.split(/\s+/),
)

const ise = /^([a-z]{4,})is(e|ed|er|ers|es|ing|able|ation|ations)$/
/** Words in -ise that were never -ize: precise, supervise, promise, comprise, likewise and their families. */
const neverIze = /(?:v|c|w|pr|prom|prem|dem|surm|advert|franch|no|po|ra|u)$/
const our = /^(behavi|col|neighb|fav|lab|hum|hon|flav|harb|vap)our/

/** One spelling for both sides of the Atlantic, so that "tokeniser" finds "tokenizer". */
export function oneSpelling(word: string): string {
  const match = ise.exec(word)
  if (match?.[1] && match[2] && !neverIze.test(match[1])) return `${match[1]}iz${match[2]}`
  if (word.includes('our')) return word.replace(our, '$1or')
  if (word.includes('lyz')) return word.replace(/lyz(?=e|i)/, 'lys')
  if (word.endsWith('tre') || word.endsWith('tres')) return word.replace(/^(cen|lit|me|fil)tre/, '$1ter')
  return word
}

/** Words that ask rather than say what about; they count for little in a question. */
export const askingWords = new Set(
  `explain describe define tell give show list name mean means meaning say says said know please help example examples
  someone something people thing things way ways interested find discuss article articles note notes
  pick choose prefer decide matter matters vs versus`.split(/\s+/),
)

/** What interview questions say of nearly everything: "what are the key considerations when you design an AI system". */
export const fillerWords = new Set(
  `ai system systems application applications app design build implement handle manage approach strategy strategies
  role challenge challenges consideration considerations aspect aspects key main common different type types basic
  detail detailed concept overview important importance difference differences differ compare work works working using
  used scenario solution technique techniques method methods best improve ensure`.split(/\s+/),
)

/** How questions about a candidate's own experience begin. */
export const leadIns =
  /\b(?:tell (?:me|us)|talk (?:me|us) through|walk (?:me|us) through|describe|give (?:me|us) an example of|share|think of|recall)\b(?: about)? (?:a|one|the last|an) (?:time|situation|occasion|moment)\b/i
