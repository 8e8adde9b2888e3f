import type { Rubric } from './rubric'

/** A question that asks for something that happened to the candidate, as our own and most interviewers put it. */
const asksStory =
  /\b(?:tell me about|describe|give (?:me |us )?an example of|share)\s+(?:a |an |one )?(?:time|occasion|situation|something that you|decision that you|mistake|failure)\b|\bhave you ever\b/i

/** "I asked", "we had been", "I then wrote": the first person, and what it did. */
const didSomething =
  /\b(?:I|we)(?:['’]d| had)?\s+(?:(?:\w+ly|then|also|first|never|just|all|both|once|only|still|even)\s+)?(?:\w+ed|was|were|had|did|didn['’]?t|wasn['’]?t|could|couldn['’]?t|went|found|made|told|wrote|built|gave|took|said|came|thought|saw|ran|broke|got|left|sent|kept|put|set|cut|read|knew|felt|learnt|lost|met|held|chose|began|spent|brought|caught|fell|drew|led|stood|sat|tried|taught|spoke|understood|forgot|bought|showed|let)\b/gi

/** What did not happen, but would. */
const hypothetical = /\b(?:if|unless|suppose|imagine)\b[^.!?;]*/gi
const neverDid =
  /\b(?:I|we)(?:['’]ve| have)? (?:haven['’]?t|have not|never|not yet)(?: \w+)? (?:had|been|worked|experienced|done|met|come across)\b|\bhave(?:n['’]t| not) (?:had|worked|been) .{0,40}\b(?:so far|yet)\b/i

/** So much has to be said before the lack of a story tells anything. */
const enoughWords = 40
const fewestDeeds = 2

/** Whether a question asks for an experience and the answer tells none: rules, plans and opinions in its place. By wording. */
export function untold(question: string, answer: string): boolean {
  if (!asksStory.test(question) || answer.split(/\s+/).length < enoughWords) return false
  const deeds = (answer.replace(hypothetical, '').match(didSomething) ?? []).length
  return deeds < (neverDid.test(answer) ? fewestDeeds * 2 : fewestDeeds)
}

/** In so many of a rubric's true lines somebody does something where it awaits an experience: 0.19 and up, else 0.15 at most. */
const fewestTold = 1 / 6

/** Whether a rubric awaits something that the candidate did, whatever the question's wording. */
export function awaitsStory(criteria: readonly Pick<Rubric, 'paraphrases'>[]): boolean {
  const lines = criteria.flatMap(({ paraphrases }) => paraphrases)
  return lines.filter((line) => line.match(didSomething)).length > lines.length * fewestTold
}
