import type { Question, Scenario } from '../../content/format'
import type { LoopRound } from './loop'
import { plan, type History, type Steering } from './plan'
import type { InterviewConfig, PlannedItem } from './session'

type Item = Question | Scenario

/** The chance of a round of a loop: its own, and the same whenever it is asked for. */
export function roundSeed(seed: string, index: number): string {
  return `${seed}/${index}`
}

/** What a round of a loop asks. Topics chosen for the technical rounds may leave others without: those take what they have. */
export function planRound(
  config: InterviewConfig,
  items: Item[],
  history: History,
  seed: string,
  steering: Steering,
): PlannedItem[] {
  const chosen = plan(config, items, history, seed, steering)
  return chosen.length ? chosen : plan({ ...config, topics: [] }, items, history, seed, steering)
}

/** What all rounds would ask, were they held now: nothing twice. What is learnt on the way can still change later ones. */
export function planLoop(
  rounds: readonly LoopRound[],
  config: InterviewConfig,
  items: Item[],
  history: History,
  seed: string,
  job: Steering['job'],
): PlannedItem[] {
  const asked = new Set<string>()
  return rounds.flatMap(({ round, minutes }, index) => {
    const held = { ...config, round, minutes }
    const planned = planRound(held, items, history, roundSeed(seed, index), { job, exclude: asked })
    for (const { id } of planned) asked.add(id)
    return planned
  })
}
