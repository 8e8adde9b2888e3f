import type { Pack } from '../../../content/compile'
import type { Criterion, PackCard, PackNote, Question } from '../../../content/format'
import { reporter, type Rule } from '../../../content/rules/report'

/** What a rule says about a pack: the messages alone. */
export function said(rule: Rule, pack: Partial<Pack>): string[] {
  const problems: { file: string; line: number; message: string }[] = []
  rule({ ...emptyPack(), ...pack }, reporter(new Map(), problems))
  return problems.map(({ message }) => message)
}

export function emptyPack(): Pack {
  return {
    topics: [{ id: 'rag', title: 'RAG', row: '5 RAG', core: true }],
    notes: [],
    cards: [],
    questions: [],
    scenarios: [],
    coding: [],
    terms: [],
    plans: [],
    changelog: [],
    curriculum: [],
    shipped: [],
    retired: [],
  }
}

export function card(change: Partial<Extract<PackCard, { kind: 'basic' }>> = {}): PackCard {
  return {
    id: 'rag-why',
    kind: 'basic',
    topic: 'rag',
    level: 'junior',
    front: 'Why does retrieval help with facts that change every week?',
    back: 'The index is updated and the weights are not.',
    tags: ['freshness'],
    note: 'rag#why-retrieve-at-all',
    ...change,
  }
}

export function note(change: Partial<PackNote> = {}): PackNote {
  return {
    id: 'rag',
    title: 'Retrieval',
    topic: 'rag',
    level: 'junior',
    tags: [],
    summary: 'You can sketch it.',
    sources: ['Lewis et al., 2020, "Retrieval-Augmented Generation"'],
    body: '## Why retrieve at all\n\nText.',
    ...change,
  }
}

export function criterion(change: Partial<Criterion> = {}): Criterion {
  const lines = (word: string) =>
    [1, 2, 3, 4].map((n) => `You would say it in the ${word} way number ${n}, more or less.`)
  return {
    id: 'freshness',
    short: 'Picks retrieval',
    statement: 'Retrieval suits knowledge that changes often.',
    paraphrases: lines('right'),
    wrong: lines('wrong'),
    probe: 'What happens when the handbook changes?',
    weight: 2,
    quality: 'depth',
    ...change,
  }
}

export function question(change: Partial<Question> = {}): Question {
  const sentence = 'I would use retrieval here because the text changes. '
  return {
    id: 'rag-or-tuning',
    title: 'RAG or tuning',
    topic: 'rag',
    rounds: ['phone-screen'],
    level: 'junior',
    minutes: 5,
    ask: 'Would you use retrieval or tune, and why?',
    variants: ['Tune or retrieve for a handbook?', 'What suits text that changes weekly?'],
    hint: 'Ask what changes.',
    notes: ['rag'],
    answer: sentence.repeat(16),
    sources: [],
    criteria: ['a', 'b', 'c', 'd'].map((id) => criterion({ id, statement: `Says ${id}.` })),
    ...change,
  }
}
