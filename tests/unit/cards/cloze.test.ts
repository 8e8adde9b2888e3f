import { describe, expect, it } from 'vitest'
import type { Card } from '../../../src/cards/card'
import { clozeBack, clozeFilled, clozeFront, clozeNumbers } from '../../../src/cards/cloze'
import { toCard } from '../../../src/cards/draft'
import { backOf, cardIdOf, excerpt, frontOf, studyCards } from '../../../src/cards/study-card'

const text = 'A pipeline {{c1::retrieves}} and then {{c2::generates::verb}}. It {{c1::fetches}} first.'

describe('cloze cards', () => {
  it('makes a card of each number, once', () => {
    expect(clozeNumbers(text)).toEqual([1, 2])
    const card = toCard({ deckId: 'rag', kind: 'cloze', front: text, back: '' }, 'order', 0)
    expect(studyCards(card).map(({ id }) => id)).toEqual(['order~1', 'order~2'])
    expect(cardIdOf('order~2')).toBe('order')
  })

  it('hides the gaps of its number only, with the hint where there is one', () => {
    expect(clozeFront(text, 1)).toBe('A pipeline **[…]** and then generates. It **[…]** first.')
    expect(clozeFront(text, 2)).toBe('A pipeline retrieves and then **[verb]**. It fetches first.')
    expect(clozeBack(text, 2)).toBe('A pipeline retrieves and then **generates**. It fetches first.')
    expect(clozeFilled(text)).toBe('A pipeline retrieves and then generates. It fetches first.')
  })

  it('keeps braces of formulas and marks of code whole', () => {
    const formula = 'Softmax is {{c1::$\\frac{e^{x_{i}}}{\\sum_{j} e^{x_{j}}}$}} of `{{c2::a}}`'
    expect(clozeNumbers(formula)).toEqual([1, 2])
    expect(clozeFilled(formula)).toBe('Softmax is $\\frac{e^{x_{i}}}{\\sum_{j} e^{x_{j}}}$ of `a`')
    expect(clozeBack(formula, 1)).toContain('$\\frac')
    expect(clozeBack(formula, 1)).not.toContain('**$')
  })

  it('takes an unclosed gap as plain text', () => {
    expect(clozeNumbers('a {{c1::b} c')).toEqual([])
    expect(clozeFilled('a {{c1::b} c')).toBe('a {{c1::b} c')
  })
})

describe('other cards', () => {
  const card = (change: Partial<Card>): Card => ({
    ...toCard({ deckId: 'd', kind: 'basic', front: 'Why **so**, `really`?', back: 'Because.' }, 'a', 0),
    ...change,
  })

  it('are one card each, the answer before its explanation', () => {
    const [study] = studyCards(card({ kind: 'typed', answer: 'r' }))
    expect(study!.id).toBe('a')
    expect(backOf(study!)).toBe('r\n\nBecause.')
    expect(frontOf(study!)).toBe('Why **so**, `really`?')
  })

  it('say the answer of a choice once: it is marked among the options', () => {
    const [study] = studyCards(card({ kind: 'choice', answer: 'r', distractors: ['s'] }))
    expect(backOf(study!)).toBe('Because.')
  })

  it('are listed as plain text', () => {
    expect(excerpt(card({}))).toBe('Why so, really?')
    expect(excerpt(card({ kind: 'cloze', front: text }))).toMatch(/^A pipeline retrieves/)
  })
})
