import type { Question, Scenario } from '../../content/format'
import type { CodingTask } from '../../content/format-coding'
import type { Askable } from './askables'

/** An interview question or scenario by its title and wordings, and by what a good answer says. */
export function askableItem({ id, title, ask, variants, criteria, answer }: Question | Scenario): Askable {
  return {
    id,
    asks: [title, ask, ...variants],
    says: [...criteria.map(({ statement }) => statement), answer].join('\n'),
  }
}

/** A coding task: "implement …" is how such a thing is asked for. */
export function askableTask({ id, title, statement, answer }: CodingTask): Askable {
  return { id, asks: [title, `Implement ${title} in code`], says: `${statement}\n${answer}` }
}
