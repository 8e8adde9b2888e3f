import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { assess, type Judgement, type Knowledge } from '../../src/interview/assess/assess'
import type { Rubric } from '../../src/interview/assess/rubric'
import type { Pack } from '../../content/compile'
import { shippedKnowledge } from './assessor-examples'

type Kind = 'statement' | 'paraphrase' | 'wrong'
type Item = Pick<Pack['questions'][number], 'ask' | 'hint' | 'criteria'>

/** One line of a rubric as the whole answer, judged by the rubric with it and without it. */
interface Outcome {
  kind: Kind
  known: Judgement
  /** As an answer is that nobody foresaw. */
  unseen?: Judgement
}

/**
 * Each line of the pack's rubrics given alone as the answer: a statement should not be missed, a wrong claim not met; and the
 * same with the very line taken out of the rubric (`unseen`, slow), which is as near to an answer that nobody foresaw as a line
 * comes. Every `every`th line of each kind.
 */
export function judgeLines(items: readonly Item[], knowledge: Knowledge, every: number, unseen = false): Outcome[] {
  const seen: Record<Kind, number> = { statement: 0, paraphrase: 0, wrong: 0 }
  const taken = (kind: Kind) => seen[kind]++ % every === 0
  return items.flatMap((item) =>
    item.criteria.flatMap((criterion, at) =>
      linesOf(criterion)
        .filter(({ kind }) => taken(kind))
        .map(({ kind, text, without }) => ({
          kind,
          known: judgedAlone(item, item.criteria, at, text, knowledge),
          ...(unseen && {
            unseen: judgedAlone(item, item.criteria.with(at, { ...criterion, ...without }), at, text, knowledge),
          }),
        })),
    ),
  )
}

function linesOf({ statement, paraphrases, wrong }: Rubric) {
  const others = (list: string[], n: number) => list.filter((_, other) => other !== n)
  const [first = statement, ...rest] = paraphrases
  return [
    { kind: 'statement' as const, text: statement, without: { statement: first, paraphrases: rest } },
    ...paraphrases.map((text, n) => ({
      kind: 'paraphrase' as const,
      text,
      without: { paraphrases: others(paraphrases, n) },
    })),
    ...wrong.map((text, n) => ({ kind: 'wrong' as const, text, without: { wrong: others(wrong, n) } })),
  ]
}

function judgedAlone(
  { ask, hint }: Item,
  criteria: Rubric[],
  at: number,
  text: string,
  knowledge: Knowledge,
): Judgement {
  return assess({ question: ask, hint, criteria, said: [{ turnId: 'answer', text }] }, knowledge)[at]!
}

const kinds: Kind[] = ['statement', 'paraphrase', 'wrong']

/** The shares of verdicts by kind of line, with the line in the rubric and without. */
export function lineFigures(outcomes: readonly Outcome[]) {
  const rows = kinds.flatMap((kind) => {
    const own = outcomes.filter((outcome) => outcome.kind === kind)
    return (['known', 'unseen'] as const).map(
      (way) => [`${kind}, ${way}`, shares(own.flatMap((each) => each[way] ?? []))] as const,
    )
  })
  return Object.fromEntries(rows)
}

function shares(judged: Judgement[]) {
  const share = (holds: (judgement: Judgement) => boolean) =>
    Math.round((1000 * judged.filter(holds).length) / Math.max(1, judged.length)) / 1000
  return {
    of: judged.length,
    met: share(({ verdict }) => verdict === 'met'),
    partly: share(({ verdict }) => verdict === 'partly'),
    unsure: share(({ verdict }) => verdict === 'unsure'),
    missed: share(({ verdict }) => verdict === 'missed'),
    contradicted: share(({ contradiction }) => contradiction !== undefined),
    doubted: share(({ doubted }) => doubted === true),
  }
}

/** `npm run eval -- lines [--every N] [--json FILE]`. */
export function evalLines(args: string[]): void {
  const { values } = parseArgs({
    args,
    options: { every: { type: 'string', default: '25' }, json: { type: 'string' } },
  })
  const { pack, instant } = shippedKnowledge()
  const figures = lineFigures(judgeLines(pack.questions, instant, Number(values.every), true))
  console.log(
    `Every ${values.every}th line of the pack's question rubrics as the whole answer to its question; unseen: judged with that line taken out of the rubric.`,
  )
  console.table(figures)
  if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
}
