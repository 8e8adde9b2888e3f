import type { Criterion, Scenario } from '../../../content/format'
import type { CodingTask, TestGroup } from '../../../content/format-coding'
import { languageNames } from './words'

/** What each group of tests says about the code, as a criterion that the tests decide. */
const groups: Record<TestGroup, Pick<Criterion, 'short' | 'weight' | 'quality'>> = {
  core: { short: 'The code is right on ordinary input', weight: 3, quality: 'depth' },
  edge: { short: 'The code holds on the edge cases', weight: 2, quality: 'structure' },
  scale: { short: 'The code copes with the stated size', weight: 1, quality: 'trade-offs' },
}

/** The interviewer's view of a coding task: an item whose opening is decided by tests, then the talk about it. */
export function asScenario(task: CodingTask): Scenario {
  const { id, title, topic, level, minutes, hint, notes, sources } = task
  return {
    id,
    title,
    topic,
    level,
    minutes,
    hint,
    notes,
    sources,
    rounds: ['coding'],
    ask: `Let us write some code: ${lowerFirst(title)}. The task and an editor are below. Run it as often as you like, and submit your answer when you are content.`,
    variants: [],
    facts: [],
    criteria: criteriaOf(task),
    twists: [...task.discussion.map((part) => ({ ...part, talk: true })), ...task.twists],
    answer: modelAnswer(task),
  }
}

/** Criteria without paraphrases: no wording can meet them. */
function criteriaOf({ tests, probes }: CodingTask): Criterion[] {
  const present = (Object.keys(groups) as TestGroup[]).filter((group) => tests.some((test) => test.group === group))
  return present.map((group) => ({
    ...groups[group],
    id: `tests-${group}`,
    statement: `${groups[group].short}: ${tests
      .filter((test) => test.group === group)
      .map(({ name }) => lowerFirst(name))
      .join('; ')}.`,
    paraphrases: [],
    wrong: [],
    probe: probes[group] ?? probes.core,
  }))
}

/** What is said while it is written, what it costs, and the code in both languages. */
function modelAnswer({ answer, complexity, solution }: CodingTask): string {
  const code = (['python', 'javascript'] as const).map(
    (language) => `**In ${languageNames[language]}**\n\n\`\`\`${language}\n${solution[language]}\n\`\`\``,
  )
  return [answer, `**Simple:** ${complexity.naive}.`, `**Better:** ${complexity.improved}.`, ...code].join('\n\n')
}

/** In the middle of a sentence; an abbreviation stays as it is. */
function lowerFirst(text: string): string {
  return /^[A-Z](?![A-Z])/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

/** What is talked about a task, as texts to know words from: what its tests decide is no talk. */
export function talkOf(tasks: readonly CodingTask[]): Scenario[] {
  return tasks.map((task) => ({ ...asScenario(task), criteria: [], answer: task.answer }))
}

/** Whether tests decide a criterion, not wording. */
export function decidedByTests({ id, paraphrases }: Pick<Criterion, 'id' | 'paraphrases'>): boolean {
  return !paraphrases.length && id.startsWith('tests-')
}
