import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assume } from '../../../src/interview/clarify'
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
import { question, said, scenario } from './sample'

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

  it('leaves alone what was most likely said, and takes up the nearest words of what is vague', () => {
    const stages = planOf('one')
    const turns = reply(stages, begin(stages), 'answer', 'We keep the index fresh, because the corpus changes daily.')
    const [a, b, c] = stages[0]!.criteria.map(({ id }) => id)
    const evidence = 'We keep the index fresh, because the corpus changes daily.'
    const vague = [
      { criterionId: a!, verdict: 'unsure' as const, likelihood: 0.9, evidence },
      { criterionId: b!, verdict: 'met' as const, likelihood: 0.9, evidence },
      { criterionId: c!, verdict: 'unsure' as const, likelihood: 0.5, evidence },
    ]
    const probe = respond(stages, turns, vague).at(-1)!
    expect(probe).toMatchObject({ kind: 'probe', criterionId: c, text: `probe for ${c}` })
    expect(evidence).toContain(probe.quote)
    expect(takeUp(probe, 0).text).toBe(`You said “${probe.quote}”. probe for ${c}`)
    const sure = vague.filter(({ criterionId }) => criterionId !== c)
    expect(respond(stages, turns, [...sure, { criterionId: c!, verdict: 'met', likelihood: 1 }]).at(-1)?.kind).not.toBe(
      'probe',
    )
  })

  it('goes further where the follow-up asks for what was touched', () => {
    const probe = {
      by: 'interviewer',
      kind: 'probe',
      itemId: 'one',
      text: 'What does it do when a ticket is not solved?',
    } as const
    const quote = 'it may say that it has not solved the ticket'
    expect(takeUp({ ...probe, quote }, 0).text).toBe(`You touched on that: “${quote}”. Go further. ${probe.text}`)
    expect(takeUp({ ...probe, quote: 'we begin with a pilot' }, 0).text).toMatch(/^You said/)
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

  it('owns up when the candidate says that they said it already', () => {
    const stages = planOf('one')
    const first = reply(stages, begin(stages), 'answer', 'An answer.')
    const probed = said(first, respond(stages, first, verdicts(stages[0]!, 'missed', 0)))
    const turns = reply(stages, probed, 'answer', 'I kind of said that already: by the register.')
    expect(respond(stages, turns, verdicts(stages[0]!, 'missed', 0))[0]).toMatchObject({ text: 'You did; I have it.' })
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
