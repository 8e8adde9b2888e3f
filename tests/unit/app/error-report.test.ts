import { describe, expect, it } from 'vitest'
import { reportText } from '../../../src/app/error-report'

describe('the report of an error', () => {
  const report = {
    kind: 'card',
    id: 'rag-why',
    title: 'Why retrieve?',
    packVersion: '0.3.0',
    appVersion: '1.2.3',
  } as const

  it('names the item, both versions and what was said', () => {
    const text = reportText({ ...report, words: ' It is 4, not 5. ' })
    for (const part of ['card/rag-why', 'Why retrieve?', '0.3.0', '1.2.3', 'It is 4, not 5.'])
      expect(text).toContain(part)
  })

  it('can be copied without a word', () => {
    expect(reportText({ ...report, words: '  ' })).toContain('(nothing was written)')
  })
})
