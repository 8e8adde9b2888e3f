import { challengeRules } from './challenge'
import { costliest, qualitiesOf, strongest, worth, type Grade } from './grades'
import { qualityNames, type Stage } from './items'
import { headline, outcomeBasis, outcomeRule } from './outcome'
import { pitfallRules, type Pitfall } from './pitfalls'
import { interviewName, roundNames } from './plan'
import type { Assessment, Decision, InterviewSession, Turn } from './session'
import type { Quality } from '../../content/format'
import type { Attempt } from './history'
import type { InterviewLoop, LoopStanding } from './loop'
import { loopHeadline, loopRule, roundOutcome, type LoopResult } from './loop-report'

/** A whole interview, as it is written out. */
export interface InterviewRecord {
  session: InterviewSession
  turns: Turn[]
  stages: Stage[]
  assessment: Assessment
  decisions: Decision[]
  grades: Grade[]
}

/** The report as Markdown. */
export function toMarkdown(record: InterviewRecord): string {
  const { session, grades, assessment, stages, turns } = record
  const date = new Date(session.startedAt).toISOString().slice(0, 10)
  const lines = [
    `# ${headline(grades)}`,
    '',
    `${interviewName(session.config)}, ${date}. ${outcomeBasis(grades)}.`,
    '',
    outcomeRule,
  ]
  const well = strongest(grades, 3)
  if (well.length) lines.push('', '## What went well', '', ...well.map(({ criterion }) => `- ${criterion.short}`))
  const changes = costliest(grades, 3)
  if (changes.length) lines.push('', '## What would change the result most', '')
  for (const grade of changes)
    lines.push(`- ${grade.criterion.short} (${grade.standing}, +${Math.round(100 * worth(grade, grades))} points)`)
  for (const stage of stages)
    lines.push(
      '',
      ...stageLines(
        stage,
        grades.filter((grade) => grade.stage === stage),
      ),
    )
  lines.push('', '## Qualities', '')
  for (const [quality, share] of Object.entries(qualitiesOf(grades, assessment.challenges)))
    lines.push(`- ${qualityNames[quality as Quality]}: ${Math.round(share * 100)} %`)
  if (assessment.pitfalls.length) lines.push('', '## Pitfalls', '')
  for (const { pitfall, moment, why } of assessment.pitfalls)
    lines.push(
      `- ${pitfallRules[pitfall as Pitfall]?.name ?? pitfall}${moment ? `: “${oneLine(moment)}”` : ''} (${why})`,
    )
  if (assessment.challenges?.length) lines.push('', '## Challenges', '')
  for (const { claim, said, outcome } of assessment.challenges ?? [])
    lines.push(`- “${oneLine(claim)}”: ${challengeRules[outcome].says}${said ? ` You said: “${oneLine(said)}”` : ''}`)
  if (assessment.questions?.length) lines.push('', '## What you asked', '')
  for (const { text, good, why } of assessment.questions ?? [])
    lines.push(`- “${oneLine(text)}” (${good ? 'a good question' : 'could be better'}: ${why})`)
  lines.push('', '## Transcript', '')
  for (const { by, text, kind } of turns)
    if (text) lines.push(`**${by === 'interviewer' ? 'Interviewer' : 'You'}** (${kind}): ${text}`, '')
  return `${lines.join('\n').trimEnd()}\n`
}

function stageLines(stage: Stage, grades: Grade[]): string[] {
  const lines = [`## ${stage.item.title}${stage.twistId ? ' (twist)' : ''}`, '', `> ${oneLine(stage.say)}`, '']
  for (const { criterion, suggested, decision } of grades) {
    const decided = decision ? `decided ${decision.decided}` : 'not decided'
    lines.push(`- **${criterion.short}**: suggested ${suggested.verdict}, ${decided}. ${suggested.provenance}.`)
    if (suggested.evidence) lines.push(`  You said: “${oneLine(suggested.evidence)}”`)
  }
  return lines
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** The same as JSON, for other tools. */
export function toJson({ session, turns, assessment, decisions, grades }: InterviewRecord): string {
  const result = { headline: headline(grades), basis: outcomeBasis(grades), rule: outcomeRule }
  return `${JSON.stringify({ format: 'preflight-interview', version: 1, session, result, assessment, decisions, turns }, null, 2)}\n`
}

/** A loop as Markdown: what its rounds come to, and their points. */
export function loopToMarkdown(record: {
  loop: InterviewLoop
  standing: LoopStanding
  result: LoopResult
  attempts: Attempt[]
}): string {
  const { loop, standing, result, attempts } = record
  const lines = [
    `# ${loopHeadline(result, standing.finished, standing.rounds.length)}`,
    '',
    `Loop begun ${new Date(loop.startedAt).toISOString().slice(0, 10)}. ${loopRule}`,
    '',
    '| round | result | share |',
    '| --- | --- | --- |',
  ]
  for (const { round, session, state, index } of standing.rounds) {
    const attempt = attempts.find((each) => each.session.id === session?.id)
    const share = attempt?.share == null ? '' : `${Math.round(attempt.share * 100)} %`
    lines.push(
      `| ${index + 1}. ${roundNames[round]} | ${state === 'finished' ? roundOutcome(attempt) : state} | ${share} |`,
    )
  }
  for (const { session, grades } of attempts) {
    lines.push('', `## ${roundNames[session.config.round]}`, '')
    for (const { stage, criterion, standing: verdict } of grades)
      lines.push(`- ${stage.item.title}: ${criterion.short}: ${verdict}`)
  }
  return `${lines.join('\n')}\n`
}
