import type { Help } from '../protocol'
import { textsToEmbed } from './contextual'
import type { Knowledge } from './evidence'
import type { RememberedVectors } from './remembered'
import type { AssessInput } from './rubric'

/** What an embedder adds to what the assessor knows; where it could not help, the verdicts say why. */
export function helpedBy(
  help: Help | undefined,
  input: AssessInput,
  remembered: RememberedVectors,
): Pick<Knowledge, 'embedded' | 'without'> {
  if (!help) return {}
  if ('without' in help) return { without: help.without }
  const { model, title } = help
  remembered.keep(model, help.texts, help.vectors)
  const vectors = remembered.of(model, textsToEmbed(input))
  return vectors ? { embedded: { title, vectors } } : { without: `${title} left some of it out` }
}
