import type { Term } from '../../content/format'

const asksFor =
  /^(?:(?:what(?:'s|’s| is| are| was| were)|define|explain|describe)(?: (?:meant by|the (?:difference|meaning|idea)(?: between| of| behind)?))?|what (?:does|do)|how (?:does|do|is|are))\s+/i
const restOf = /\s+(?:mean|work|stand for|differ(?: from each other)?|different(?: from each other)?)$/i

/** The terms of the glossary that a question asks the meaning of, as written there: both where two are compared. */
export function termsAsked(question: string, glossary: readonly Term[]): Term[] {
  const plain = question.trim().replace(/[?.!\s]+$/, '')
  if (!asksFor.test(plain)) return []
  const asked = plain.replace(asksFor, '').replace(restOf, '')
  const names = asked.split(/\s+(?:and|or|vs\.?|versus|differs? from|different from)\s+/i)
  const found = [asked, ...(names.length === 2 ? names : [])].flatMap((name) => {
    const wanted = forms(name)
    return glossary.filter((term) => namesOf(term).some((one) => wanted.includes(one))).slice(0, 1)
  })
  return [...new Set(found)]
}

function namesOf({ term, abbreviation, synonyms }: Term): string[] {
  return [term, abbreviation ?? [], synonyms].flat().map(plainly)
}

/** The name without its article, and in the singular too. */
function forms(name: string): string[] {
  const plain = plainly(name).replace(/^(?:an?|the) /, '')
  const bare = plain.replace(/ (?:score|metric|algorithm|technique|method)s?$/, '')
  return [plain, plain.replace(/s$/, ''), plain.replace(/ies$/, 'y'), bare]
}

const plainly = (name: string) =>
  name
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .trim()
