import * as v from 'valibot'

/** The format of the content pack. README.md beside this file explains it to authors. */

const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be kebab-case'))
const text = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'))
const passage = v.pipe(v.string(), v.regex(/^[a-z0-9-]+(#[a-z0-9-]+)?$/, 'must be a note id, or note-id#heading-slug'))

export const levels = ['junior', 'mid'] as const
export const rounds = ['recruiter', 'phone-screen', 'system-design', 'coding', 'behavioural', 'project'] as const
export const qualities = [
  'structure',
  'depth',
  'experience',
  'trade-offs',
  'clarity',
  'creativity',
  'context',
  'confidence',
  'adaptability',
] as const

export const topicSchema = v.strictObject({
  id,
  title: text,
  row: text,
  core: v.optional(v.boolean(), false),
})

export const noteSchema = v.strictObject({
  id,
  title: text,
  topic: id,
  level: v.picklist(levels),
  tags: v.optional(v.array(text), []),
  summary: text,
  sources: v.optional(v.array(text), []),
  body: text,
})

const cardCommon = {
  id,
  topic: id,
  level: v.picklist(levels),
  tags: v.optional(v.array(text), []),
  note: v.optional(passage),
  source: v.optional(text),
}
export const cardSchema = v.variant('kind', [
  v.strictObject({ ...cardCommon, kind: v.literal('basic'), front: text, back: text }),
  v.strictObject({
    ...cardCommon,
    kind: v.literal('cloze'),
    text: v.pipe(text, v.regex(/\{\{c\d+::/, 'needs at least one {{c1::...}}')),
    back: v.optional(text),
  }),
  v.strictObject({
    ...cardCommon,
    kind: v.literal('typed'),
    front: text,
    answer: text,
    accept: v.optional(v.array(text), []),
    back: v.optional(text),
  }),
  v.strictObject({
    ...cardCommon,
    kind: v.literal('choice'),
    front: text,
    answer: text,
    distractors: v.pipe(v.array(text), v.minLength(2, 'needs at least two distractors'), v.maxLength(5)),
    back: v.optional(text),
  }),
])

export const criterionSchema = v.strictObject({
  id,
  short: v.pipe(text, v.maxLength(60, 'is longer than 60 characters')),
  statement: text,
  paraphrases: v.pipe(v.array(text), v.minLength(3, 'needs at least three lines')),
  wrong: v.pipe(v.array(text), v.minLength(3, 'needs at least three lines')),
  probe: text,
  weight: v.picklist([1, 2, 3], 'must be 1, 2 or 3'),
  quality: v.picklist(qualities, `must be one of ${qualities.join(', ')}`),
})

const questionCommon = {
  id,
  title: v.pipe(text, v.maxLength(60, 'is longer than 60 characters')),
  topic: id,
  rounds: v.pipe(v.array(v.picklist(rounds, `must be one of ${rounds.join(', ')}`)), v.minLength(1)),
  level: v.picklist(levels),
  minutes: v.pipe(v.number(), v.minValue(1), v.maxValue(60)),
  ask: text,
  variants: v.optional(v.array(text), []),
  hint: v.optional(text),
  notes: v.optional(v.array(passage), []),
  answer: text,
  sources: v.optional(v.array(text), []),
}

export const questionSchema = v.strictObject({
  ...questionCommon,
  criteria: v.pipe(v.array(criterionSchema), v.minLength(3), v.maxLength(8)),
  good: v.optional(text),
  weak: v.optional(text),
})

export const scenarioSchema = v.strictObject({
  ...questionCommon,
  facts: v.pipe(
    v.array(v.strictObject({ about: v.pipe(v.array(text), v.minLength(1)), say: text })),
    v.minLength(3, 'needs at least three facts'),
  ),
  criteria: v.pipe(v.array(criterionSchema), v.minLength(3), v.maxLength(8)),
  twists: v.pipe(
    v.array(v.strictObject({ id, say: text, criteria: v.pipe(v.array(criterionSchema), v.minLength(1)) })),
    v.minLength(2, 'needs at least two twists'),
  ),
})

export const termSchema = v.strictObject({
  term: text,
  abbreviation: v.optional(text),
  synonyms: v.optional(v.array(text), []),
  meaning: text,
  topic: id,
})

export const changelogSchema = v.array(
  v.strictObject({
    version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/)),
    date: v.pipe(v.string(), v.isoDate()),
    changes: v.pipe(v.array(text), v.minLength(1)),
  }),
)

/** One thing to do in a study plan; done or not is read from what the learner really did. */
export const planStepSchema = v.pipe(
  v.strictObject({
    id,
    day: v.pipe(v.number(), v.integer(), v.minValue(1)),
    title: v.pipe(text, v.maxLength(70, 'is longer than 70 characters')),
    why: text,
    minutes: v.pipe(v.number(), v.minValue(5), v.maxValue(60)),
    /** A note to read to its end. */
    read: v.optional(id),
    /** New cards to learn from a deck. */
    cards: v.optional(v.strictObject({ topic: id, count: v.pipe(v.number(), v.integer(), v.minValue(3)) })),
    /** A mock interview to finish. */
    interview: v.optional(
      v.strictObject({ round: v.picklist(rounds), topics: v.optional(v.array(id), []), minutes: v.number() }),
    ),
  }),
  v.check((step) => [step.read, step.cards, step.interview].filter(Boolean).length === 1, 'needs one thing to do'),
)

export const planSchema = v.strictObject({
  id,
  title: text,
  /** For whom it is, in one sentence. */
  suits: text,
  days: v.pipe(v.number(), v.integer(), v.minValue(1)),
  steps: v.pipe(v.array(planStepSchema), v.minLength(3)),
})

export const curriculumRowSchema = v.strictObject({
  row: text,
  notes: v.pipe(v.array(passage), v.minLength(1)),
  /** Questions and scenarios that belong to it without linking to its passages. */
  questions: v.optional(v.array(id), []),
  round: v.optional(v.picklist(rounds)),
  quality: v.optional(v.picklist(qualities)),
  needs: v.optional(v.strictObject({ cards: v.number(), questions: v.number() }), { cards: 1, questions: 1 }),
})

export const retiredSchema = v.strictObject({
  /** kind/id, as in shipped-ids.txt. */
  id: text,
  why: text,
})

export type Level = (typeof levels)[number]
export type Round = (typeof rounds)[number]
export type Quality = (typeof qualities)[number]
export type Topic = v.InferOutput<typeof topicSchema>
export type PackNote = v.InferOutput<typeof noteSchema>
/** `heading`: that of the passage which explains it, as it stands in the note; the compiler adds it. */
export type PackCard = v.InferOutput<typeof cardSchema> & { heading?: string }
export type Criterion = v.InferOutput<typeof criterionSchema>
export type Question = v.InferOutput<typeof questionSchema>
export type Scenario = v.InferOutput<typeof scenarioSchema>
export type Term = v.InferOutput<typeof termSchema>
export type Plan = v.InferOutput<typeof planSchema>
export type PlanStep = v.InferOutput<typeof planStepSchema>
export type CurriculumRow = v.InferOutput<typeof curriculumRowSchema>
export type Retired = v.InferOutput<typeof retiredSchema>
export type Changelog = v.InferOutput<typeof changelogSchema>

/** What the app knows of the pack before it loads any of it. */
export interface PackIndex {
  version: string
  topics: Topic[]
  changelog: Changelog
  counts: { notes: number; cards: number; questions: number; scenarios: number; coding: number; terms: number }
}
