import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { everyDraft, holdsWords, takeDraft, withDraft, withoutSaid } from '../../../src/interview/drafts'
import { changesScreen, lineAt, mayAppend } from '../../../src/interview/place'
import type { AnswerDraft, Turn, TurnKind } from '../../../src/interview/session'
import { said } from './sample'

const by = (kind: TurnKind) =>
  ['answer', 'skip', 'think', 'run', 'pause', 'resume', 'clarify'].includes(kind) ? 'candidate' : 'interviewer'
const transcript = (...kinds: TurnKind[]): Turn[] =>
  said(
    [],
    kinds.map((kind) => ({ by: by(kind), kind, text: kind, itemId: 'q' })),
  )
const answer = (to?: number) => [{ by: 'candidate' as const, to }]

describe('where a turn may be written', () => {
  it('is after what its author had seen', () => {
    expect(mayAppend(transcript('ask'), 1, answer(0))).toBe(true)
    expect(mayAppend(transcript('ask', 'answer', 'probe'), 1, answer(0))).toBe(false)
    expect(mayAppend(transcript('ask', 'answer', 'probe'), 3, answer(0))).toBe(false)
    expect(mayAppend(transcript('ask', 'answer', 'probe'), 3, answer(2))).toBe(true)
    expect(mayAppend(transcript('ask'), 2, answer(0))).toBe(false)
  })

  it('is also after thoughts, runs and time away, while the line still waits and nothing is paused', () => {
    expect(mayAppend(transcript('ask', 'think', 'run', 'pause', 'resume'), 1, answer(0))).toBe(true)
    expect(mayAppend(transcript('ask', 'think', 'pause'), 1, answer(0))).toBe(false)
    expect(mayAppend(transcript('ask', 'answer'), 1, answer(0))).toBe(false)
  })

  it('is exactly there for the interviewer and for turns that name no line', () => {
    expect(mayAppend(transcript('ask', 'think'), 1, answer())).toBe(false)
    expect(mayAppend(transcript('ask', 'answer', 'think'), 2, [{ by: 'interviewer' }])).toBe(false)
    expect(mayAppend([], 0, [{ by: 'interviewer' }])).toBe(true)
  })

  it('never lets an answer stand under another line than it names', () => {
    const kinds = fc.array(
      fc.constantFrom<TurnKind>('ask', 'answer', 'probe', 'think', 'run', 'pause', 'resume', 'fact'),
    )
    fc.assert(
      fc.property(kinds, fc.nat(8), fc.integer({ min: -1, max: 8 }), (list, n, to) => {
        const stored = transcript(...list)
        if (mayAppend(stored, n, answer(to))) expect(to).toBe(lineAt(stored))
      }),
    )
  })

  it('changes the screen when something was said or it was paused, not when somebody thought', () => {
    const before = transcript('ask')
    expect(changesScreen(before, transcript('ask', 'think', 'run'))).toBe(false)
    expect(changesScreen(before, transcript('ask', 'pause', 'resume'))).toBe(false)
    expect(changesScreen(before, transcript('ask', 'pause'))).toBe(true)
    expect(changesScreen(before, transcript('ask', 'answer', 'probe'))).toBe(true)
  })
})

const draft = (tab: string, text: string, over: Partial<AnswerDraft> = {}): AnswerDraft => ({
  sessionId: 's',
  tab,
  text,
  updatedAt: 1,
  ...over,
})
const texts = (kept: AnswerDraft | undefined) =>
  everyDraft(kept)
    .filter(holdsWords)
    .map(({ text }) => text)

describe('the drafts of several tabs', () => {
  const write = fc.record({ tab: fc.constantFrom('a', 'b', 'c', 'd'), text: fc.string() })

  it('hold the newest words of each, whatever the order in which they write', () => {
    fc.assert(
      fc.property(fc.array(write), (writes) => {
        let kept: AnswerDraft | undefined
        const newest = new Map<string, string>()
        for (const { tab, text } of writes) {
          kept = withDraft(kept, draft(tab, text))
          newest.set(tab, text)
        }
        const stand = new Set([...newest.values()].map((text) => text.trim()).filter(Boolean))
        expect(new Set(texts(kept).map((text) => text.trim()))).toEqual(stand)
      }),
    )
  })

  it('lose by an answer only what was in it', () => {
    const kept = withDraft(draft('a', 'mine'), draft('b', 'yours', { aside: 'a question' }))
    expect(texts(withoutSaid(kept, [{ kind: 'answer', text: 'mine' }], 'a'))).toEqual(['yours'])
    expect(withoutSaid(kept, [{ kind: 'answer', text: 'yours, longer' }], 'b')).toMatchObject({
      text: '',
      aside: 'a question',
      others: [{ tab: 'a', text: 'mine' }],
    })
    expect(texts(withoutSaid(kept, [{ kind: 'skip', text: '' }], 'a'))).toEqual(['yours', 'mine'])
    expect(withoutSaid(draft('a', 'mine'), [{ kind: 'answer', text: 'mine' }], 'a')).toBeUndefined()
  })

  it('come back to their own tab, and to the next one when theirs is closed', () => {
    const kept = withDraft(draft('a', 'of a'), draft('b', 'of b'))
    expect(takeDraft(kept, 'a', new Set(['b'])).own?.text).toBe('of a')
    expect(takeDraft(kept, 'a', new Set(['b'])).left).toEqual([])
    const next = takeDraft(kept, 'c', new Set())
    expect([next.own?.text, next.left.map(({ text }) => text)]).toEqual(['of b', ['of a']])
    expect(takeDraft(kept, 'c', new Set(['b'])).own?.text).toBe('of a')
    expect(takeDraft(draft('', 'of an earlier version'), 'c', new Set()).own?.text).toBe('of an earlier version')
  })
})
