import type { Criterion, Quality, Question, Scenario } from '../../content/format'
import type { CodingTask } from '../../content/format-coding'
import { asScenario } from './coding/task-item'
import type { OwnQuestion } from './own-question'
import type { PlannedItem } from './session'

/** What the interviewer works through, one after another: a question, a scenario's opening, or one of its twists. */
export interface Stage {
  item: Question | Scenario
  kind: PlannedItem['kind']
  twistId?: string
  /** A further question about the same thing, not a new constraint. */
  talk?: boolean
  /** The words in which it is put. */
  say: string
  criteria: Criterion[]
  minutes: number
}

/** The pack's items by id. */
export type Library = ReadonlyMap<string, Question | Scenario>

export function libraryOf(
  questions: Question[],
  scenarios: Scenario[],
  own: OwnQuestion[] = [],
  coding: CodingTask[] = [],
): Library {
  return new Map([...questions, ...scenarios, ...own, ...coding.map(asScenario)].map((item) => [item.id, item]))
}

/** The stages of a plan, in order. An item that the pack no longer has is left out. */
export function stagesOf(plan: PlannedItem[], library: Library): Stage[] {
  return plan.flatMap((planned) => {
    const item = library.get(planned.id)
    if (!item) return []
    const twists = 'twists' in item ? item.twists : []
    const minutes = item.minutes / (twists.length + 1)
    const opening: Stage = {
      item,
      kind: planned.kind,
      say: wording(item, planned.variant),
      criteria: item.criteria,
      minutes,
    }
    return [
      opening,
      ...twists.map((twist) => ({
        ...opening,
        twistId: twist.id,
        talk: 'talk' in twist,
        say: twist.say,
        criteria: twist.criteria,
      })),
    ]
  })
}

/** The original wording for -1, else a variant. */
export function wording(item: Question | Scenario, variant: number): string {
  return item.variants[variant] ?? item.ask
}

/** The number of the question that a stage belongs to, as the interview itself counts: a twist goes with its question. */
export function questionNumber(stages: readonly Stage[], stage: Stage): number {
  return [...new Set(stages.map(({ item }) => item.id))].indexOf(stage.item.id) + 1
}

/** What a stage is beside its question; nothing for the question itself. */
export function partName({ twistId, talk }: Pick<Stage, 'twistId' | 'talk'>): string {
  if (talk) return 'further question'
  return twistId ? 'new constraint' : ''
}

/** The place of a stage, as turns and verdicts have it. */
export function keyOf(stage: Stage): { itemId: string; twistId?: string } {
  return { itemId: stage.item.id, twistId: stage.twistId }
}

const storyRounds = new Set<string>(['recruiter', 'behavioural', 'project'])

/** Whether the candidate is to tell of themselves rather than to explain something. */
export function asksForStory({ item }: Stage): boolean {
  return item.rounds.some((round) => storyRounds.has(round))
}

/** A key for what belongs to one stage. */
export function stageKey({ itemId, twistId }: { itemId: string; twistId?: string }): string {
  return twistId ? `${itemId}/${twistId}` : itemId
}

export const qualityNames: Record<Quality, string> = {
  structure: 'Structured problem-solving',
  depth: 'Depth of knowledge',
  experience: 'Practical experience',
  'trade-offs': 'Trade-offs and constraints',
  clarity: 'Communication',
  creativity: 'Creativity',
  context: "The company's context",
  confidence: 'Confidence with humility',
  adaptability: 'Adaptability',
}
