import type { Question, Scenario } from '../../content/format'
import type { CodingTask } from '../../content/format-coding'
import { packId } from '../notes/pack-notes'
import type { Askable } from './askables'

/** An interview question or scenario by its title and wordings, and by what a good answer says. */
export function askableItem({ id, title, ask, variants, criteria, answer, notes }: Question | Scenario): Askable {
  return {
    id,
    asks: [title, ask, ...variants],
    says: [...criteria.map(({ statement }) => statement), answer].join('\n'),
    about: notes.map(packId),
  }
}

/** A coding task: "implement …" is how such a thing is asked for. */
export function askableTask({ id, title, statement, answer, notes }: CodingTask): Askable {
  return { id, asks: [title, `Implement ${title} in code`], says: `${statement}\n${answer}`, about: notes.map(packId) }
}
