import { describe, expect, test } from 'vitest'
import type { CheckEach } from '../../../src/ask/generate'
import type { DraftPassage } from '../../../src/cards/draft-rules'
import { LanguageModelFailure } from '../../../src/models/language-model'
import type { Chunk } from '../../../src/notes/document'
import { Drafting } from '../../../src/notes/drafting.svelte'
import { Summarising } from '../../../src/notes/summarising.svelte'
import { scriptedModel, type Reply } from '../../fixtures/models/scripted-model'

const lost = () => new LanguageModelFailure('lost')
const check: CheckEach = async (sentences, passages) => ({
  by: 'words',
  checks: sentences.map((sentence) =>
    passages.map(({ text }) => {
      const there = text.includes(sentence.replace(/\.$/, ''))
      return { support: there ? 'supported' : 'unsupported', start: 0, end: there ? 10 : 0, covered: there ? 1 : 0 }
    }),
  ),
})
const writerOf = (replies: Reply[]) => async () => ({ model: scriptedModel(replies), check, now: () => 0 })

describe('cards being drafted', () => {
  const passage = (name: string): DraftPassage => ({
    documentId: 'doc',
    chunkId: name,
    title: 'Note',
    headings: ['Note'],
    text: `A ${name} is a part of the engine that turns round. It is oiled.`,
    bold: [],
  })
  const card = (name: string) =>
    JSON.stringify({
      cards: [{ question: `What turns: the ${name}?`, answer: `A ${name}`, quote: `A ${name} is a part` }],
    })
  const duplicates = async (drafts: readonly unknown[]) => drafts.map(() => undefined)
  const passages = async () => ['rotor', 'crank', 'wheel'].map(passage)

  test('go on after the engine was lost and came back', async () => {
    const drafting = new Drafting({
      passages,
      writer: writerOf([card('rotor'), lost(), card('crank'), card('wheel')]),
      duplicates,
    })
    await drafting.make()
    expect(drafting.offered.map(({ made }) => made)).toEqual(['model', 'model', 'model'])
    expect([drafting.problem, drafting.busy, drafting.of]).toEqual(['', false, 0])
  })

  test('keep what is there where it is lost again, and the rest come without a model, which is said', async () => {
    const drafting = new Drafting({ passages, writer: writerOf([card('rotor'), lost(), lost()]), duplicates })
    await drafting.make()
    expect(drafting.offered.map(({ front }) => front)).toEqual([
      'What turns: the rotor?',
      'What is a crank?',
      'What is a wheel?',
    ])
    expect(drafting.problem).toContain('lost its device')
    expect(drafting.problem).toContain('made from their headings, definitions and bold terms')
  })

  test('stay as they are when the job is stopped', async () => {
    const stop = () => (drafting.stop(), card('crank'))
    const drafting: Drafting = new Drafting({ passages, writer: writerOf([card('rotor'), stop]), duplicates })
    await drafting.make()
    expect(drafting.offered.map(({ front }) => front)).toEqual(['What turns: the rotor?'])
    expect([drafting.problem, drafting.busy]).toEqual(['', false])
  })
})

describe('a summary being made', () => {
  const sentences = (name: string) =>
    ['keeps', 'moves', 'holds', 'joins', 'turns', 'heats'].map(
      (verb) => `The ${name} ${verb} the ${name} parts of the engine together.`,
    )
  const chunk = (name: string): Chunk => {
    const text = `${sentences(name).join(' ')} ${'It is so.'.repeat(120)}`
    return { id: name, headings: ['Note', name], text, start: 0, end: text.length, kind: 'prose' }
  }
  const chunks = async () => ['rotor', 'crank'].map(chunk)
  const making = (replies: Reply[]) => new Summarising({ title: 'Note', chunks, writer: writerOf(replies) })
  const made = ({ summary }: Summarising) => summary!.parts.map((part) => part.made)
  const said = `${sentences('rotor')[0]!.slice(0, -1)} [1].`

  test('keeps the parts that were written before the engine was lost for good, and says what the rest is', async () => {
    const one = making([said, lost(), lost()])
    await one.make()
    expect(made(one)).toEqual(['written', 'extracted'])
    expect(one.problem).toContain('What it has not written is in the note’s own words')
    expect(one.busy).toBe(false)
  })

  test('keeps them too when it is stopped, and says nothing of a problem', async () => {
    const one: Summarising = making([said, () => (one.stop(), said)])
    await one.make()
    expect(made(one)).toEqual(['written', 'extracted'])
    expect(one.problem).toBe('')
  })

  test('is the note’s own words where no model is in use', async () => {
    const one = new Summarising({ title: 'Note', chunks, writer: async () => undefined })
    await one.make()
    expect(made(one)).toEqual(['extracted', 'extracted'])
    expect(one.summary!.provenance).toContain('no model used')
  })
})
