import { collisionNames, sureInWords } from './verdict-words'
import type { Board } from './board/board'
import { toSvg } from './board/svg'
import { codeOf, codeTool, passedInWords } from './coding/submission'
import { decidedByTests } from './coding/task-item'
import { fenced, languageNames } from './coding/words'
import { asSaid, oneLine, quoted } from './export-text'
import type { InterviewRecord } from './export'
import { settledShare, type Grade } from './grades'
import { outcomeBasis } from './outcome'
import { interviewName } from './plan'
import { roles } from './roles'
import type { Turn } from './session'
import { pauseWords, spanInWords } from './pause-words'
import { elapsedMs, pausedMs } from './timing'

/** What was held, when, and what the figures rest on. */
export function heldLines({ session, grades, turns, assessment, expected }: InterviewRecord): string[] {
  const { config, startedAt, packVersion } = session
  const role = roles.find(({ id }) => id === config.role)?.title
  const level = config.level && `${config.level} level`
  const away = pausedMs(turns)
  const held = [
    `${interviewName(config)}, ${config.mode === 'real' ? 'real' : 'study'} mode`,
    ...[level, role].filter(Boolean),
    `${new Date(startedAt).toISOString().slice(0, 10)}`,
    `${Math.ceil(elapsedMs(turns) / 60_000)} of ${config.minutes} minutes`,
    ...(away ? [`away for ${spanInWords(away)}, which did not count`] : []),
  ]
  const decided = grades.filter(({ decision }) => decision).length
  const share = settledShare(grades)
  const percent = (value: number) => `${Math.round(value * 100)} %`
  return [
    `${held.join(', ')}.`,
    '',
    `${outcomeBasis(grades)}. ${decided} of ${grades.length} points decided by you.`,
    ...(expected === undefined || share === null
      ? []
      : ['', `You expected ${percent(expected)}; it came to ${percent(share)}.`]),
    '',
    `Content version ${packVersion}; assessor “${assessment.assessor}”.`,
  ]
}

/** A point: both verdicts and what made them, and below it the words on either side. */
export function gradeLines({ criterion, suggested, decision, standing }: Grade): string[] {
  const decided = decision
    ? `decided ${decision.decided}${decision.blind ? ' before the suggestion was seen' : ''}`
    : 'not decided'
  const sure = decidedByTests(criterion) ? '' : `; ${sureInWords(suggested)}`
  const lines = [
    `- **${criterion.short}**: suggested ${suggested.verdict}, ${decided}. ${suggested.provenance}${sure}.`,
  ]
  const { contradiction, evidence } = suggested
  if (contradiction) {
    lines.push(`  - You said: ${quoted(contradiction.said)}`)
    lines.push(`  - ${collisionNames[contradiction.kind ?? 'wrong-claim']}: ${quoted(contradiction.claim)}`)
  } else if (evidence) {
    lines.push(`  - ${suggested.verdict === 'unsure' ? 'Nearest in your answer' : 'You said'}: ${quoted(evidence)}`)
  }
  if (standing !== 'met') lines.push(`  - The point: ${oneLine(criterion.statement)}`)
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
  done: 'No more questions.',
}

/** A line of the conversation, with what was handed in with it. */
export function turnLines(turn: Turn, index = 0, turns: readonly Turn[] = [turn]): string[] {
  const { by, text, kind, attached = [], phrasedBy } = turn
  const paused = kind === 'pause' || kind === 'resume' ? pauseWords(turns, index) : ''
  const words = text || paused || unsaid[kind] || (attached.length ? 'Handed in:' : '')
  if (!words || kind === 'go-on') return []
  const how = [said[kind], phrasedBy && `phrased by ${phrasedBy}`].filter(Boolean).join(', ')
  const who = by === 'interviewer' ? 'Interviewer' : 'You'
  return [`**${who}**${how ? ` (${how})` : ''}: ${asSaid(words)}`, '', ...codeLines(turn), ...boardLines(attached)]
}

function codeLines(turn: Turn): string[] {
  const code = codeOf(turn)
  if (!code) return []
  const lines = [`${languageNames[code.language]}:`, '', fenced(code.code[code.language] ?? '', code.language), '']
  if (code.failed) lines.push(`Not run: ${oneLine(code.failed)}`, '')
  if (!code.results) return lines
  lines.push(`${passedInWords(code.results)}, run in your browser.`, '')
  const failed = code.results.filter(({ passed, visible }) => !passed && (visible || turn.kind === 'answer'))
  for (const { name, why } of failed) lines.push(`- Failed: ${oneLine(name)}${why ? ` (${oneLine(why)})` : ''}`)
  return failed.length ? [...lines, ''] : lines
}

/** A board in words, and as a drawing where the reader of the file shows SVG. */
function boardLines(attached: NonNullable<Turn['attached']>): string[] {
  return attached.flatMap(({ tool, words, data }) => {
    if (tool === codeTool || !words) return []
    const drawn = tool === 'board' ? ['', fenced(toSvg(data as Board), 'svg')] : []
    return [...words.split('\n').map((line) => `> ${line}`), ...drawn, '']
  })
}
