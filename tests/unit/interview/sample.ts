import type { Criterion, Question, Scenario } from '../../../content/format'
import type { NewTurn } from '../../../src/interview/conduct'
import type { Turn } from '../../../src/interview/session'

/** A criterion of the given weight for tests of conduct and planning. */
export function criterion(id: string, weight: 1 | 2 | 3 = 2): Criterion {
  return {
    id,
    short: id,
    statement: `statement of ${id}`,
    paraphrases: [],
    wrong: [],
    probe: `probe for ${id}`,
    weight,
    quality: 'depth',
  }
}

export function question(id: string, over: Partial<Question> = {}): Question {
  return {
    id,
    title: id,
    topic: 'rag',
    rounds: ['phone-screen'],
    level: 'junior',
    minutes: 5,
    ask: `ask ${id}`,
    variants: [`variant 1 of ${id}`, `variant 2 of ${id}`],
    notes: [],
    answer: 'answer',
    sources: [],
    criteria: [criterion('a', 1), criterion('b', 3), criterion('c', 2)],
    ...over,
  }
}

export function scenario(id: string): Scenario {
  return {
    ...question(id, { rounds: ['system-design'], minutes: 24 }),
    facts: [
      { about: ['size', 'how many', 'pages'], say: 'About 40,000 pages.' },
      { about: ['permissions', 'access'], say: 'HR pages are limited.' },
      { about: ['fresh', 'update'], say: '300 edits a day.' },
    ],
    twists: [
      { id: 'first', say: 'First twist', criteria: [criterion('x', 3)] },
      { id: 'second', say: 'Second twist', criteria: [criterion('y', 2)] },
    ],
  }
}

/** Appends new turns with numbers and times a minute apart. */
export function said(turns: Turn[], added: NewTurn[], stepMs = 60_000): Turn[] {
  const numbered = added.map((turn, index): Turn => {
    const n = turns.length + index
    return { ...turn, id: `s:${n}`, sessionId: 's', n, at: 1_000_000 + n * stepMs }
  })
  return [...turns, ...numbered]
}
