/** What a sentence does decides how it is doubted. */
export type ClaimKind = 'claim' | 'plan' | 'story'

const intends =
  /\b(?:i'd|i would|i'll|i will|i want to|we'd|we would|we'll|we will|we should|i should|you'd|you would|let me|let's|my plan)\b/i
const did =
  /\b(?:i|we|(?:my|our|the|a|one) [\w-]+)(?:,? [\w'’-]+){0,5}?,? (?:\w{3,}ed|was|were|had|did|went|got|built|made|wrote|ran|found|took|gave|kept|led|saw|said|told|came|cut|put|began|chose|broke|brought|bought|thought|taught|spent|sent|lost|won|grew|held|knew|left|met|set|shipped|showed|spoke|has been|have been)\b/i
/** What one does as a rule is no story. */
const asRule =
  /\b(?:i|we) (?:usually|always|often|generally|normally|typically|tend|try|like|prefer|make sure|believe|think)\b/i
const tellsOfSelf = /\b(?:i|we|my|our|me|us)\b/i

/** A plan says what one would do, a story what one did; all else claims that something is so. */
export function kindOf(sentence: string): ClaimKind {
  if (intends.test(sentence)) return 'plan'
  return tellsOfSelf.test(sentence) && did.test(sentence) && !asRule.test(sentence) ? 'story' : 'claim'
}

type Line = (quote: string) => string

/** What was done by several leaves open whose it was. */
const together = /\b(?:we|our|us)\b/i
const alone = /\b(?:i|my|me)\b/i

const lines: Record<ClaimKind | 'shared', readonly Line[]> = {
  claim: [
    (quote) => `${quote} Are you sure?`,
    (quote) => `You said: ${quote} How sure are you of that, and why?`,
    (quote) => `Suppose I disagree with this: ${quote} What do you say?`,
  ],
  plan: [
    (quote) => `You said: ${quote} Why that, and not something simpler?`,
    (quote) => `${quote} Suppose a colleague thinks that it is not worth it. What do you say?`,
    (quote) => `${quote} Are you sure? What would make you do something else?`,
  ],
  story: [
    (quote) => `You said: ${quote} What speaks against having done it that way?`,
    (quote) => `${quote} Would the others who were there tell it the same way?`,
    (quote) => `${quote} Looking back, are you sure that it was right?`,
  ],
  shared: [
    (quote) => `You said: ${quote} How much of that was you?`,
    (quote) => `${quote} Would the others who were there tell it the same way?`,
    (quote) => `${quote} Looking back, are you sure that it was right?`,
  ],
}

/** The doubt in words; `turn` goes round the ways to put it, so that two in one interview differ. */
export function doubtOf(quote: string, turn: number): string {
  const kind = kindOf(quote)
  const ways = lines[kind === 'story' && together.test(quote) && !alone.test(quote) ? 'shared' : kind]
  const whole = /[.!?]$/.test(quote) ? quote : `${quote}.`
  return ways[Math.abs(turn) % ways.length]!(`“${whole}”`)
}
