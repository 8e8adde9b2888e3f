import { pointOf } from './export'
import { gradeLines } from './export-lines'
import { oneLine } from './export-text'
import type { Attempt } from './history'
import { partName, qualityNames } from './items'
import type { InterviewLoop, LoopStanding, RoundStanding } from './loop'
import { loopHeadline, loopRule, roundOutcome, type LoopResult } from './loop-report'
import { outcomeBasis } from './outcome'
import { roundNames } from './plan'
import type { Quality } from '../../content/format'

/** A loop, as it is written out. */
export interface LoopRecord {
  loop: InterviewLoop
  standing: LoopStanding
  result: LoopResult
  attempts: Attempt[]
}

const percent = (share: number | null | undefined) => (share == null ? '' : `${Math.round(share * 100)} %`)

/** A loop as Markdown: what its rounds come to, and their points with what made each verdict. */
export function loopToMarkdown(record: LoopRecord): string {
  const { loop, standing, result, attempts } = record
  const lines = [
    `# ${loopHeadline(result, standing.finished, standing.rounds.length)}`,
    '',
    `Loop in ${loop.mode} mode, begun ${new Date(loop.startedAt).toISOString().slice(0, 10)}.`,
    '',
    `${loopRule} Suggestions were made on this device; each line says by what. What you decided counts.`,
    '',
    '| round | minutes | result | share |',
    '| --- | --- | --- | --- |',
    ...standing.rounds.map((round) => rowOf(round, attemptOf(round, attempts))),
    ...changeLines(result),
    ...qualityLines(result),
    ...attempts.flatMap(roundLines),
    '',
    'The conversation of a round is in its own report.',
  ]
  return `${lines.join('\n')}\n`
}

function attemptOf({ session }: RoundStanding, attempts: readonly Attempt[]): Attempt | undefined {
  return attempts.find((each) => each.session.id === session?.id)
}

const states: Record<RoundStanding['state'], string> = {
  waiting: 'not held',
  next: 'not held',
  running: 'begun, not finished',
  abandoned: 'left',
  finished: '',
}

function rowOf({ round, minutes, state, index }: RoundStanding, attempt: Attempt | undefined): string {
  const result = state === 'finished' ? roundOutcome(attempt) : states[state]
  return `| ${index + 1}. ${roundNames[round]} | ${minutes} | ${result} | ${percent(attempt?.share)} |`
}

function changeLines({ changes }: LoopResult): string[] {
  if (!changes.length) return []
  const lines = changes.map(
    ({ criterion, stage, standing }) =>
      `- ${criterion.short} (${stage.item.title}, ${standing}): ${oneLine(criterion.statement)}`,
  )
  return ['', '## What would change the result most', '', ...lines]
}

function qualityLines({ qualities }: LoopResult): string[] {
  const shares = Object.entries(qualities) as [Quality, number][]
  if (!shares.length) return []
  const lines = shares.map(([quality, share]) => `- ${qualityNames[quality]}: ${percent(share)}`)
  return ['', '## Qualities over the loop', '', 'Per cent of the weighted points below, by quality.', '', ...lines]
}

function roundLines({ session, grades, share }: Attempt): string[] {
  const lines = ['', `## ${roundNames[session.config.round]}`, '', `${outcomeBasis(grades)}.`]
  if (share === null) lines.push('', 'Left out of the result of the loop: too many points are open.')
  for (const stage of new Set(grades.map((grade) => grade.stage))) {
    const part = partName(stage)
    lines.push('', `### ${stage.item.title}${part ? ` (${part})` : ''}`, '', `> ${oneLine(stage.say)}`, '')
    lines.push(...grades.filter((grade) => grade.stage === stage).flatMap(gradeLines))
  }
  return lines
}

/** The same as JSON, for other tools. */
export function loopToJson({ loop, standing, result, attempts }: LoopRecord): string {
  const { share, counted, open, qualities, outcome = null } = result
  const rounds = standing.rounds.map((round) => {
    const attempt = attemptOf(round, attempts)
    const { index, state, minutes, session } = round
    return {
      ...{ number: index + 1, round: round.round, minutes, state, sessionId: session?.id ?? null },
      share: attempt?.share ?? null,
      outcome: state === 'finished' ? roundOutcome(attempt) : null,
      points: attempt?.grades.map((grade) => ({
        ...{ itemId: grade.stage.item.id, twistId: grade.stage.twistId, title: grade.stage.item.title },
        ...pointOf(grade),
      })),
    }
  })
  const headline = loopHeadline(result, standing.finished, standing.rounds.length)
  const told = { headline, rule: loopRule, outcome, share, counted, open, qualities }
  return `${JSON.stringify({ format: 'preflight-loop', version: 1, loop, result: told, rounds }, null, 2)}\n`
}
