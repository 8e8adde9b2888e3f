import { describe, expect, it } from 'vitest'
import type { Term } from '../../../content/format'
import { otherNames } from '../../../src/cards/other-names'
import { compareTyped } from '../../../src/cards/typed'

const lora: Term = {
  term: 'low-rank adaptation',
  abbreviation: 'LoRA',
  synonyms: ['low rank adapters'],
  meaning: 'Trains two small matrices.',
  topic: 'fine-tuning',
}

describe('other names of an answer', () => {
  it('are those of the glossary term that it names', () => {
    expect(otherNames('LoRA', [lora])).toEqual(['low-rank adaptation', 'LoRA', 'low rank adapters'])
    const accepted = ['LoRA', ...otherNames('LoRA', [lora])]
    expect(compareTyped('Low rank adaptation', accepted).verdict).toBe('right')
  })

  it('are none for an answer that names no term', () => {
    expect(otherNames('16', [lora])).toEqual([])
    expect(otherNames('', [lora])).toEqual([])
  })
})
