import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compilePack } from '../../../content/compile'
import { InstantEncoder } from '../../../src/encoder/embed'
import { withTopics } from '../../../src/interview/job'
import { topicsByMeaning, topicSpace } from '../../../src/interview/job-meaning'

const encoder = new InstantEncoder(readFileSync('src/encoder/weights/instant-1.bin'))
const { questions, scenarios } = compilePack('content').pack
const space = topicSpace([...questions, ...scenarios], encoder)
const topics = (text: string) => topicsByMeaning(text, space, encoder).map(({ topic }) => topic)

describe('a job description by its meaning', () => {
  it.each([
    [
      'rag',
      'You will make our company wiki answer questions, so that staff find what they look for without reading forty pages. Answers must say where they come from.',
    ],
    [
      'evaluation',
      'You find out whether what we ship is any good: build scorecards, have people label outputs, compare versions before release and watch quality over time.',
    ],
    [
      'inference',
      'Bring down latency and GPU bills of our text generation service; batch requests, shrink the models, keep p95 under a second.',
    ],
    [
      'agents',
      'Build bots that carry out multi-step jobs on their own, calling our internal APIs, booking and cancelling things, with a person in the loop for risky steps.',
    ],
    [
      'safety',
      'Keep users from tricking our assistant, protect personal details, and make sure that nothing harmful is said to children.',
    ],
    ['multimodal', 'Read scanned invoices, photos and diagrams; generate product pictures.'],
  ])('finds %s though none of its names stands there', (topic, text) => {
    expect(topics(text)[0]).toBe(topic)
  })

  it.each([
    'We look for a nurse for the night shift in our hospital in Leeds. You care for patients, give medicines and keep records.',
    'As an account executive you sell our software to retailers in the north, travel three days a week and own your quota. A driving licence is required.',
    '',
    'zzz qqq',
  ])('finds nothing in another trade: %s', (text) => {
    expect(topics(text)).toEqual([])
  })

  it('lifts the questions of its topics and lowers none', () => {
    const fit = new Map([
      ['a', 1],
      ['b', 0.1],
    ])
    const items = [
      { id: 'a', topic: 'rag' },
      { id: 'b', topic: 'agents' },
      { id: 'c', topic: 'agents' },
      { id: 'd', topic: 'safety' },
    ] as never
    const lifted = withTopics(fit, items, ['agents'])
    expect(Object.fromEntries(lifted)).toEqual({ a: 1, b: 0.6, c: 0.6 })
    expect(withTopics(fit, items, [])).toBe(fit)
  })
})
