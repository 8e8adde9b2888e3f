import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assume } from '../../../src/interview/clarify'
import {
  answersOf,
  candidateTurn,
  hintRequest,
  respond,
  standing,
  type CriterionStanding,
} from '../../../src/interview/conduct'
import { libraryOf, stagesOf, type Stage } from '../../../src/interview/items'
import type { Turn, Verdict } from '../../../src/interview/session'
import { question, said, scenario } from './sample'

const library = libraryOf([question('one'), question('two', { hint: 'Begin with the index.' })], [scenario('wiki')])
const planOf = (...ids: string[]) =>
  stagesOf(
    ids.map((id) => ({ kind: id === 'wiki' ? ('scenario' as const) : ('question' as const), id, variant: -1 })),
    library,
  )
const ample = { elapsedMs: 0, plannedMs: 3_600_000 }

function verdicts(stage: Stage, verdict: Verdict, likelihood: number): CriterionStanding[] {
  return stage.criteria.map(({ id }) => ({ criterionId: id, verdict, likelihood }))
}

function begin(stages: Stage[]): Turn[] {
  return said([], respond(stages, [], [], ample))
}

function reply(stages: Stage[], turns: Turn[], kind: 'answer' | 'clarify' | 'skip', text: string) {
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

  it('resumes from any prefix of the transcript, ends, and never asks a probe twice', () => {
    const kinds = fc.constantFrom<'answer' | 'clarify' | 'skip'>('answer', 'answer', 'clarify', 'skip')
    const chance = fc.array(fc.tuple(kinds, fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 60,
      maxLength: 60,
    })
    fc.assert(
      fc.property(chance, (moves) => {
        const stages = planOf('wiki', 'one', 'two')
        let turns = begin(stages)
        for (const [kind, likelihood] of moves) {
          if (standing(stages, turns).phase === 'over') break
          turns = reply(stages, turns, kind, 'text')
          const stage = stages[standing(stages, turns).stage]!
          const judged = verdicts(stage, likelihood > 0.7 ? 'met' : 'missed', likelihood)
          const whole = respond(stages, turns, judged, ample)
          // A crash between two turns of one reply: the rest follows when it is asked again.
          const cut = said(turns, whole.slice(0, whole.length - 1))
          expect(respond(stages, cut, judged, ample).at(-1)).toEqual(whole.at(-1))
          turns = said(turns, whole)
        }
        const probes = turns.filter(({ kind }) => kind === 'probe')
        const keys = probes.map(({ itemId, twistId, criterionId }) => `${itemId}/${twistId}/${criterionId}`)
        expect(new Set(keys).size).toBe(keys.length)
        for (const stage of stages) {
          const own = probes.filter(({ itemId, twistId }) => itemId === stage.item.id && twistId === stage.twistId)
          expect(own.length).toBeLessThanOrEqual(2)
        }
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
