import type { Pack } from '../compile.ts'
import type { Criterion, Question, Scenario } from '../format.ts'
import { wordsOf } from './text.ts'
import type { Report } from './report.ts'

const lines = { least: 4, shortest: 8, longest: 25 }
const criteria = { least: 4, most: 8, twistLeast: 2 }
const answerWords = { least: 120, question: 249, scenario: 350 }
const variants = 2
const most = { statement: 45, probe: 30, ask: 60 }

/** Rubrics that can be graded against: enough lines, each said as people say it, and no two alike. */
export function soundRubrics(pack: Pack, report: Report) {
  for (const item of [...pack.questions, ...pack.scenarios]) {
    const say = (message: string) => report(item, `${item.id}: ${message}`)
    const scenario = 'twists' in item
    soundQuestion(item, scenario, say)
    soundCriteria(item.criteria, scenario ? 3 : criteria.least, say)
    if (scenario) soundTwists(item, say)
    else if (item.rounds.includes('behavioural') && !(item.good && item.weak))
      say('a behavioural question says what good and weak answers look like')
  }
}

function soundQuestion(item: Question | Scenario, scenario: boolean, say: (message: string) => void) {
  const words = wordsOf(item.answer)
  const longest = scenario ? answerWords.scenario : answerWords.question
  if (words < answerWords.least || words > longest)
    say(`the model answer has ${words} words, not ${answerWords.least} to ${longest}`)
  if (item.variants.length < variants) say(`has ${item.variants.length} variants, fewer than ${variants}`)
  for (const wording of [item.ask, ...item.variants])
    if (wordsOf(wording) > most.ask) say(`asks in ${wordsOf(wording)} words, more than ${most.ask}`)
  if (new Set([item.ask, ...item.variants]).size <= item.variants.length) say('asks twice in the same words')
  if (!item.hint && !scenario) say('has no hint')
}

function soundTwists(scenario: Scenario, say: (message: string) => void) {
  if (scenario.twists.length < 3) say(`has ${scenario.twists.length} twists, fewer than three`)
  for (const twist of scenario.twists)
    soundCriteria(twist.criteria, criteria.twistLeast, (message) => say(`twist "${twist.id}": ${message}`))
}

function soundCriteria(all: Criterion[], least: number, say: (message: string) => void) {
  if (all.length < least || all.length > criteria.most)
    say(`has ${all.length} criteria, not ${least} to ${criteria.most}`)
  if (new Set(all.map(({ id }) => id)).size < all.length) say('uses a criterion’s id twice')
  if (new Set(all.map(({ statement }) => statement)).size < all.length) say('states a criterion twice')
  if (!all.some(({ weight }) => weight > 1)) say('has no criterion that is expected')
  for (const criterion of all) soundCriterion(criterion, (message) => say(`criterion "${criterion.id}" ${message}`))
}

/** One criterion with lines that can be graded against. */
export function soundCriterion(criterion: Criterion, say: (message: string) => void) {
  const { statement, paraphrases, wrong, probe } = criterion
  if (paraphrases.length < lines.least) say(`has ${paraphrases.length} paraphrases, fewer than ${lines.least}`)
  if (wrong.length < lines.least) say(`has ${wrong.length} wrong claims, fewer than ${lines.least}`)
  for (const line of [...paraphrases, ...wrong])
    if (wordsOf(line) < lines.shortest || wordsOf(line) > lines.longest)
      say(`has a line of ${wordsOf(line)} words, not ${lines.shortest} to ${lines.longest}: "${line}"`)
  if (wordsOf(statement) > most.statement) say(`states itself in ${wordsOf(statement)} words`)
  if (wordsOf(probe) > most.probe) say(`probes in ${wordsOf(probe)} words`)
  const all = [statement, ...paraphrases, ...wrong].map((line) => line.toLowerCase().replace(/\W+/g, ' '))
  if (new Set(all).size < all.length) say('holds a line twice')
}
