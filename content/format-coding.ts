import * as v from 'valibot'
import { criterionSchema, levels } from './format.ts'

/** The format of a coding task. README.md beside this file explains it to authors. */

const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be kebab-case'))
const text = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'))
/** Code keeps its indentation; only the last newline goes. */
const code = v.pipe(v.string(), v.trimEnd(), v.nonEmpty('must not be empty'))

export const languages = ['python', 'javascript'] as const
export const testGroups = ['core', 'edge', 'scale'] as const

const inBoth = <S extends v.GenericSchema>(schema: S) => v.strictObject({ python: schema, javascript: schema })

export const propertySchema = v.variant('is', [
  v.strictObject({ is: v.literal('sum'), of: v.number(), rows: v.optional(v.boolean(), false) }),
  v.strictObject({ is: v.literal('length'), of: v.number() }),
  v.strictObject({ is: v.literal('between'), low: v.number(), high: v.number() }),
  v.strictObject({ is: v.literal('falling') }),
  v.strictObject({ is: v.literal('distinct') }),
  v.strictObject({ is: v.literal('from'), of: v.array(v.unknown()) }),
])

export const codingTestSchema = v.pipe(
  v.strictObject({
    id,
    name: text,
    visible: v.optional(v.boolean(), false),
    group: v.picklist(testGroups, `must be one of ${testGroups.join(', ')}`),
    args: v.array(v.unknown()),
    expected: v.optional(v.unknown()),
    /** How far a number may be off, relative to the expected one where that is larger than 1. */
    tolerance: v.optional(v.number(), 1e-6),
    anyOrder: v.optional(v.boolean(), false),
    properties: v.optional(v.array(propertySchema), []),
  }),
  v.check((test) => test.expected !== undefined || test.properties.length > 0, 'needs an expected value or properties'),
)

const followUp = v.strictObject({
  id,
  say: text,
  criteria: v.pipe(v.array(criterionSchema), v.minLength(1), v.maxLength(5)),
})

export const codingTaskSchema = v.strictObject({
  id,
  title: v.pipe(text, v.maxLength(60, 'is longer than 60 characters')),
  topic: id,
  level: v.picklist(levels),
  minutes: v.pipe(v.number(), v.minValue(5), v.maxValue(60)),
  statement: text,
  hint: v.optional(text),
  /** The function that is asked for. */
  entry: inBoth(text),
  signature: inBoth(text),
  /** Shown beside the editor, read-only, and there when the code runs. */
  given: v.optional(inBoth(code)),
  starter: inBoth(code),
  /** Calls the answer for one test: defines `run_case` (Python) or `runCase` (JavaScript) over the test's arguments. */
  driver: v.optional(inBoth(code)),
  solution: inBoth(code),
  wrong: v.pipe(
    v.array(v.strictObject({ why: text, javascript: code, python: v.optional(code) })),
    v.minLength(2, 'needs at least two wrong solutions'),
  ),
  tests: v.pipe(v.array(codingTestSchema), v.minLength(6, 'needs at least six tests')),
  complexity: v.strictObject({ naive: text, improved: text }),
  /** Arguments for timed runs at growing sizes, "$n" standing for the size; `improved` is the better solution's power of n. */
  growth: v.optional(
    v.strictObject({
      of: text,
      sizes: v.pipe(v.array(v.number()), v.minLength(3), v.maxLength(4)),
      args: v.array(v.unknown()),
      improved: v.number(),
    }),
  ),
  /** What the interviewer asks when the tests of a group fail. */
  probes: v.strictObject({ core: text, edge: text, scale: v.optional(text) }),
  discussion: v.pipe(v.array(followUp), v.minLength(1, 'needs a discussion question')),
  twists: v.optional(v.array(followUp), []),
  /** What a good candidate says while writing it. */
  answer: text,
  notes: v.optional(v.array(v.pipe(v.string(), v.regex(/^[a-z0-9-]+(#[a-z0-9-]+)?$/))), []),
  sources: v.optional(v.array(text), []),
})

export type Language = (typeof languages)[number]
export type TestGroup = (typeof testGroups)[number]
export type Property = v.InferOutput<typeof propertySchema>
export type CodingTest = v.InferOutput<typeof codingTestSchema>
export type CodingTask = v.InferOutput<typeof codingTaskSchema>
