import { describe, expect, it } from 'vitest'
import { onlyMentions } from '../../../src/interview/assess/mention'

describe('terms that are only dropped', () => {
  it.each([
    'Embeddings, rerankers, thresholds and prompts all play a role here.',
    'There are gradients, optimisers, schedulers and so on.',
    'Latency, cost, quality and safety are topics that you should keep in mind.',
  ])('are told: %s', (sentence) => expect(onlyMentions(sentence)).toBe(true))

  it.each([
    'Layered graph, best recall, needs memory, slow to build.',
    'There are two matrices of rank r whose product is added to the frozen weights.',
    'Scale plays a role because scores grow with the dimension, so they are divided by its root.',
    'Use a reranker, a threshold and a fixed refusal, and test with questions that cannot be answered.',
  ])('are not what says something: %s', (sentence) => expect(onlyMentions(sentence)).toBe(false))
})
