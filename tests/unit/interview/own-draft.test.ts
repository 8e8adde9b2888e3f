import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assess } from '../../../src/interview/assess/assess'
import { knowledgeFrom } from '../../../src/interview/assess/knowledge'
import { libraryOf, stagesOf } from '../../../src/interview/items'
import { cardsFor } from '../../../src/interview/missed-cards'
import { topicCoverage } from '../../../src/interview/note-coverage'
import { draftFromMany, draftQuestions } from '../../../src/interview/own-draft'
import { isOwn } from '../../../src/interview/own-question'
import { chunkDocument } from '../../../src/notes/chunk'
import { noEvidence } from '../../../src/search/abstain'
import { question } from './sample'

const note = `# Adapters

## Merging

Merging is the step that adds the low-rank update to the frozen weights before serving.
A merged adapter adds no latency because the extra matrices are gone at inference.
It is also reversible.
I tried this last week on my laptop.
Merging does not help when several adapters share one base model at the same time.

## Why keep them apart

Separate adapters must be swapped on the GPU instead of being merged into the base.
A rank of 16 costs about 20 MB of memory for each adapter in a 7B model.

## References

Hu et al. is the paper that describes the low-rank update because it came first.

## Code

\`\`\`py
merged = base + a @ b
\`\`\`
`
const chunks = chunkDocument('markdown', note)
const source = { documentId: 'd', title: 'Adapters', chunks }
const drafts = draftQuestions(source, 8, 5)

describe('questions from a note', () => {
  it('are asked by its headings and definitions, one for each section that claims something', () => {
    expect(drafts.map(({ ask }) => ask)).toEqual([
      'What is meant by “Merging”, and what matters about it?',
      'Why keep them apart?',
    ])
  })

  it('are judged by sentences of the note to the letter, each with its place', () => {
    for (const { criteria } of drafts)
      for (const { statement, passage, paraphrases, wrong } of criteria) {
        expect(note).toContain(statement)
        expect(passage).toMatchObject({ documentId: 'd', quote: statement })
        expect(chunks.find(({ id }) => id === passage!.chunkId)!.text).toContain(statement)
        expect([paraphrases, wrong]).toEqual([[], []])
      }
    expect(drafts[0]!.criteria.map(({ weight }) => weight)).toEqual([3, 2, 2])
  })

  it('leave out what hangs on what was said before, what the writer did, and code', () => {
    const all = drafts.flatMap(({ criteria }) => criteria.map(({ statement }) => statement)).join(' ')
    expect(all).not.toMatch(/reversible|laptop|merged =|Hu et al/)
  })

  it('leave out what answers another sentence, tells of the text or its author, or only announces', () => {
    const text = `# Notes on loops

## The loop

A loop is a way to let a model act because each result is read before the next step is chosen.
The loop must stop after a fixed number of steps since a model may repeat itself.
Yes, because the nature of the loop will lead to many repeated calls to the model.
On the other hand a loop costs more than a single call to the same model would.
Matt Webb wrote a great piece about loops because the price of the models has dropped.
The pattern is described at length in this paper because its authors tested many loops.
For the answers that come out of such a loop you should score three things.
`
    const [draft] = draftQuestions({ ...source, title: 'Other', chunks: chunkDocument('markdown', text) }, 8, 5)
    expect(draft!.criteria.map(({ statement }) => statement.slice(0, 20))).toEqual([
      'A loop is a way to l',
      'The loop must stop a',
    ])
  })

  it('are the same for the same note, under the same ids', () => {
    expect(draftQuestions(source, 8, 5)).toEqual(drafts)
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(drafts.length)
    expect(draftQuestions(source, 1, 5)).toHaveLength(1)
  })

  it('take turns between notes', () => {
    const other = { ...source, documentId: 'e', title: 'Other' }
    expect(draftFromMany([source, other], 3, 5).map(({ from }) => from.documentId)).toEqual(['d', 'e', 'd'])
  })

  it('come to nothing rather than fail on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
        const made = draftQuestions({ ...source, chunks: chunkDocument('markdown', text) }, 8, 1)
        for (const { criteria, ask } of made) {
          expect(criteria.length).toBeGreaterThanOrEqual(2)
          expect(ask.length).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('are asked and judged like those of the pack, though they know no mistakes', () => {
    const library = libraryOf([], [], drafts)
    const [stage] = stagesOf([{ kind: 'question', id: drafts[0]!.id, variant: -1 }], library)
    expect(isOwn(stage!.item)).toBe(true)
    const knowledge = knowledgeFrom({ questions: [question('one')], scenarios: [], glossary: [] })
    const said = [
      { turnId: 't', text: 'You add the low-rank update to the frozen weights before you serve the model.' },
    ]
    const judged = assess({ question: stage!.say, criteria: stage!.criteria, said }, knowledge)
    expect(judged.map(({ criterionId }) => criterionId)).toEqual(stage!.criteria.map(({ id }) => id))
    expect(judged[0]!.likelihood).toBeGreaterThan(judged[1]!.likelihood)
  })

  it('become cards in a deck of the user’s, with the passage behind', () => {
    const library = libraryOf([], [], drafts)
    const [stage] = stagesOf([{ kind: 'question', id: drafts[0]!.id, variant: -1 }], library)
    const criterion = stage!.criteria[0]!
    const suggested = {
      itemId: stage!.item.id,
      criterionId: criterion.id,
      verdict: 'missed' as const,
      confidence: 1,
      evidence: '',
      provenance: '',
    }
    const [card] = cardsFor([{ stage: stage!, criterion, suggested, standing: 'missed' }], 's', 'deck')
    expect(card).toMatchObject({ deckId: 'deck', origin: { passage: expect.stringMatching(/^d#merging/) } })
  })
})

describe('what the user’s notes cover', () => {
  const answered = { ...noEvidence, covered: 1, together: 1, gap: 1 }
  const library = {
    search: ({ question: asked }: { question: string }) =>
      Promise.resolve({
        evidence: asked.includes('covered') ? answered : noEvidence,
        passages: asked.includes('covered') ? [{}] : [],
      } as never),
  }

  it('is told by topic: one planned question that they answer is enough', async () => {
    const items = [
      question('covered', { topic: 'rag' }),
      question('not', { topic: 'rag' }),
      question('nothing', { topic: 'agents' }),
    ]
    expect(await topicCoverage(items, library)).toEqual([
      { topic: 'rag', covered: true },
      { topic: 'agents', covered: false },
    ])
  })
})
