/** The parts of a told experience, and whether an answer shows them. By signal words, stated as such. */
export interface StoryPart {
  part: 'Situation' | 'Task' | 'Action' | 'Result'
  present: boolean
}

const signals: Record<StoryPart['part'], RegExp> = {
  Situation:
    /\b(?:last (?:year|month|week|summer)|in (?:20\d\d|my (?:last|previous|current|team|job|internship|degree|final))|at (?:my|the time|work|university)|when i (?:was|worked)|we were|we had|our team|the project|a (?:customer|client|colleague)|two years ago|months ago|there was|back (?:then|in)|my (?:colleague|boss|manager|lead|team)|(?:in |last |this |since )?(?:spring|summer|autumn|winter|january|february|march|april|june|july|august|september|october|november|december) (?:of )?20\d\d|(?:last|in) (?:spring|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december))\b/i,
  Task: /\b(?:i (?:had to|had|was asked|was responsible|was to|needed|wanted to|promised|was supposed|was in charge|owned)|my (?:job|task|part|role|goal|responsibility)|the goal|we needed|was to|deadline|had to)\b/i,
  Action:
    /\bi (?:then |also |first |immediately |quickly )?(?:\w+ed|built|wrote|ran|made|told|went|took|set|put|found|brought|held|sat|chose|led|gave|drew|cut|taught|spoke|sent|said|began)\b/i,
  Result:
    /\b(?:result\w*|in the end|as a consequence|afterwards|since then|outcome|learn(?:ed|t)|dropped|fell|rose|improved|reduced|increased|saved|went (?:down|up|from)|went live|shipped|released|\d+(?:[.,]\d+)?\s*(?:%|percent|per cent))\b|\d\s*%/i,
}

/** Which parts of situation, task, action and result an answer's wording shows. */
export function storyParts(text: string): StoryPart[] {
  return (Object.keys(signals) as StoryPart['part'][]).map((part) => ({ part, present: signals[part].test(text) }))
}
