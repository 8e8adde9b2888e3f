import type { Term } from '../../content/format'
import { contentStems, words } from './assess/words'
import { sentences } from './assess/sentences'
import { answersOf } from './answers'
import { repeats } from './challenge'
import { codeOf, isCodeStage } from './coding/submission'
import { groupBy } from './group'
import { keyOf, type Stage } from './items'
import { givesReason } from './reasons'
import type { CriterionVerdict, InterviewConfig, PitfallFound, Turn } from './session'
import { elapsedMs } from './timing'

/** The nine pitfalls, with the rule by which each is found: shown to the candidate with the finding. */
export const pitfallRules = {
  vague: { name: 'Generic or vague', rule: 'thirty words or more, and no point of the rubric in them' },
  evaluation: { name: 'Evaluation never mentioned', rule: 'a design answer without a word on measuring or testing' },
  constraints: {
    name: 'Constraints ignored',
    rule: 'an answer to a twist that takes up none of its words and none of its points',
  },
  'edge-cases': {
    name: 'Edge cases overlooked',
    rule: 'a design answer without a word on failures, limits or unusual input',
  },
  jargon: {
    name: 'Jargon unexplained',
    rule: 'three or more abbreviations that are neither in the question nor explained',
  },
  challenge: {
    name: 'Not engaging with a challenge',
    rule: 'a follow-up answered in fewer than eight words, skipped, or by repeating yourself',
  },
  structure: {
    name: 'Time or structure lost',
    rule: 'over 250 words without a signpost, or time up with questions left',
  },
  why: { name: 'The “why” missing', rule: 'forty words or more without a reason given' },
  user: { name: 'The user forgotten', rule: 'a design answer without a word on the people who use it' },
} as const satisfies Record<string, { name: string; rule: string }>

export type Pitfall = keyof typeof pitfallRules

const says = {
  evaluation:
    /\b(?:evaluat\w*|measur\w*|metrics?|benchmark\w*|test(?:s|ed|ing| set)?|golden|recall|precision|accuracy|a\/b|kpis?|human review|judge[ds]?|score[ds]?)\b/i,
  edges:
    /\b(?:edge cases?|corner cases?|fail\w*|fallback|time-?outs?|retr(?:y|ies)|empty|missing|worst case|what if|unless|otherwise|not found|no answer|rate limits?|outage|error\w*|conflict\w*|malformed|adversar\w*|limit\w*|too (?:long|large|many))\b/i,
  user: /\b(?:users?|customers?|clients?|employees?|people|persons?|readers?|patients?|agents?'? desk|colleagues?|staff|someone|somebody|lawyers?|they|stakeholders?|audience)\b/i,
  signpost:
    /\b(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|finally|to begin|to start|step \d|in short|to sum up|on the one hand|on the other)\b|^[^\S\n]*(?:\d+[.)]|[-•*])\s/im,
}

interface Scene {
  stage: Stage
  answers: { turnId: string; text: string }[]
  text: string
  verdicts: CriterionVerdict[]
}

/** Finds the pitfalls by their rules; each with the words that show it, or as an absence with its question. */
export function findPitfalls(
  config: Pick<InterviewConfig, 'round' | 'minutes'>,
  stages: Stage[],
  turns: readonly Turn[],
  verdicts: CriterionVerdict[],
  glossary: Term[],
  everAsked: number,
): PitfallFound[] {
  const scenes = stages.map((stage): Scene => {
    const answers = answersOf(stage, turns)
    const own = verdicts.filter((verdict) => verdict.itemId === stage.item.id && verdict.twistId === stage.twistId)
    return { stage, answers, text: answers.map(({ text }) => text).join('\n'), verdicts: own }
  })
  // Code is judged by its tests, not as prose.
  const spoken = scenes.filter(({ stage, answers }) => answers.length && !isCodeStage(stage))
  return [
    ...spoken.flatMap(vague),
    ...spoken.flatMap(constraintsIgnored),
    ...spoken.flatMap((scene) => jargon(scene, glossary)),
    ...spoken.flatMap(noReason),
    ...spoken.flatMap(noStructure),
    ...challengesMissed(turns, verdicts),
    ...absences(config, spoken),
    ...timeLost(config, turns, everAsked, stages.length),
  ]
}

function found(pitfall: Pitfall, { stage }: Scene, moment = '', turnId?: string): PitfallFound {
  return { pitfall, moment, turnId, itemId: keyOf(stage).itemId, why: pitfallRules[pitfall].rule }
}

function firstSentence(text: string, fits: (sentence: string) => boolean = () => true): string {
  const all = sentences(text).map(({ start, end }) => text.slice(start, end))
  return all.find(fits) ?? all[0] ?? ''
}

function vague(scene: Scene): PitfallFound[] {
  const credited = scene.verdicts.some(({ verdict }) => verdict !== 'missed')
  const answer = scene.answers.find(({ text }) => words(text).length >= 30)
  return answer && !credited ? [found('vague', scene, firstSentence(answer.text), answer.turnId)] : []
}

function constraintsIgnored(scene: Scene): PitfallFound[] {
  if (!scene.stage.twistId || scene.verdicts.some(({ verdict }) => verdict !== 'missed')) return []
  const asked = contentStems(scene.stage.say)
  const taken = [...contentStems(scene.text)].filter((stem) => asked.has(stem))
  const answer = scene.answers[0]!
  return taken.length ? [] : [found('constraints', scene, firstSentence(answer.text), answer.turnId)]
}

function jargon(scene: Scene, glossary: Term[]): PitfallFound[] {
  const { say, item, criteria } = scene.stage
  // What the question and its own answer say short is the talk of the trade here.
  const ofTheQuestion = [
    say,
    item.answer,
    ...criteria.flatMap(({ statement, paraphrases }) => [statement, ...paraphrases]),
  ]
  const known = new Set(ofTheQuestion.join(' ').match(/\b[A-Z][A-Za-z]*[A-Z]\b/g))
  const used = new Set(scene.text.match(/\b[A-Z]{2,6}\b/g))
  const unexplained: string[] = []
  for (const short of used) {
    if (known.has(short) || everyday.has(short) || explains(scene.text, short, glossary)) continue
    unexplained.push(short)
    // Each is looked for in the whole answer: an endless row of them need not be.
    if (unexplained.length === mostLookedFor) break
  }
  if (unexplained.length < 3) return []
  const count = (text: string) => unexplained.filter((short) => new RegExp(`\\b${short}\\b`).test(text)).length
  const answer = scene.answers.toSorted((a, b) => count(b.text) - count(a.text))[0]!
  const most = Math.max(...sentences(answer.text).map(({ start, end }) => count(answer.text.slice(start, end))))
  const moment = firstSentence(answer.text, (sentence) => count(sentence) === most)
  return [found('jargon', scene, moment, answer.turnId)]
}

const mostLookedFor = 20

const everyday = new Set(
  'AI ML API LLM LLMS GPU CPU RAM KB MB GB TB PDF CSV HR IT JSON HTML URL ID UI UK US EU OK FAQ CEO SQL I'.split(' '),
)

/** An abbreviation is explained when its long name is there too, or a bracket follows or holds it. */
function explains(text: string, short: string, glossary: Term[]): boolean {
  if (new RegExp(`\\b${short}\\b\\s*\\(|\\(\\s*${short}\\b`).test(text)) return true
  const term = glossary.find(({ abbreviation }) => abbreviation === short)
  return !!term && [term.term, ...term.synonyms].some((name) => text.toLowerCase().includes(name.toLowerCase()))
}

/** Over all that was said to a question: whoever gives the reason in the next breath gave it. */
function noReason(scene: Scene): PitfallFound[] {
  if (words(scene.text).length < 40 || givesReason(scene.text)) return []
  const answer = scene.answers.toSorted((a, b) => b.text.length - a.text.length)[0]!
  const claim = /\b(?:i'd|i would|we|use|choose|pick|should)\b/i
  const moment = firstSentence(answer.text, (sentence) => claim.test(sentence) && words(sentence).length >= 5)
  return [found('why', scene, moment, answer.turnId)]
}

function noStructure(scene: Scene): PitfallFound[] {
  const answer = scene.answers.find(({ text }) => words(text).length > 250 && !says.signpost.test(text))
  return answer ? [found('structure', scene, firstSentence(answer.text), answer.turnId)] : []
}

/**
 * A follow-up is a challenge: a few words, a skip, or the same again do not take it up. Where the point it asked for was
 * made all the same, a few words were enough, and the repetition was the interviewer's.
 */
function challengesMissed(turns: readonly Turn[], verdicts: CriterionVerdict[]): PitfallFound[] {
  return turns.flatMap((turn, index) => {
    const before = turns.slice(0, index).findLast(({ by, kind }) => by === 'interviewer' && kind !== 'fact')
    if (!['probe', 'challenge'].includes(before?.kind ?? '') || !['answer', 'skip'].includes(turn.kind)) return []
    const earlier = turns.slice(0, index).filter((each) => each.kind === 'answer' && each.itemId === turn.itemId)
    if (codeOf(turn)) return []
    const asked = verdicts.find((each) => each.itemId === turn.itemId && each.criterionId === before?.criterionId)
    if (turn.kind === 'answer' && asked && asked.verdict !== 'missed') return []
    if (turn.kind === 'answer' && words(turn.text).length >= 8 && !earlier.some(({ text }) => repeats(turn.text, text)))
      return []
    return [
      {
        pitfall: 'challenge',
        moment: turn.text || '',
        turnId: turn.id,
        itemId: turn.itemId,
        why: pitfallRules.challenge.rule,
      },
    ]
  })
}

/** What a design never touched, over the opening and all twists of an item. */
function absences(config: Pick<InterviewConfig, 'round'>, scenes: Scene[]): PitfallFound[] {
  const designs = groupBy(
    scenes.filter(
      ({ stage }) => config.round === 'system-design' || (stage.kind === 'scenario' && config.round !== 'coding'),
    ),
    ({ stage }) => stage.item.id,
  )
  return [...designs.values()].flatMap((own) => {
    const text = own.map((scene) => scene.text).join('\n')
    if (words(text).length < 25) return []
    const lacks = (pitfall: Pitfall, pattern: RegExp) => (pattern.test(text) ? [] : [found(pitfall, own[0]!)])
    return [...lacks('evaluation', says.evaluation), ...lacks('edge-cases', says.edges), ...lacks('user', says.user)]
  })
}

function timeLost(
  config: Pick<InterviewConfig, 'minutes'>,
  turns: readonly Turn[],
  planned: number,
  asked: number,
): PitfallFound[] {
  const end = turns.at(-1)
  if (!end || asked >= planned || elapsedMs(turns) < config.minutes * 60_000) return []
  return [{ pitfall: 'structure', moment: '', itemId: end.itemId, why: pitfallRules.structure.rule }]
}
