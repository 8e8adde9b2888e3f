import { keyOf, stageKey, type Stage } from './items'
import type { Turn, TurnKind } from './session'

const prompts: TurnKind[] = ['probe', 'challenge', 'fact']

/** What has to be answered in each stage, with what was said: the assessor's input. Thoughts aloud are no answers. */
export function answersOf(stage: Stage, turns: readonly Turn[]): { turnId: string; text: string; prompt?: string }[] {
  const own = turns.filter((turn) => stageKey(turn) === stageKey(keyOf(stage)))
  return own.flatMap((turn, index) => {
    if (turn.kind !== 'answer') return []
    const before = own.slice(0, index).findLast(({ kind }) => prompts.includes(kind))
    // A challenge, and a probe as it is said, repeat the candidate's own words: they stay their merit.
    const probe = stage.criteria.find(({ id }) => before?.kind === 'probe' && id === before.criterionId)?.probe
    const prompt = before?.kind === 'challenge' ? undefined : (probe ?? before?.text)
    return [{ turnId: turn.id, text: wordsOf(turn), prompt }]
  })
}

/** Everything that an answer says: what was typed, and the words in what was handed in with it. */
export function wordsOf({ text, attached = [] }: Pick<Turn, 'text' | 'attached'>): string {
  return [text, ...attached.map(({ words }) => words)].filter(Boolean).join('\n')
}
