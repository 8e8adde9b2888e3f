import type { PackNote, Quality } from '../../content/format'
import { headingAt } from '../../content/headings'
import { limitOfWhole, wholeInWords } from './against-reference'
import { answersOf } from './answers'
import { suggestedShareRule } from './assess/suggested-share'
import { challengeRules } from './challenge'
import { gradeLines, heldLines, turnLines } from './export-lines'
import { oneLine, quoted } from './export-text'
import { costliest, qualitiesOf, settledShare, strongest, suggestedShareOf, worth, type Grade } from './grades'
import { partName, qualityNames, questionNumber, type Stage } from './items'
import { difference } from './model-answer'
import { referenceOf } from './own-question'
import { headline, outcomeBasis, outcomeRule } from './outcome'
import { pitfallRules, type Pitfall } from './pitfalls'
import type { Assessment, Decision, InterviewSession, Turn } from './session'
import { asksForOccasion } from './put-again'
import { storyParts } from './star'
import { sureInWords } from './verdict-words'

/** A whole interview, as it is written out. */
export interface InterviewRecord {
  session: InterviewSession
  turns: Turn[]
  stages: Stage[]
  assessment: Assessment
  decisions: Decision[]
  grades: Grade[]
  /** What share the candidate expected before they saw it, 0-1. */
  expected?: number
  /** The pack's notes, to name what to read; without them a question names none. */
  notes?: readonly Pick<PackNote, 'id' | 'title' | 'body'>[]
}

/** The report as Markdown. */
export function toMarkdown(record: InterviewRecord): string {
  const { grades, stages, turns } = record
  const lines = [
    `# ${headline(grades)}`,
    '',
    ...heldLines(record),
    '',
    `${outcomeRule} Suggestions were made on this device; each line says by what. They can be wrong: what you decided counts, and both are kept.`,
    ...suggestedLines(grades),
    ...summaryLines(grades),
  ]
  for (const stage of stages) lines.push('', ...stageLines(stage, record))
  lines.push(...qualityLines(record), ...otherLines(record), '', '## Transcript', '')
  lines.push(...turns.flatMap(turnLines))
  return `${lines.join('\n').trimEnd()}\n`
}

function suggestedLines(grades: Grade[]): string[] {
  const share = suggestedShareOf(grades)
  return share === null ? [] : ['', `Suggested share: ${Math.round(share * 100)} %. ${suggestedShareRule}`]
}

function summaryLines(grades: Grade[]): string[] {
  const lines: string[] = []
  const well = strongest(grades, 3)
  if (well.length) lines.push('', '## What went well', '')
  for (const { criterion, stage, decision } of well)
    lines.push(`- ${criterion.short} (${stage.item.title}, ${decision ? 'decided by you' : 'suggested'})`)
  const changes = costliest(grades, 3)
  if (changes.length) lines.push('', '## What would change the result most', '')
  for (const grade of changes) {
    const { short, statement } = grade.criterion
    const points = Math.round(100 * worth(grade, grades))
    lines.push(`- ${short} (${grade.stage.item.title}, ${grade.standing}, +${points} points): ${oneLine(statement)}`)
  }
  return lines
}

function stageLines(stage: Stage, record: InterviewRecord): string[] {
  const grades = record.grades.filter((grade) => grade.stage === stage)
  const part = partName(stage)
  const title = `Q${questionNumber(record.stages, stage)}. ${stage.item.title}${part ? ` (${part})` : ''}`
  const lines = [`## ${title}`, '', `> ${oneLine(stage.say)}`, '', ...grades.flatMap(gradeLines)]
  const told = storyLine(stage, record.turns)
  if (told) lines.push('', told)
  if (!part) lines.push(...wholeLines(stage, record))
  const open = grades.some(({ standing }) => standing !== 'met')
  const read = open && !part ? readLine(stage, record.notes ?? []) : ''
  if (read) lines.push('', read)
  if (!part && stage.item.answer) lines.push(...modelLines(stage, grades))
  return lines
}

function wholeLines({ item }: Stage, { assessment }: InterviewRecord): string[] {
  const whole = assessment.wholes?.find(({ itemId }) => itemId === item.id)
  if (!whole) return []
  const limits = whole.share === null ? '' : ` ${whole.provenance}. ${limitOfWhole}`
  return ['', `Against your reference answer as a whole: ${wholeInWords(whole)}.${limits}`]
}

function storyLine(stage: Stage, turns: readonly Turn[]): string {
  const said = answersOf(stage, turns)
  if (!asksForOccasion(stage) || !said.length) return ''
  const parts = storyParts(said.map(({ text }) => text).join('\n'))
  return `${parts.map(({ part, present }) => `${part} ${present ? 'told' : 'not heard'}`).join(', ')} (by signal words, no model used).`
}

function readLine({ item }: Stage, notes: NonNullable<InterviewRecord['notes']>): string {
  const named = item.notes.flatMap((address) => {
    const note = notes.find(({ id }) => id === address.split('#')[0])
    const heading = headingAt(notes, address)
    if (!note || !heading) return []
    return heading === note.title ? `“${heading}”` : `“${heading}” in “${note.title}”`
  })
  return named.length ? `To read: ${named.join('; ')}.` : ''
}

function modelLines(stage: Stage, grades: Grade[]): string[] {
  const whose = referenceOf(stage.item) ? 'Your reference answer' : 'Model answer'
  const lines = ['', `### ${whose}`, '', stage.item.answer.trim()]
  const lacking = grades.filter(({ standing }) => standing === 'missed' || standing === 'partly')
  const left = difference(
    stage.item.answer,
    lacking.map(({ criterion }) => criterion),
  )?.filter(({ covers }) => covers.length)
  if (left?.length) lines.push('', 'Of it, yours lacks, or only touches (by shared words, no model used):', '')
  for (const { text, covers } of left ?? []) lines.push(`- ${quoted(text)} (${covers.join('; ')})`)
  if (stage.item.sources.length) lines.push('', `Sources: ${stage.item.sources.join('; ')}`)
  return lines
}

function qualityLines({ grades, assessment }: InterviewRecord): string[] {
  const shares = Object.entries(qualitiesOf(grades, assessment.challenges))
  if (!shares.length) return []
  const lines = shares.map(([quality, share]) => `- ${qualityNames[quality as Quality]}: ${Math.round(share * 100)} %`)
  return ['', '## Qualities', '', 'Per cent of the weighted points above, by quality.', '', ...lines]
}

function otherLines({ assessment }: InterviewRecord): string[] {
  const { pitfalls, challenges = [], questions = [] } = assessment
  const lines: string[] = []
  if (pitfalls.length) lines.push('', '## Pitfalls', '')
  for (const { pitfall, moment, why } of pitfalls)
    lines.push(
      `- ${pitfallRules[pitfall as Pitfall]?.name ?? pitfall}${moment ? `: ${quoted(moment)}` : ''} (rule: ${why})`,
    )
  if (challenges.length) lines.push('', '## Challenges', '')
  for (const { claim, said, outcome } of challenges)
    lines.push(`- ${quoted(claim)}: ${challengeRules[outcome].says}${said ? ` You said: ${quoted(said)}` : ''}`)
  if (questions.length) lines.push('', '## What you asked', '')
  for (const { text, good, why } of questions)
    lines.push(`- ${quoted(text)} (${good ? 'a good question' : 'could be better'}: ${why})`)
  return lines
}

/** The same as JSON, for other tools: what was stored, and each question with its points spelt out. */
export function toJson(record: InterviewRecord): string {
  const { session, turns, assessment, decisions, grades, expected } = record
  const result = {
    headline: headline(grades),
    basis: outcomeBasis(grades),
    rule: outcomeRule,
    /** 0-1, null while too much is open. */
    share: settledShare(grades),
    suggestedShare: suggestedShareOf(grades),
    ...(expected === undefined ? {} : { expected }),
    qualities: qualitiesOf(grades, assessment.challenges),
  }
  const questions = record.stages.map((stage) => questionOf(stage, record))
  const whole = { format: 'preflight-interview', version: 1, session, result, questions, assessment, decisions, turns }
  return `${JSON.stringify(whole, null, 2)}\n`
}

function questionOf(stage: Stage, { stages, grades }: InterviewRecord) {
  const { item, twistId } = stage
  const points = grades.filter((grade) => grade.stage === stage)
  return {
    ...{ number: questionNumber(stages, stage), itemId: item.id, twistId, part: partName(stage) || 'question' },
    ...{ title: item.title, topic: item.topic, asked: stage.say, notes: item.notes },
    points: points.map(pointOf),
    ...(twistId ? {} : { modelAnswer: item.answer, sources: item.sources }),
  }
}

/** A point with both verdicts, what each rests on, and what made it. */
export function pointOf({ criterion, suggested, decision, standing }: Grade) {
  const { id, short, statement, weight, quality } = criterion
  const { verdict, confidence, evidence, turnId, contradiction, provenance } = suggested
  return {
    ...{ id, short, statement, weight, quality, standing },
    suggested: { verdict, confidence, sure: sureInWords(suggested), evidence, turnId, contradiction, provenance },
    decided: decision ? { verdict: decision.decided, at: decision.at, blind: decision.blind ?? false } : null,
  }
}
