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
  const vectors = remembered.of(help.model, textsToEmbed(input))
  return vectors ? { embedded: { title: help.title, vectors } } : { without: `${help.title} left some of it out` }
}
