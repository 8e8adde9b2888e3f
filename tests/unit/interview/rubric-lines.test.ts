import { describe, expect, it } from 'vitest'
import { shippedKnowledge } from '../../bench/assessor-examples'
import { judgeLines, lineFigures } from '../../bench/eval-lines'

const { pack, instant } = shippedKnowledge()

describe('a line of a rubric given alone as the answer', () => {
  const figures = lineFigures(judgeLines(pack.questions, instant, 9))

  it('is met where it is true', () => {
    expect(figures['statement, known']!.of).toBeGreaterThan(100)
    expect(figures['statement, known']!.met).toBeGreaterThanOrEqual(0.95)
    expect(figures['paraphrase, known']!.met).toBeGreaterThanOrEqual(0.93)
  })

  it('is not met where it is wrong', () => {
    expect(figures['wrong, known']!.met).toBeLessThanOrEqual(0.02)
  })

  it('is never contradicted where it is true', () => {
    expect(figures['statement, known']!.contradicted).toBeLessThanOrEqual(0.005)
    expect(figures['paraphrase, known']!.contradicted).toBeLessThanOrEqual(0.005)
  })
})
