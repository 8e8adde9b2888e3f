import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rolesOf } from '../../../src/interview/assess/roles'

/** A true line, the same with its sides exchanged, and the same in other words. */
const triples: [line: string, turned: string, reworded: string][] = [
  [
    'A larger model is more accurate than a distilled model.',
    'A distilled model is more accurate than a larger model.',
    'A distilled model is less accurate than a larger model.',
  ],
  [
    'A cross-encoder is slower than a bi-encoder.',
    'A bi-encoder is slower than a cross-encoder.',
    'A bi-encoder is faster than a cross-encoder.',
  ],
  [
    'Output tokens cost more than input tokens.',
    'Input tokens cost more than output tokens.',
    'Input tokens cost less than output tokens.',
  ],
  [
    'Recall is higher with a graph index than with a flat quantised one.',
    'Recall is higher with a flat quantised index than with a graph one.',
    'With a graph index recall is higher than with a flat quantised one.',
  ],
  [
    'The filter is applied before the ranking.',
    'The ranking is applied before the filter.',
    'The ranking comes after the filter is applied.',
  ],
  [
    'Deduplication runs before tokenisation.',
    'Deduplication runs after tokenisation.',
    'Tokenisation runs after deduplication.',
  ],
  [
    'The documents are split before they are embedded.',
    'The documents are embedded before they are split.',
    'Before the documents are embedded, they are split.',
  ],
  [
    'The reward model is trained first and then the policy is optimised.',
    'The policy is optimised first and then the reward model is trained.',
    'The reward model is trained before the policy is optimised.',
  ],
  [
    'Knowledge is distilled from the teacher to the student.',
    'Knowledge is distilled from the student to the teacher.',
    'The student gets knowledge distilled from the teacher.',
  ],
  [
    'The weights are cast from float to integer.',
    'The weights are cast from integer to float.',
    'The weights are cast from float down to integer.',
  ],
  [
    'Store permissions in the index instead of in the prompt.',
    'Store permissions in the prompt instead of in the index.',
    'Rather than in the prompt, store permissions in the index.',
  ],
  [
    'The retriever decides rather than the generator.',
    'The generator decides rather than the retriever.',
    'It is the retriever that decides, not the generator.',
  ],
  [
    'Overfitting causes a gap between training and validation loss.',
    'A gap between training and validation loss causes overfitting.',
    'A gap between training and validation loss is caused by overfitting.',
  ],
  [
    'A small learning rate leads to slow convergence.',
    'Slow convergence leads to a small learning rate.',
    'Slow convergence results from a small learning rate.',
  ],
  [
    'The chunk size determines the retrieval precision.',
    'The retrieval precision determines the chunk size.',
    'The retrieval precision depends on the chunk size.',
  ],
  [
    'Prefill is bound by compute, while decode is bound by memory.',
    'Prefill is bound by memory, while decode is bound by compute.',
    'Decode is limited by memory, whereas prefill is limited by compute.',
  ],
  [
    'Precision divides by everything predicted positive, and recall divides by all actual positives.',
    'Precision divides by all actual positives, and recall divides by everything predicted positive.',
    'Recall is taken over all actual positives, precision over everything predicted.',
  ],
  [
    'Fast pairs tell neighbours apart, while slow pairs mark long distances.',
    'Slow pairs tell neighbours apart, while fast pairs mark long distances.',
    'Neighbours are told apart by the fast pairs, long distances by the slow pairs.',
  ],
  [
    'The encoder reads the whole input, whereas the decoder writes one token at a time.',
    'The decoder reads the whole input, whereas the encoder writes one token at a time.',
    'One token at a time is written by the decoder, and the whole input is read by the encoder.',
  ],
  [
    'Lower temperature sharpens the distribution.',
    'Higher temperature sharpens the distribution.',
    'Higher temperature flattens the distribution.',
  ],
  [
    'A larger batch raises throughput and raises latency.',
    'A larger batch raises throughput and lowers latency.',
    'A smaller batch lowers throughput and lowers latency.',
  ],
  [
    'Raising the threshold increases precision and reduces recall.',
    'Raising the threshold reduces precision and increases recall.',
    'Lowering the threshold reduces precision and increases recall.',
  ],
  [
    'A longer context makes attention slower and memory higher.',
    'A longer context makes memory lower.',
    'With a shorter context memory gets lower.',
  ],
  [
    'More negatives improve the embeddings.',
    'Fewer negatives improve the embeddings.',
    'Fewer negatives worsen the embeddings.',
  ],
]

describe('the roles in a sentence', () => {
  it('are enough pairs to say so', () => expect(triples.length).toBeGreaterThanOrEqual(20))

  it.each(triples)('of "%s" are seen exchanged', (line, turned) => {
    expect(rolesOf(turned, line)).toBe('swapped')
  })

  it.each(triples)('of "%s" may be told in other words', (line, _, reworded) => {
    expect(rolesOf(reworded, line)).not.toBe('swapped')
  })

  it.each(triples)('of "%s" are its own', (line) => {
    expect(rolesOf(line, line)).not.toBe('swapped')
  })

  it('are never exchanged between a text and itself', () => {
    fc.assert(fc.property(fc.lorem({ maxCount: 30 }), (text) => rolesOf(text, text) !== 'swapped'))
  })
})
