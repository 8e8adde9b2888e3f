import { challengeRules } from './challenge'
import { codeOf, codeTool, passedInWords } from './coding/submission'
import { fenced } from './coding/words'
import { suggestedShareRule } from './assess/suggested-share'
import { costliest, qualitiesOf, strongest, suggestedShareOf, worth, type Grade } from './grades'
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
    ...suggestedLines(grades),
  ]
  const well = strongest(grades, 3)
  if (well.length) lines.push('', '## What went well', '', ...well.map(({ criterion }) => `- ${criterion.short}`))
  const changes = costliest(grades, 3)
  if (changes.length) lines.push('', '## What would change the result most', '')
  for (const grade of changes) {
    const { short, statement } = grade.criterion
    lines.push(`- ${short} (${grade.standing}, +${Math.round(100 * worth(grade, grades))} points): ${statement}`)
  }
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
  for (const turn of turns) lines.push(...turnLines(turn))
  return `${lines.join('\n').trimEnd()}\n`
}

function suggestedLines(grades: Grade[]): string[] {
  const share = suggestedShareOf(grades)
  return share === null ? [] : ['', `Suggested share: ${Math.round(share * 100)} %. ${suggestedShareRule}`]
}

function stageLines(stage: Stage, grades: Grade[]): string[] {
  const part = stage.talk ? ' (further question)' : stage.twistId ? ' (new constraint)' : ''
  const lines = [`## ${stage.item.title}${part}`, '', `> ${oneLine(stage.say)}`, '']
  for (const { criterion, suggested, decision, standing } of grades) {
    const decided = decision ? `decided ${decision.decided}` : 'not decided'
    lines.push(`- **${criterion.short}**: suggested ${suggested.verdict}, ${decided}. ${suggested.provenance}.`)
    const nearest = suggested.verdict === 'unsure' ? 'Nearest in your answer' : 'You said'
    if (suggested.evidence) lines.push(`  ${nearest}: “${oneLine(suggested.evidence)}”`)
    if (standing !== 'met') lines.push(`  The point: ${oneLine(criterion.statement)}`)
  }
  if (!stage.twistId && stage.item.answer) lines.push('', `Model answer: ${stage.item.answer.trim()}`)
  return lines
}

const said: Partial<Record<Turn['kind'], string>> = {
  probe: 'follow-up',
  challenge: 'challenge',
  twist: 'new constraint',
  clarify: 'question',
  question: 'question',
  think: 'thinking aloud, not graded',
  run: 'ran the code',
}
const unsaid: Partial<Record<Turn['kind'], string>> = {
  skip: 'Skipped this.',
  pause: 'Paused.',
  resume: 'Went on.',
}

/** A line of the conversation, with what was handed in with it. */
function turnLines({ by, text, kind, attached = [] }: Turn): string[] {
  const words = text || unsaid[kind] || (attached.length ? 'Handed in:' : '')
  if (!words) return []
  const how = said[kind] ? ` (${said[kind]})` : ''
  const lines = [`**${by === 'interviewer' ? 'Interviewer' : 'You'}**${how}: ${words}`, '']
  const code = codeOf({ attached })
  if (code) lines.push(fenced(code.code[code.language] ?? '', code.language), '')
  if (code?.results) lines.push(`${passedInWords(code.results)}.`, '')
  for (const { tool, words: drawn } of attached)
    if (tool !== codeTool && drawn) lines.push(...drawn.split('\n').map((line) => `> ${line}`), '')
  return lines
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** The same as JSON, for other tools. */
export function toJson({ session, turns, assessment, decisions, grades }: InterviewRecord): string {
  const counted = { headline: headline(grades), basis: outcomeBasis(grades), rule: outcomeRule }
  const result = { ...counted, suggestedShare: suggestedShareOf(grades) }
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
