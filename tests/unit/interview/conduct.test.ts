import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assume, either } from '../../../src/interview/clarify'
import { answersOf } from '../../../src/interview/answers'
import {
  candidateTurn,
  hintRequest,
  respond as respondTo,
  maySay,
  standing,
  type CriterionStanding,
  type Spoken,
} from '../../../src/interview/conduct'
import { libraryOf, stagesOf, type Stage } from '../../../src/interview/items'
import { takeUp } from '../../../src/interview/probe'
import { challengeStages, mannerOf, type Manner } from '../../../src/interview/manner'
import type { Turn, Verdict } from '../../../src/interview/session'
import { criterion, question, said, scenario } from './sample'

const library = libraryOf([question('one'), question('two', { hint: 'Begin with the index.' })], [scenario('wiki')], [])
const planOf = (...ids: string[]) =>
  stagesOf(
    ids.map((id) => ({ kind: id === 'wiki' ? ('scenario' as const) : ('question' as const), id, variant: -1 })),
    library,
  )
const ample = { elapsedMs: 0, plannedMs: 3_600_000 }
const plain: Manner = {
  hints: false,
  pauses: false,
  feedback: false,
  mostFollowUps: 2,
  challenges: [],
  invites: false,
  seed: 1,
}

function respond(
  stages: Stage[],
  turns: readonly Turn[],
  verdicts: CriterionStanding[],
  time = ample,
  manner: Manner = plain,
) {
  return respondTo({ stages, turns, verdicts, time, manner })
}

function verdicts(stage: Stage, verdict: Verdict, likelihood: number): CriterionStanding[] {
  return stage.criteria.map(({ id }) => ({ criterionId: id, verdict, likelihood }))
}

function begin(stages: Stage[]): Turn[] {
  return said([], respond(stages, [], [], ample))
}

function reply(stages: Stage[], turns: Turn[], kind: Spoken, text: string) {
  return said(turns, [candidateTurn(kind, text, standing(stages, turns).asking!)])
}

describe('the interview', () => {
  it('begins with the first question and listens', () => {
    const stages = planOf('one')
    const turns = begin(stages)
    expect(turns.map(({ kind, text }) => [kind, text])).toEqual([['ask', 'ask one']])
    expect(standing(stages, turns).phase).toBe('listen')
    expect(respond(stages, turns, [], ample)).toEqual([])
  })

  it('probes what is worth most among the missed, at most twice, never the same twice', () => {
    const stages = planOf('one', 'two')
    let turns = reply(stages, begin(stages), 'answer', 'An answer.')
    const missed = verdicts(stages[0]!, 'missed', 0.1)
    turns = said(turns, respond(stages, turns, missed, ample))
    expect(turns.at(-1)).toMatchObject({ kind: 'probe', criterionId: 'b', text: 'probe for b' })
    turns = reply(stages, turns, 'answer', 'More.')
    turns = said(turns, respond(stages, turns, missed, ample))
    expect(turns.at(-1)).toMatchObject({ kind: 'probe', criterionId: 'c' })
    turns = reply(stages, turns, 'answer', 'Even more.')
    turns = said(turns, respond(stages, turns, missed, ample))
    expect(turns.at(-1)).toMatchObject({ kind: 'ask', itemId: 'two' })
  })

  it('does not probe what was met', () => {
    const stages = planOf('one', 'two')
    const turns = reply(stages, begin(stages), 'answer', 'Everything.')
    expect(respond(stages, turns, verdicts(stages[0]!, 'met', 0.9), ample).at(-1)).toMatchObject({ itemId: 'two' })
  })

  it('throws the twists of a scenario in their order, then wraps up', () => {
    const stages = planOf('wiki')
    let turns = begin(stages)
    while (standing(stages, turns).phase !== 'over') {
      turns = reply(stages, turns, 'answer', 'A design.')
      const stage = stages[standing(stages, turns).stage]!
      turns = said(turns, respond(stages, turns, verdicts(stage, 'met', 0.9), ample))
    }
    const led = turns.filter(({ kind }) => ['ask', 'twist', 'wrap-up'].includes(kind))
    expect(led.map(({ kind, twistId }) => [kind, twistId])).toEqual([
      ['ask', undefined],
      ['twist', 'first'],
      ['twist', 'second'],
      ['wrap-up', undefined],
    ])
  })

  it('gives a fact when its words are asked for, and otherwise asks for an assumption', () => {
    const stages = planOf('wiki')
    let turns = reply(stages, begin(stages), 'clarify', 'How many pages are there?')
    turns = said(turns, respond(stages, turns, [], ample))
    expect(turns.at(-1)).toMatchObject({ kind: 'fact', text: 'About 40,000 pages.' })
    expect(standing(stages, turns)).toMatchObject({ phase: 'listen', asking: { kind: 'ask' } })
    turns = reply(stages, turns, 'clarify', 'Who is the chief executive?')
    expect(respond(stages, turns, [], ample)[0]).toMatchObject({ kind: 'fact', text: assume })
  })

  it('gives the hint that was asked for', () => {
    const stages = planOf('two')
    const turns = reply(stages, begin(stages), 'clarify', hintRequest)
    expect(respond(stages, turns, [], ample)[0]).toMatchObject({ text: 'Begin with the index.' })
  })

  const index = 'We keep the index fresh, because the corpus changes daily.'
  const fresh = question('fresh', {
    criteria: [
      criterion('a', 1),
      criterion('b', 3),
      { ...criterion('c', 2), statement: 'Keeps the index fresh when the corpus changes.' },
    ],
  })
  const freshStages = stagesOf([{ kind: 'question', id: 'fresh', variant: -1 }], libraryOf([fresh], []))
  const standings = (c: Partial<CriterionStanding>, b: Partial<CriterionStanding> = {}): CriterionStanding[] => [
    { criterionId: 'a', verdict: 'unsure', likelihood: 0.9, evidence: index },
    { criterionId: 'b', verdict: 'met', likelihood: 0.9, evidence: index, ...b },
    { criterionId: 'c', verdict: 'partly', likelihood: 0.5, evidence: index, ...c },
  ]

  it('does not ask for what was probably said, but looks closer, once, at words that touch the point', () => {
    const turns = reply(freshStages, begin(freshStages), 'answer', index)
    const probe = respond(freshStages, turns, standings({})).at(-1)!
    expect(probe).toMatchObject({ kind: 'probe', criterionId: 'c', text: 'probe for c' })
    expect(index).toContain(probe.quote)
    expect(takeUp(probe, 0).text).toBe(`You touched on that: “${probe.quote}”. Go further. probe for c`)
    expect(respond(freshStages, turns, standings({ verdict: 'met' })).at(-1)?.kind).not.toBe('probe')
    const again = reply(freshStages, said(turns, [probe]), 'answer', 'More.')
    const both = standings({}, { verdict: 'partly', likelihood: 0.5 })
    expect(respond(freshStages, again, both).at(-1)?.kind).not.toBe('probe')
  })

  it('asks for what is missing before it looks closer', () => {
    const turns = reply(freshStages, begin(freshStages), 'answer', index)
    const probe = respond(freshStages, turns, standings({}, { verdict: 'missed', likelihood: 0.1 })).at(-1)!
    expect(probe).toMatchObject({ kind: 'probe', criterionId: 'b' })
    expect(probe.quote).toBeUndefined()
  })

  it('quotes only what was said in words, and only where it speaks of the point', () => {
    const quoteIn = (evidence: string) => {
      const answer = candidateTurn(
        'answer',
        `${index} Rates are low.`,
        standing(freshStages, begin(freshStages)).asking!,
        [{ tool: 'board', words: 'Corpus -> Index fresh.', data: {} } as never],
      )
      return respond(freshStages, said(begin(freshStages), [answer]), standings({ evidence })).at(-1)?.quote
    }
    expect(quoteIn(index)).toBe(index.slice(0, -1))
    expect(quoteIn('Corpus -> Index fresh.')).toBeUndefined()
    expect(quoteIn('Rates are low.')).toBeUndefined()
  })

  it('goes by the points alone where an answer is in doubt as a whole', () => {
    const turns = reply(freshStages, begin(freshStages), 'answer', index)
    const halved = standings({}).map((each) => ({ ...each, verdict: 'unsure' as const, likelihood: 0.3 }))
    expect(respond(freshStages, turns, halved).at(-1)).toMatchObject({ kind: 'probe', criterionId: 'b' })
    const doubted = halved.map((each) => ({ ...each, doubted: true as const }))
    expect(respond(freshStages, turns, doubted).at(-1)).toMatchObject({ criterionId: 'c', quote: index.slice(0, -1) })
  })

  it('puts a technical question again, once and in other words, where the answer came near none of its points', () => {
    const off = 'In prefill the whole prompt is processed at once, so it is bound by compute.'
    const stages = planOf('one')
    const manner = { ...plain, challenges: [0] }
    let turns = reply(stages, begin(stages), 'answer', off)
    const none = verdicts(stages[0]!, 'missed', 0.05)
    turns = said(turns, respond(stages, turns, none, ample, manner))
    const { ask, variants } = stages[0]!.item
    const again = turns.at(-1)!
    expect(again).toMatchObject({ kind: 'probe' })
    expect(again.criterionId).toBeUndefined()
    expect([ask, ...variants].filter((each) => each !== stages[0]!.say).some((each) => again.text.endsWith(each))).toBe(
      true,
    )
    turns = reply(stages, turns, 'answer', off)
    expect(respond(stages, turns, none, ample, manner).at(-1)).toMatchObject({ kind: 'probe', criterionId: 'b' })
  })

  it('follows up by the points where hardly anything was said, or a story was told', () => {
    const none = (stages: Stage[]) => verdicts(stages[0]!, 'missed', 0.05)
    const stages = planOf('one')
    const short = reply(stages, begin(stages), 'answer', 'No idea, sorry.')
    expect(respond(stages, short, none(stages)).at(-1)?.criterionId).toBe('b')
    const story = stages.map((stage) => ({ ...stage, item: { ...stage.item, rounds: ['behavioural' as const] } }))
    const told = reply(
      story,
      begin(story),
      'answer',
      'Last autumn our sales people wanted to know who reads which mail.',
    )
    expect(respond(story, told, none(story)).at(-1)?.criterionId).toBe('b')
  })

  const storyStages = (ask: string) =>
    planOf('one').map((stage) => ({
      ...stage,
      say: ask,
      item: { ...stage.item, ask, rounds: ['behavioural' as const] },
    }))

  it('asks for one occasion where a story was asked for and opinions were given', () => {
    const stages = storyStages('Tell me about a time when you told a colleague what they did not want to hear.')
    const vague = 'I think feedback is important and I always try to be honest but kind, and people appreciate it.'
    const turns = reply(stages, begin(stages), 'answer', vague)
    const asked = respond(stages, turns, verdicts(stages[0]!, 'missed', 0.1)).at(-1)!
    expect(asked.text).toContain('Take one occasion')
    expect(asked.criterionId).toBeUndefined()
    const after = reply(stages, said(turns, [asked]), 'answer', vague)
    expect(respond(stages, after, verdicts(stages[0]!, 'missed', 0.1)).at(-1)?.criterionId).toBe('b')
    const told = reply(stages, begin(stages), 'answer', 'In May I told our lead that her plan would fail, and why.')
    expect(respond(stages, told, verdicts(stages[0]!, 'missed', 0.4)).at(-1)?.criterionId).toBe('b')
    const opinion = storyStages('How do you tell a colleague what they do not want to hear?')
    const general = reply(opinion, begin(opinion), 'answer', vague)
    expect(respond(opinion, general, verdicts(opinion[0]!, 'missed', 0.1)).at(-1)?.criterionId).toBe('b')
  })

  it('asks what a story has to do with the question where it is far from all points', () => {
    const stages = storyStages('Tell me about a time when you told a colleague what they did not want to hear.')
    const other =
      'Last year we moved our vector database because the licence cost too much. I compared three products, chose one by price, moved four million vectors in a weekend, and we saved money every month.'
    const turns = reply(stages, begin(stages), 'answer', other)
    expect(respond(stages, turns, verdicts(stages[0]!, 'unsure', 0.2)).at(-1)?.text).toContain('what I asked')
    expect(respond(stages, turns, verdicts(stages[0]!, 'unsure', 0.5)).at(-1)?.text).not.toContain('what I asked')
    const doubted = verdicts(stages[0]!, 'unsure', 0.2).map((each) => ({ ...each, doubted: true as const }))
    expect(respond(stages, turns, doubted).at(-1)?.text).not.toContain('what I asked')
  })

  it('does not put a question again where the answer is in doubt, contradicts a point, or was not read', () => {
    const text = 'You need not write that it should think step by step any more, since it does so by itself.'
    const first = (stages: Stage[], extra: Partial<CriterionStanding>) => {
      const low = verdicts(stages[0]!, 'missed', 0.05).map((each) => ({ ...each, ...extra }))
      return respond(stages, reply(stages, begin(stages), 'answer', text.repeat(3)), low).at(-1)
    }
    expect(first(planOf('one'), {})?.criterionId).toBeUndefined()
    expect(first(planOf('one'), { doubted: true })?.criterionId).toBe('b')
    expect(first(planOf('one'), { contradiction: { said: text } })?.criterionId).toBe('b')
    const story = storyStages('Tell me about a time when you changed your mind.')
    const told = `In May I changed my mind about it. ${text.repeat(2)}`
    const turns = reply(story, begin(story), 'answer', told)
    expect(respond(story, turns, verdicts(story[0]!, 'missed', 0.05)).at(-1)?.criterionId).toBeUndefined()
    expect(respond(story, turns, verdicts(story[0]!, 'missed', 0)).at(-1)?.criterionId).toBe('b')
  })

  it('says a fact that it gave before as one that it gave', () => {
    const stages = planOf('wiki')
    let turns = reply(stages, begin(stages), 'clarify', 'How many pages are there?')
    turns = said(turns, respond(stages, turns, []))
    turns = reply(stages, turns, 'clarify', 'What was the size again?')
    expect(respond(stages, turns, [])[0]).toMatchObject({ text: 'As I said: About 40,000 pages.' })
  })

  it('leaves the sense of its question to the candidate, and puts it in other words when it was not understood', () => {
    const stages = planOf('wiki')
    const answered = (question: string) =>
      respond(stages, reply(stages, begin(stages), 'clarify', question), [])[0]!.text
    expect(answered('Do you mean the size of all pages or of one?')).toBe(either)
    expect(answered('Should I focus on the permissions?')).toBe(either)
    expect(answered('Sorry, I did not understand the question.')).toBe('In other words: variant 1 of wiki')
    expect(answered('Could you repeat the question, please?')).toBe('In other words: variant 1 of wiki')
  })

  it('says the follow-up again when it is that which was not understood', () => {
    const stages = planOf('one')
    const first = reply(stages, begin(stages), 'answer', 'An answer.')
    const probed = said(first, respond(stages, first, verdicts(stages[0]!, 'missed', 0)))
    const turns = reply(stages, probed, 'clarify', 'Could you say that again?')
    expect(respond(stages, turns, [])[0]).toMatchObject({ kind: 'fact', text: 'I asked: probe for b' })
  })

  it('acknowledges in view of what comes: a new constraint, the next question, the last one', () => {
    const words = (planned: string[], kind: Spoken, text: string) => {
      const stages = planOf(...planned)
      const turns = reply(stages, begin(stages), kind, text)
      const [word, onward] = respond(stages, turns, verdicts(stages[0]!, 'met', 0.9))
      return `${word!.text} > ${onward?.kind}`
    }
    expect(words(['wiki'], 'answer', 'A design.')).toBe('Understood. Now something changes. > twist')
    expect(words(['one', 'two', 'wiki'], 'answer', 'It is so.')).toBe('Thank you. The next question. > ask')
    expect(words(['one', 'two'], 'answer', 'It is so.')).toBe('Thank you. My last question. > ask')
    expect(words(['one', 'two'], 'skip', '')).toBe('Let us go on to my last question. > ask')
    expect(words(['one', 'two'], 'answer', 'I honestly do not know.')).toBe('That is all right. > ask')
  })

  it('puts no word before a follow-up that takes up the answer itself', () => {
    const turns = reply(freshStages, begin(freshStages), 'answer', index)
    expect(respond(freshStages, turns, standings({})).map(({ kind }) => kind)).toEqual(['probe'])
  })

  it('owns up when the candidate says that they said it already', () => {
    const stages = planOf('one')
    const first = reply(stages, begin(stages), 'answer', 'An answer.')
    const probed = said(first, respond(stages, first, verdicts(stages[0]!, 'missed', 0)))
    for (const complaint of [
      'I kind of said that already: by the register.',
      'As I said, about five times the length.',
      'I answered that: the distribution of calls.',
      'Two, and I named both: the search and the support team.',
    ]) {
      const turns = reply(stages, probed, 'answer', complaint)
      expect(respond(stages, turns, verdicts(stages[0]!, 'missed', 0))[0]).toMatchObject({
        text: 'You did; I have it.',
      })
    }
  })

  it('goes on without a probe after a skip', () => {
    const stages = planOf('one', 'two')
    const turns = reply(stages, begin(stages), 'skip', '')
    expect(respond(stages, turns, verdicts(stages[0]!, 'missed', 0), ample).at(-1)).toMatchObject({ itemId: 'two' })
  })

  it('stops when the time is up', () => {
    const stages = planOf('one', 'two')
    const turns = reply(stages, begin(stages), 'answer', 'Long.')
    const late = { elapsedMs: 61_000, plannedMs: 60_000 }
    expect(respond(stages, turns, verdicts(stages[0]!, 'missed', 0), late).at(-1)?.kind).toBe('wrap-up')
  })

  it('goes on where it stood after a pause and a resume', () => {
    const stages = planOf('one')
    const asked = begin(stages)
    const pause = { by: 'candidate', kind: 'pause', text: '', itemId: 'one' } as const
    expect(standing(stages, said(asked, [pause])).paused).toBe(true)
    const back = said(asked, [pause, { ...pause, kind: 'resume' }])
    expect(standing(stages, back)).toMatchObject({ phase: 'listen', stage: 0, paused: false })
  })

  it('says "are you sure?" to a sentence of the answer, whatever the verdicts, and that counts as a follow-up', () => {
    const stages = planOf('one', 'two')
    const manner = { ...plain, challenges: [0] }
    const claim = 'Retrieval always beats tuning for facts that change.'
    const answered = reply(stages, begin(stages), 'answer', claim)
    for (const verdict of ['met', 'missed', 'unsure'] as const) {
      const said = respond(stages, answered, verdicts(stages[0]!, verdict, 0.5), ample, manner)
      expect(said.map(({ kind, quote }) => [kind, quote])).toEqual([['challenge', claim]])
      expect(said[0]!.text).toContain(claim)
    }
    const missed = verdicts(stages[0]!, 'missed', 0.2)
    let turns = said(answered, respond(stages, answered, missed, ample, manner))
    expect(standing(stages, turns)).toMatchObject({ phase: 'listen', challenged: true, asking: { kind: 'challenge' } })
    turns = reply(stages, turns, 'answer', 'Yes, because an index is updated in minutes.')
    turns = said(turns, respond(stages, turns, missed, ample, manner))
    expect(turns.at(-1)?.kind).toBe('probe')
    turns = reply(stages, turns, 'answer', 'More.')
    expect(respond(stages, turns, missed, ample, manner).at(-1)).toMatchObject({ kind: 'ask', itemId: 'two' })
  })

  it('keeps a challenge for the next question where an answer claims nothing', () => {
    const stages = planOf('one', 'two')
    const manner = { ...plain, challenges: [0] }
    let turns = reply(stages, begin(stages), 'answer', 'No idea.')
    const met = verdicts(stages[0]!, 'met', 0.9)
    turns = said(turns, respond(stages, turns, met, ample, manner))
    expect(turns.at(-1)).toMatchObject({ kind: 'ask', itemId: 'two' })
    turns = reply(stages, turns, 'answer', 'An index maps each term to the passages that hold it.')
    expect(respond(stages, turns, met, ample, manner)[0]?.kind).toBe('challenge')
  })

  it('draws where to challenge before anything is said: once in a short interview, twice in a long one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer(), (stages, seed) => {
        const places = challengeStages(stages, seed)
        expect(places).toHaveLength(stages < 4 ? 1 : 2)
        expect(new Set(places).size).toBe(places.length)
        for (const place of places) expect(place).toBeLessThan(Math.max(1, stages - 1))
        expect(challengeStages(stages, seed)).toEqual(places)
      }),
    )
  })

  it('looks at each closed question in study mode, never at a scenario before its twists', () => {
    const stages = planOf('wiki', 'one')
    const manner = { ...plain, feedback: true }
    let turns = begin(stages)
    for (let guard = 0; guard < 20 && standing(stages, turns).phase !== 'over'; guard++) {
      const { phase, stage } = standing(stages, turns)
      turns = reply(stages, turns, phase === 'feedback' ? 'go-on' : 'answer', 'A design.')
      turns = said(turns, respond(stages, turns, verdicts(stages[stage]!, 'met', 0.9), ample, manner))
    }
    const led = turns.filter(({ kind }) => ['ask', 'twist', 'feedback', 'wrap-up'].includes(kind))
    expect(led.map(({ kind, itemId }) => `${kind} ${itemId}`)).toEqual([
      'ask wiki',
      'twist wiki',
      'twist wiki',
      'feedback wiki',
      'ask one',
      'feedback one',
      'wrap-up one',
    ])
  })

  it('keeps a thought aloud and goes on listening; a thought is no answer', () => {
    const stages = planOf('one')
    const turns = reply(stages, begin(stages), 'think', 'Perhaps the index is stale.')
    expect(standing(stages, turns)).toMatchObject({ phase: 'listen', asking: { kind: 'ask' } })
    expect(respond(stages, turns, [], ample)).toEqual([])
    expect(answersOf(stages[0]!, turns)).toEqual([])
  })

  it('invites the candidate to ask, answers, and stops after five questions', () => {
    const stages = planOf('one')
    const manner = { ...plain, invites: true }
    const met = verdicts(stages[0]!, 'met', 0.9)
    let turns = reply(stages, begin(stages), 'answer', 'Everything.')
    turns = said(turns, respond(stages, turns, met, ample, manner))
    expect(turns.at(-1)?.kind).toBe('invite')
    for (let asked = 1; asked <= 5; asked++) {
      expect(standing(stages, turns).phase).toBe('invited')
      turns = reply(stages, turns, 'question', 'How do you evaluate your models?')
      turns = said(turns, respond(stages, turns, met, ample, manner))
      expect(turns.at(-1)?.kind).toBe('reply')
    }
    turns = said(turns, respond(stages, turns, met, ample, manner))
    expect(turns.at(-1)?.kind).toBe('wrap-up')
  })

  it('takes "no questions" for an answer', () => {
    const stages = planOf('one')
    const manner = { ...plain, invites: true }
    let turns = reply(stages, begin(stages), 'skip', '')
    turns = said(turns, respond(stages, turns, [], ample, manner))
    turns = reply(stages, turns, 'done', '')
    expect(respond(stages, turns, [], ample, manner).at(-1)?.kind).toBe('wrap-up')
  })

  it('lets every real interview end in the candidate’s questions, and a drill without', () => {
    const config = { round: 'system-design' as const, topics: [], minutes: 30 }
    expect(mannerOf({ ...config, mode: 'real' }, 's', 3, 1).invites).toBe(true)
    expect(mannerOf({ ...config, mode: 'study' }, 's', 1, 1).invites).toBe(false)
    expect(mannerOf({ ...config, mode: 'study' }, 's', 5, 5).invites).toBe(true)
  })

  it('says when each thing may be said', () => {
    expect(maySay('answer', 'listen')).toBe(true)
    expect(maySay('answer', 'feedback')).toBe(false)
    expect(maySay('question', 'listen')).toBe(false)
    expect(maySay('go-on', 'feedback')).toBe(true)
  })

  it('resumes from any prefix of the transcript, always ends, and never asks a probe twice', () => {
    const spoken: Spoken[] = ['answer', 'answer', 'answer', 'clarify', 'think', 'skip', 'question', 'go-on', 'done']
    const texts = fc.constantFrom('text', 'You should always measure recall on a golden set first.', '')
    const move = fc.tuple(fc.constantFrom(...spoken), texts, fc.double({ min: 0, max: 1, noNaN: true }))
    const moves = fc.array(move, { minLength: 40, maxLength: 90 })
    const modes = fc.constantFrom<'study' | 'real'>('study', 'real')
    fc.assert(
      fc.property(moves, modes, fc.string(), (list, mode, id) => {
        const stages = planOf('wiki', 'one', 'two')
        const config = { round: 'phone-screen' as const, topics: [], minutes: 30, mode }
        const manner = mannerOf(config, id, stages.length, 3)
        let turns = begin(stages)
        const interviewer = (judged: CriterionStanding[]) => {
          for (let guard = 0; guard < 4; guard++) {
            const whole = respond(stages, turns, judged, ample, manner)
            if (!whole.length) return
            // A crash between two turns of one reply: the rest follows when it is asked again.
            const cut = said(turns, whole.slice(0, -1))
            expect(respond(stages, cut, judged, ample, manner).at(-1)).toEqual(whole.at(-1))
            turns = said(turns, whole)
          }
        }
        const step = (kind: Spoken, text: string, likelihood: number) => {
          const now = standing(stages, turns)
          turns = reply(stages, turns, kind, text)
          interviewer(verdicts(stages[now.stage]!, likelihood > 0.7 ? 'met' : 'missed', likelihood))
        }
        for (const [kind, text, likelihood] of list)
          if (maySay(kind, standing(stages, turns).phase)) step(kind, text, likelihood)
        // Whoever only ever answers, goes on and has no questions comes to the end.
        for (let guard = 0; standing(stages, turns).phase !== 'over'; guard++) {
          expect(guard).toBeLessThan(40)
          const { phase } = standing(stages, turns)
          step(phase === 'listen' ? 'answer' : phase === 'feedback' ? 'go-on' : 'done', 'text', 0)
        }
        const probes = turns.filter(({ kind }) => kind === 'probe')
        const keys = probes.map(({ itemId, twistId, criterionId }) => `${itemId}/${twistId}/${criterionId}`)
        expect(new Set(keys).size).toBe(keys.length)
        for (const stage of stages) {
          const own = turns.filter(({ itemId, twistId }) => itemId === stage.item.id && twistId === stage.twistId)
          expect(own.filter(({ kind }) => kind === 'probe' || kind === 'challenge').length).toBeLessThanOrEqual(2)
          expect(own.filter(({ kind }) => kind === 'ask' || kind === 'twist')).toHaveLength(1)
        }
        const challenges = turns.filter(({ kind }) => kind === 'challenge')
        expect(challenges.length).toBeLessThanOrEqual(mode === 'real' ? 2 : 0)
        const heard = turns.flatMap(({ kind, text }) => (kind === 'answer' ? [text] : [])).join('\n')
        for (const { quote } of challenges) expect(heard).toContain(quote)
        expect(turns.filter(({ kind }) => kind === 'wrap-up')).toHaveLength(1)
      }),
    )
  })

  it('hands the assessor each answer of a stage with the probe before it', () => {
    const stages = planOf('one')
    let turns = reply(stages, begin(stages), 'answer', 'First.')
    turns = said(turns, respond(stages, turns, verdicts(stages[0]!, 'missed', 0), ample))
    turns = reply(stages, turns, 'answer', 'Second.')
    expect(answersOf(stages[0]!, turns)).toEqual([
      { turnId: 's:1', text: 'First.', prompt: undefined },
      { turnId: 's:4', text: 'Second.', prompt: 'probe for b' },
    ])
  })
})
