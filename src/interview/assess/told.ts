/** A question that asks for something that happened to the candidate, as our own and most interviewers put it. */
const asksStory =
  /\b(?:tell me about|describe|give (?:me |us )?an example of|share)\s+(?:a |an |one )?(?:time|occasion|situation|something that you|decision that you|mistake|failure)\b|\bhave you ever\b/i

/** "I asked", "we had been", "I then wrote": the first person, and what it did. */
const didSomething =
  /\b(?:I|we)(?:['’]d| had)?\s+(?:(?:\w+ly|then|also|first|never|just|all|both|once|only|still|even)\s+)?(?:\w+ed|was|were|had|did|didn['’]?t|wasn['’]?t|could|couldn['’]?t|went|found|made|told|wrote|built|gave|took|said|came|thought|saw|ran|broke|got|left|sent|kept|put|set|cut|read|knew|felt|learnt|lost|met|held|chose|began|spent|brought|caught|fell|drew|led|stood|sat|tried|taught|spoke|understood|forgot|bought|showed|let)\b/gi

/** So much has to be said before the lack of a story tells anything. */
const enoughWords = 40
const fewestDeeds = 2

/** Whether a question asks for an experience and the answer tells none: rules, plans and opinions in its place. By wording. */
export function untold(question: string, answer: string): boolean {
  if (!asksStory.test(question) || answer.split(/\s+/).length < enoughWords) return false
  return (answer.match(didSomething) ?? []).length < fewestDeeds
}
