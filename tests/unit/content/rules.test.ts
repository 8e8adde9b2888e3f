import { describe, expect, it } from 'vitest'
import { InstantEncoder } from '../../../src/encoder/embed'
import { readFileSync } from 'node:fs'
import { check } from '../../../content/check-pack'
import { compilePack } from '../../../content/compile'
import { coverageOf, countsOf } from '../../../content/coverage'
import { gradedAnswers, partsOf, type Grade, type Graded, type Trial } from '../../../content/rules/answers'
import { coveredRows, coveredTopics, enoughOfAll } from '../../../content/rules/amounts'
import { atomicCards } from '../../../content/rules/cards'
import { idsOf, stableIds, uniqueIds } from '../../../content/rules/ids'
import { liveLinks } from '../../../content/rules/links'
import { distinctMeanings, distinctWords } from '../../../content/rules/near'
import { sourcedFigures } from '../../../content/rules/figures'
import { completeNotes, faultsOf } from '../../../content/rules/notes'
import { soundPlans } from '../../../content/rules/plans'
import { soundRubrics } from '../../../content/rules/rubrics'
import { namedSources } from '../../../content/rules/sources'
import { faultsOfStyle } from '../../../content/rules/wording'
import { card, criterion, emptyPack, note, question, said } from './sample'

const compiled = compilePack('content')

describe('the shipped pack', () => {
  it('breaks no rule', () => {
    expect([...compiled.problems, ...check(compiled)]).toEqual([])
  })

  it('begins each deck with the cards of the topic’s own note', () => {
    const first = (topic: string) => compiled.pack.cards.find((card) => card.topic === topic)?.note?.split('#')[0]
    expect(['rag', 'llm-fundamentals', 'inference', 'safety'].map(first)).toEqual([
      'rag',
      'llm-fundamentals',
      'inference',
      'safety',
    ])
  })

  it('covers every row of the curriculum with a passage, and all but the stories with cards and questions', () => {
    const rows = coverageOf(compiled.pack)
    expect(rows.length).toBeGreaterThan(100)
    expect(rows.filter(({ notes, questions }) => !notes || !questions)).toEqual([])
  })
})

describe('ids', () => {
  const pack = { ...emptyPack(), cards: [card()], notes: [note()] }

  it('may not be used twice in a kind', () => {
    expect(said(uniqueIds, { cards: [card(), card()] })).toEqual(['id "rag-why" is used twice'])
  })

  it('may not vanish once they have shipped, unless somebody said why', () => {
    const shipped = [...idsOf(pack), 'card/rag-old']
    expect(said(stableIds, { ...pack, shipped })[0]).toMatch(/card\/rag-old has shipped and is gone/)
    const retired = [{ id: 'card/rag-old', why: 'asked twice' }]
    expect(said(stableIds, { ...pack, shipped, retired })).toEqual([])
  })

  it('may not come back after they were retired, and new ones go on the list', () => {
    const retired = [{ id: 'card/rag-why', why: 'wrong' }]
    expect(said(stableIds, { ...pack, shipped: idsOf(pack), retired })[0]).toMatch(/never used again/)
    expect(said(stableIds, { ...pack, shipped: [] })[0]).toMatch(/is new: run/)
  })
})

describe('links', () => {
  it('of cards lead to a passage that is there', () => {
    expect(said(liveLinks, { notes: [note()], cards: [card()] })).toEqual([])
    expect(said(liveLinks, { notes: [note()], cards: [card({ note: 'rag#gone' })] })[0]).toMatch(/nowhere/)
    expect(said(liveLinks, { notes: [note()], cards: [card({ note: 'rag' })] })[0]).toMatch(/not to a passage/)
    expect(said(liveLinks, { notes: [note()], cards: [card({ note: undefined })] })[0]).toMatch(/no passage/)
  })

  it('between notes lead to a title and a heading that are there', () => {
    const body = '## A\n\nSee [[Retrieval#A]] and [[Retrieval#B]].'
    expect(said(liveLinks, { notes: [note({ body })] })).toEqual(['rag: [[Retrieval#B]] leads nowhere'])
  })
})

describe('amounts', () => {
  it('are held to a minimum', () => {
    expect(said(enoughOfAll, {}).length).toBe(8)
    expect(said(coveredTopics, {})).toContain('topic "rag" has no note')
    const row = { row: 'Chunking', notes: ['rag'], questions: [], needs: { cards: 1, questions: 1 } }
    expect(said(coveredRows, { curriculum: [row], cards: [card()] })).toEqual([
      '"Chunking" has 0 questions, fewer than 1',
    ])
  })

  it('count questions about code as questions, and only tasks as coding', () => {
    expect(countsOf({ ...emptyPack(), questions: [question({ rounds: ['coding'] })] })).toMatchObject({
      questions: 1,
      criteria: 4,
      coding: 0,
    })
  })
})

describe('notes', () => {
  it('have a length, a diagram, an example, sources, the interview and the mistakes', () => {
    const messages = said(completeNotes, { notes: [note({ sources: [] })] }).join('\n')
    for (const part of ['words', 'How to say it', 'Common mistakes', 'diagram', 'worked example', 'source'])
      expect(messages).toContain(part)
  })

  it('draw in the colour of the text, in letters that a phone shows, with a title', () => {
    const good = '<svg viewBox="0 0 640 90" role="img"><title>Questions go in, answers come out</title></svg>'
    expect(faultsOf(good)).toEqual([])
    const bad = '<svg><text fill="#333" font-size="9">a</text><script>1</script></svg>'
    expect(faultsOf(bad)).toHaveLength(6)
  })
})

describe('cards', () => {
  it('do not ask to recite a list, nor answer with one', () => {
    expect(said(atomicCards, { cards: [card({ front: 'Name the four parts of RAG.' })] })[0]).toMatch(/recite/)
    expect(said(atomicCards, { cards: [card({ back: '- one\n- two' })] })[0]).toMatch(/with a list/)
    expect(said(atomicCards, { cards: [card()] })).toEqual([])
  })

  it('are short', () => {
    expect(said(atomicCards, { cards: [card({ back: 'word '.repeat(61) })] })[0]).toMatch(/61 words/)
  })

  it('do not say in the same words what another says', () => {
    const copy = card({ id: 'copy', front: 'Why does retrieval help with facts that change each week?' })
    expect(said(distinctWords, { cards: [card(), copy] })[0]).toMatch(/in the same words/)
  })

  it('do not ask in other words what another asks', async () => {
    const encoder = new InstantEncoder(readFileSync('src/encoder/weights/instant-1.bin'))
    const found: string[] = []
    const reworded = card({
      id: 'reworded',
      front: 'Retrieval helps with facts that change each week. Why?',
      back: 'You update the index and not the weights.',
    })
    const other = card({ id: 'other', front: 'What is BLEU?', back: 'Clipped n-gram precision.' })
    const pack = { ...emptyPack(), cards: [card(), other, reworded] }
    await distinctMeanings(pack, (_, message) => found.push(message), {
      name: 'instant',
      embed: (texts) => texts.map((text) => encoder.embed(text)),
      most: { card: 0.83, question: 0.82 },
    })
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(/"reworded" is too near to "rag-why"/)
  })
})

describe('rubrics', () => {
  it('are sound as the sample is', () => {
    expect(said(soundRubrics, { questions: [question()] })).toEqual([])
  })

  it('have four paraphrases and four wrong claims of 8 to 25 words', () => {
    const short = criterion({ paraphrases: ['Too short.'], wrong: [] })
    const messages = said(soundRubrics, { questions: [question({ criteria: [short] })] }).join('\n')
    for (const part of ['1 paraphrases', '0 wrong claims', 'a line of 2 words', 'has 1 criteria'])
      expect(messages).toContain(part)
  })

  it('have a model answer that can be spoken, and two other wordings', () => {
    const messages = said(soundRubrics, { questions: [question({ answer: 'Yes.', variants: [] })] }).join('\n')
    expect(messages).toMatch(/1 words/)
    expect(messages).toMatch(/0 variants/)
  })
})

describe('answers', () => {
  const questions = [
    question(),
    question({ id: 'story', topic: 'loop', rounds: ['behavioural'], answer: 'I was late.' }),
  ]
  type Verdict = Graded['verdicts'][number]
  const judged = ({ criteria }: Trial['rubric'], of: (index: number) => Partial<Verdict>): Graded => {
    const verdicts = criteria.map(({ id }, index) => ({ criterionId: id, verdict: 'met', likelihood: 1, ...of(index) }))
    const met = verdicts.filter(({ verdict }) => verdict === 'met').length / verdicts.length
    return { verdicts, met, passes: met >= 0.6 }
  }
  const said = async (grade: (text: string, index: number) => Partial<Verdict>) => {
    const found: { message: string; where: unknown }[] = []
    const all: Grade = (trials) =>
      Promise.resolve(
        trials.map(({ rubric, texts }) => texts.map((text) => judged(rubric, (index) => grade(text, index)))),
      )
    await gradedAnswers({ ...emptyPack(), questions }, (_, message, where) => found.push({ message, where }), all)
    return found
  }
  const own = questions.map(({ answer }) => answer)

  it('of the model meet every criterion, and who falls short is told which one, where and why', async () => {
    const contradiction = { said: 'It is stale.', claim: 'It is always stale.' }
    const only = (text: string, index: number) =>
      !own.includes(text) || index ? { verdict: 'missed' } : { verdict: 'unsure', likelihood: 0.4, contradiction }
    const found = await said(only)
    expect(found).toHaveLength(8)
    expect(found[0]).toEqual({
      message:
        'rag-or-tuning: the model answer does not meet "a" (unsure at 0.40, held to claim "It is always stale." by "It is stale.")',
      where: ['criteria', 0],
    })
  })

  it('that are bland, repeat the question or answer another one fail', async () => {
    const messages = (await said(() => ({}))).map(({ message }) => message)
    expect(messages).toEqual([
      'rag-or-tuning: a bland answer meets 4 of 4 criteria',
      'rag-or-tuning: the question repeated meets 4 of 4 criteria',
      'rag-or-tuning: the answer to "story" meets 4 of 4 criteria',
      'story: a bland answer meets 4 of 4 criteria',
      'story: the question repeated meets 4 of 4 criteria',
      'story: the answer to "rag-or-tuning" meets 4 of 4 criteria',
    ])
  })

  it('to every turn of a scenario and every question about code are graded too', () => {
    const parts = partsOf(compiled.pack)
    const { questions, scenarios, coding } = compiled.pack
    const turns = scenarios.reduce((sum, { twists }) => sum + twists.length, 0)
    const talk = coding.reduce((sum, { discussion, twists }) => sum + discussion.length + twists.length, 0)
    expect(parts).toHaveLength(questions.length + scenarios.length + turns + talk)
    const turn = parts.find(({ name }) => name === 'wiki-assistant/pages-disagree')!
    const line = compiled.places.get(turn.item)!.lineOf!([...turn.path, 0])
    expect(readFileSync('content/scenarios/wiki-assistant.yaml', 'utf8').split('\n')[line - 1]).toContain(
      `- id: ${turn.criteria[0]!.id}`,
    )
  })
})

describe('wording', () => {
  it('is British and calm, and leaves what is quoted', () => {
    expect(faultsOfStyle('The behavior of the model!')).toHaveLength(2)
    expect(faultsOfStyle('Sharma et al., "Understanding the behavior of models"')).toEqual([])
    expect(faultsOfStyle('`color` is a word of CSS, and `a != b` a test.')).toEqual([])
  })
})

describe('figures', () => {
  it('on cards are worked out from the question or carry a source', () => {
    expect(said(sourcedFigures, { cards: [card({ back: 'It lost 4 % of recall.' })] })[0]).toMatch(/without a source/)
    expect(said(sourcedFigures, { cards: [card({ front: 'Is 2 of 50 much?', back: 'It is 4 %.' })] })).toEqual([])
  })

  it('in notes are worked out or sourced in the paragraph or beside it', () => {
    const body = (...paragraphs: string[]) => ({ notes: [note({ body: paragraphs.join('\n\n') })] })
    expect(said(sourcedFigures, body('Others.', 'More.', 'Reranking lifts recall by 12 %.'))[0]).toMatch(/nor sourced/)
    for (const beside of [
      'As Lewis and others saw.',
      'Measured in 2020.',
      'Suppose that 5 of 50 fail.',
      '$5/50 = 0.1$',
    ])
      expect(said(sourcedFigures, body(beside, 'So 10 % are lost.'))).toEqual([])
  })

  it('that a model answer reports have a year and a source', () => {
    const answer = 'Researchers found that 17 % of the queries went wrong.'
    expect(said(sourcedFigures, { questions: [question({ answer })] })[0]).toMatch(/without its year/)
    const sourced = { answer: `In 2024, ${answer}`, sources: ['Magesh et al., 2024, "Hallucination-Free?"'] }
    expect(said(sourcedFigures, { questions: [question(sourced)] })).toEqual([])
  })
})

describe('sources', () => {
  it('name whoever is credited', () => {
    expect(said(namedSources, { notes: [note({ body: 'As Liu et al. (2023) found.' })] })[0]).toMatch(
      /Liu et al., 2023/,
    )
    expect(said(namedSources, { notes: [note({ body: 'As Lewis et al., 2020 found.' })] })).toEqual([])
  })

  it('name a paper with its title, and with the same year everywhere', () => {
    expect(said(namedSources, { cards: [card({ source: 'Hu et al., 2021' })] })[0]).toMatch(/does not name its paper/)
    const sources = ['Hu et al., 2021, "LoRA"', 'Hu et al., 2022, "LoRA: Low-Rank Adaptation"']
    expect(said(namedSources, { notes: [note({ sources })] })).toEqual([
      '"LoRA: Low-Rank Adaptation" is of 2022 here and of 2021 elsewhere',
    ])
  })
})

describe('plans', () => {
  it('point at what is there and ask for no more than a day has', () => {
    const step = { id: 'a', day: 1, title: 'Read', why: 'Because.', minutes: 300, read: 'gone' }
    const plan = { id: 'p', title: 'P', suits: 'You.', days: 2, steps: [step] }
    const messages = said(soundPlans, { plans: [plan], notes: [note()] }).join('\n')
    expect(messages).toMatch(/nowhere/)
    expect(messages).toMatch(/300 minutes/)
    expect(messages).toMatch(/day 2 has nothing/)
  })
})
