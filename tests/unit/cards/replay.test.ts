import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Memory, ReviewEntry } from '../../../src/cards/card'
import { timeOfNextLine } from '../../../src/cards/log'
import { applyLine, replay, replayCard } from '../../../src/cards/replay'
import { newMemory, scheduler } from '../../../src/cards/schedule'
import { anySteps, noon, reset, review, undo, type Step } from './lines'

const schedule = scheduler(0.9)

/** Writes lines as the storage does: one memory at a time, an undo by replaying that card's log. */
function live(steps: readonly Step[]) {
  const log: ReviewEntry[] = []
  const memories = new Map<string, Memory>()
  let clock = noon
  for (const step of steps) {
    clock += step.waitMs
    const before = memories.get(step.cardId)
    const line = lineOf(step, log, timeOfNextLine(before, clock))
    if (!line) continue
    log.push(line)
    const own = log.filter(({ cardId }) => cardId === step.cardId)
    const after =
      line.kind === 'undo'
        ? replayCard(step.cardId, own, schedule)
        : applyLine(before ?? newMemory(step.cardId), line, schedule)
    memories.set(step.cardId, after)
  }
  return { log, memories }
}

function lineOf(step: Step, log: readonly ReviewEntry[], at: number): ReviewEntry | null {
  if (step.do === 'reset') return reset(step.cardId, at)
  if (step.do !== 'undo') return review(step.cardId, step.do, at)
  const taken = new Set(log.map((line) => (line.kind === 'undo' ? line.undoes : '')))
  const last = log.findLast((line) => line.cardId === step.cardId && line.kind !== 'undo' && !taken.has(line.id))
  return last ? undo(last, at) : null
}

describe('replaying the review log', () => {
  it('gives the same memories as keeping them at each line, undo and reset included', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { log, memories } = live(steps)
        expect(replay(log, schedule)).toEqual(memories)
      }),
    )
  })

  it('does not depend on the order in which the lines are read', () => {
    fc.assert(
      fc.property(
        anySteps.chain((steps) => {
          const { log } = live(steps)
          return fc.tuple(fc.constant(log), fc.shuffledSubarray(log, { minLength: log.length }))
        }),
        ([log, shuffled]) => {
          expect(Object.fromEntries(replay(shuffled, schedule))).toEqual(Object.fromEntries(replay(log, schedule)))
        },
      ),
    )
  })

  it('leaves after an undo what was there before the line that it undoes', () => {
    const [first, second] = [review('a', 'good', noon), review('a', 'again', noon + 600_000)]
    const before = replayCard('a', [first], schedule)
    const after = replayCard('a', [first, second, undo(second, noon + 700_000)], schedule)
    expect(after).toEqual({ ...before, entries: 3, lastEntryAt: noon + 700_000 })
  })

  it('makes a card new at a reset, and an undone reset no reset', () => {
    const [first, line] = [review('a', 'easy', noon), reset('a', noon + 1000)]
    expect(replayCard('a', [first, line], schedule)).toMatchObject({ phase: 'new', reps: 0, entries: 2 })
    expect(replayCard('a', [first, line, undo(line, noon + 2000)], schedule)).toMatchObject({
      phase: 'review',
      reps: 1,
    })
  })

  it('gives two lines of one card different times even when the clock stands still or goes back', () => {
    const memory = replayCard('a', [review('a', 'good', noon)], schedule)
    expect(timeOfNextLine(memory, noon)).toBe(noon + 1)
    expect(timeOfNextLine(memory, noon - 5000)).toBe(noon + 1)
  })
})
