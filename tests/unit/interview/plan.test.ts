import { describe, expect, it } from 'vitest'
import { candidates, drill, noHistory, plan, roundsOf, type History } from '../../../src/interview/plan'
import type { InterviewConfig } from '../../../src/interview/session'
import { question, scenario } from './sample'

const items = [
  ...Array.from({ length: 8 }, (_, index) => question(`rag-${index}`)),
  ...Array.from({ length: 8 }, (_, index) => question(`eval-${index}`, { topic: 'evaluation', level: 'mid' })),
  question('story', { topic: 'interview-loop', rounds: ['behavioural'] }),
  scenario('wiki'),
  scenario('legal'),
]
const config: InterviewConfig = { round: 'phone-screen', topics: [], minutes: 20 }

describe('the plan', () => {
  it('is the same for the same seed, and differs for another', () => {
    const ids = (seed: string) => plan(config, items, noHistory, seed).map(({ id }) => id)
    expect(ids('a')).toEqual(ids('a'))
    expect(new Set(['a', 'b', 'c', 'd'].map((seed) => ids(seed).join())).size).toBeGreaterThan(1)
  })

  it('keeps to round, topics and level', () => {
    expect(candidates(items, { ...config, round: 'behavioural' }).map(({ id }) => id)).toEqual(['story'])
    const junior = plan({ ...config, level: 'junior' }, items, noHistory, 's')
    expect(junior.every(({ id }) => id.startsWith('rag'))).toBe(true)
    const evaluation = plan({ ...config, topics: ['evaluation'] }, items, noHistory, 's')
    expect(evaluation.every(({ id }) => id.startsWith('eval'))).toBe(true)
  })

  it('fills the time and no more, and asks nothing twice', () => {
    const chosen = plan(config, items, noHistory, 's')
    expect(chosen.length).toBe(4)
    expect(new Set(chosen.map(({ id }) => id)).size).toBe(4)
  })

  it('lets topics take turns', () => {
    const chosen = plan(config, items, noHistory, 's')
    expect(chosen.filter(({ id }) => id.startsWith('rag')).length).toBe(2)
  })

  it('gives the topic of a job description its part of the time, half at most', () => {
    const topics = ['inference', 'safety', 'agents', 'evaluation', 'prompts']
    const all = topics.flatMap((topic) =>
      Array.from({ length: 10 }, (_, index) => question(`${topic}-${index}`, { topic })),
    )
    const fit = (topic: string) => (topic === 'inference' ? 1 : topic === 'agents' ? 0.4 : 0)
    const job = new Map(all.map(({ id, topic }) => [id, fit(topic)]))
    for (const seed of ['a', 'b', 'c']) {
      const chosen = plan({ ...config, minutes: 40 }, all, noHistory, seed, { job })
      const count = (topic: string) => chosen.filter(({ id }) => id.startsWith(topic)).length
      expect(chosen).toHaveLength(8)
      expect(count('inference')).toBe(4)
      expect(count('agents')).toBeGreaterThanOrEqual(1)
    }
  })

  it('begins a later recruiter screen with the person too, though by another question', () => {
    const talk = (id: string) => question(id, { topic: 'interview-loop', rounds: ['recruiter'] })
    const all = [question('tech', { rounds: ['recruiter'] }), talk('background-story'), talk('why')]
    const history: History = { ...noHistory, seen: new Map([['background-story', { lastAt: 1, variant: -1 }]]) }
    for (const seed of ['a', 'b', 'c', 'd'])
      expect(plan({ ...config, round: 'recruiter', minutes: 10 }, all, history, seed)[0]!.id).toBe('why')
  })

  it('begins a recruiter screen with the person and a project round with the project, whatever the job asks for', () => {
    const talk = (id: string, round: 'recruiter' | 'project') =>
      question(id, { topic: 'interview-loop', rounds: [round] })
    const all = [
      question('tech', { rounds: ['recruiter', 'project'] }),
      talk('background-story', 'recruiter'),
      talk('why', 'recruiter'),
      talk('project-architecture', 'project'),
      talk('project-cost', 'project'),
    ]
    const job = new Map([['tech', 1]])
    for (const seed of ['a', 'b', 'c', 'd']) {
      const first = (round: 'recruiter' | 'project') => plan({ ...config, round }, all, noHistory, seed, { job })[0]!.id
      expect(first('recruiter')).toBe('background-story')
      expect(first('project')).toBe('project-architecture')
    }
  })

  it('asks what was not seen lately first', () => {
    const seen = new Map(items.slice(0, 6).map(({ id }, index) => [id, { lastAt: index + 1, variant: -1 }]))
    const history: History = { ...noHistory, seen }
    const chosen = plan({ ...config, topics: ['rag'], minutes: 15 }, items, history, 's').map(({ id }) => id)
    expect(chosen.slice(0, 2).sort()).toEqual(['rag-6', 'rag-7'])
    expect(chosen).not.toContain('rag-5')
  })

  it('brings weak topics more often', () => {
    const strength = new Map([
      ['rag', 1],
      ['evaluation', 0],
    ])
    const firsts = Array.from(
      { length: 40 },
      (_, seed) => plan({ ...config, minutes: 5 }, items, { ...noHistory, strength }, `${seed}`)[0]!,
    )
    expect(firsts.filter(({ id }) => id.startsWith('eval')).length).toBeGreaterThan(30)
  })

  it('uses another wording the next time', () => {
    const seen = (variant: number) => ({
      seen: new Map(items.map(({ id }) => [id, { lastAt: 1, variant }])),
      strength: new Map(),
    })
    expect(plan(config, items, noHistory, 's')[0]!.variant).toBe(-1)
    expect(plan(config, items, seen(-1), 's')[0]!.variant).toBe(0)
    expect(plan(config, items, seen(1), 's')[0]!.variant).toBe(-1)
    expect(drill(items[0]!)[0]).toEqual({ kind: 'question', id: 'rag-0', variant: 0 })
  })

  it('opens a design round with a scenario that fits', () => {
    const chosen = plan({ ...config, round: 'system-design', minutes: 25 }, items, noHistory, 's')
    expect(chosen).toHaveLength(1)
    expect(chosen[0]!.kind).toBe('scenario')
  })

  it('offers only rounds that the pack can hold', () => {
    expect(roundsOf(items)).toEqual(['phone-screen', 'system-design'])
  })
})
