import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { invitation, judgeQuestion, questionsAsked, replyTo } from '../../../src/interview/candidate-questions'
import { doubtOf, kindOf } from '../../../src/interview/challenge-lines'
import { challengeRules, challengeTo, readChallenge } from '../../../src/interview/challenge'
import { challengesMet } from '../../../src/interview/challenges-met'
import { quotable } from '../../../src/interview/quotable'
import { qualitiesOf } from '../../../src/interview/grades'
import type { CriterionVerdict, Turn } from '../../../src/interview/session'
import { said } from './sample'

const claim = 'Retrieval is always better than tuning for facts that change.'

describe('a challenge', () => {
  it('quotes a sentence of the answer to the letter, the bold one where there is one', () => {
    const answer = `I would look at the data first of all. ${claim} Then we talk about it with the team.`
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const found = challengeTo(answer, seed)!
        expect(found.quote).toBe(claim)
        expect(found.text).toContain(claim)
      }),
    )
  })

  it('takes up what was claimed or done rather than what was only planned', () => {
    const answer = "I'd scan every diff for secrets before it is opened. The sandbox holds no secrets that could leak."
    for (const seed of [1, 2, 3])
      expect(challengeTo(answer, seed)!.quote).toBe('The sandbox holds no secrets that could leak.')
  })

  it('doubts a claim, a plan and a story each in its way, and never twice in the same words', () => {
    const claim = 'A graph index is faster than any tree.'
    const plan = 'I would put a reranker behind the search.'
    const story = 'We moved the whole index to another machine in a week.'
    expect([claim, plan, story].map(kindOf)).toEqual(['claim', 'plan', 'story'])
    for (const sentence of [claim, plan, story])
      expect(new Set([0, 1, 2].map((turn) => doubtOf(sentence, turn))).size).toBe(3)
    expect(doubtOf('A graph is faster', 0)).toBe('“A graph is faster.” Are you sure?')
    expect(doubtOf('There are 1,900 contracts in it.', 0)).toContain('Are you sure?')
    expect(doubtOf('I left one such place after 14 months.', 0)).not.toContain('How much of that was you?')
    expect(doubtOf(story, 0)).toBe(`You said: “${story}” How much of that was you?`)
  })

  it('takes for a story what somebody did, and not what one does as a rule', () => {
    const rule = 'I usually focus on the main features, communicate openly and make sure that the team is aligned.'
    expect(kindOf(rule)).toBe('claim')
    expect(kindOf('I think feedback is important and I always tried to be kind.')).toBe('claim')
    expect(kindOf('Then I thought that it was wrong.')).toBe('story')
    expect(kindOf('My colleague, the backend engineer, wanted to launch.')).toBe('story')
  })

  it('leaves out what only announces, and what is half taken back already', () => {
    const answer =
      'Step four, the draft goes out or to an agent. I am not sure that 500 are enough for a feed. A checker drops what its source does not support.'
    for (const seed of [1, 2, 3])
      expect(challengeTo(answer, seed)!.quote).toBe('A checker drops what its source does not support.')
  })

  it('quotes a long sentence up to a clause, and without the word that led into it', () => {
    const long = `So: retrieve 100 candidates with vectors for recall, rerank them with a model that reads both together, keep the best five, and measure again with and without it on the same questions.`
    const { quote } = challengeTo(long, 1)!
    expect(long).toContain(quote)
    expect(quote).toMatch(/^retrieve 100 .*keep the best five$/)
    expect(quotable('No prompt can be relied on.')).toBe('No prompt can be relied on.')
    expect(quotable('Because language was the part that broke.')).toBe('language was the part that broke.')
  })

  it('is held with a reason by a condition or a contrast too', () => {
    const contrast = 'Fairly. One could rerank first, but then the reranker puts the copies side by side again.'
    expect(readChallenge(claim, contrast, [claim], 'open')).toBe('held')
  })

  it('is not made of a few words, a question, or nothing', () => {
    for (const answer of ['', 'No idea.', 'What do you mean by a handbook that changes so often?'])
      expect(challengeTo(answer, 1)).toBeUndefined()
  })

  it('is met by holding with a reason, or by correcting what is wrong', () => {
    const reasoned = 'Yes, because an index takes the new text in minutes and training takes days.'
    const bare = 'Yes, I am quite sure about that and would say the same again tomorrow.'
    const backed = 'On reflection that was too strong, tuning can win where the form matters most.'
    expect(readChallenge(claim, reasoned, [claim], 'open')).toBe('held')
    expect(readChallenge(claim, reasoned, [claim], 'right')).toBe('held')
    expect(readChallenge(claim, bare, [claim], 'open')).toBe('held-bare')
    expect(readChallenge(claim, backed, [claim], 'wrong')).toBe('corrected')
    expect(readChallenge(claim, backed, [claim], 'right')).toBe('gave-up')
    expect(readChallenge(claim, reasoned, [claim], 'wrong')).toBe('insisted')
  })

  it('is passed over by a few words, a skip, or the same again', () => {
    expect(readChallenge(claim, 'Yes.', [claim], 'open')).toBe('passed')
    expect(readChallenge(claim, '', [claim], 'open')).toBe('passed')
    expect(readChallenge(claim, claim, [claim], 'right')).toBe('passed')
  })

  it('tells how each was met from the transcript, and leaves out one that was never answered', () => {
    const place = { itemId: 'one' }
    const turns = said(
      [],
      [
        { by: 'interviewer', kind: 'ask', text: 'ask', ...place },
        { by: 'candidate', kind: 'answer', text: claim, ...place },
        { by: 'interviewer', kind: 'challenge', text: `“${claim}” Are you sure?`, quote: claim, ...place },
        { by: 'candidate', kind: 'answer', text: 'You are right, I take that back, it depends on the form.', ...place },
        { by: 'interviewer', kind: 'challenge', text: 'And this?', quote: claim, ...place },
      ],
    )
    const verdict = (over: Partial<CriterionVerdict>): CriterionVerdict => ({
      ...place,
      criterionId: 'a',
      verdict: 'met',
      confidence: 1,
      evidence: '',
      provenance: '',
      ...over,
    })
    const outcome = (verdicts: CriterionVerdict[]) => challengesMet(turns, verdicts).map((met) => met.outcome)
    expect(outcome([verdict({ evidence: claim })])).toEqual(['gave-up'])
    expect(outcome([verdict({ verdict: 'missed', contradiction: { said: claim, claim: 'x' } })])).toEqual(['corrected'])
    expect(outcome([])).toEqual(['corrected'])
  })

  it('counts towards confidence, weighed like an expected point', () => {
    const met = (credit: number) => [
      { turnId: 't', itemId: 'one', claim, said: '', outcome: 'held' as const, credit },
      { turnId: 'u', itemId: 'one', claim, said: '', outcome: 'passed' as const, credit: 0 },
    ]
    expect(qualitiesOf([], met(challengeRules.held.credit))).toEqual({ confidence: 0.5 })
    expect(qualitiesOf([], [])).toEqual({})
  })
})

describe('the candidate’s questions', () => {
  it('are answered in kind, as nobody’s real company', () => {
    expect(invitation).toContain('no real company')
    expect(replyTo('How do you measure whether the assistant is good?')).toContain('golden set')
    expect(replyTo('Xyzzy?')).toContain('That depends on the team')
  })

  it('are answered in each part, by what was asked, and not twice in the same words', () => {
    const asked = 'What would I own in the first three months, and what is the hardest thing about your retrieval?'
    const reply = replyTo(asked)
    expect(reply).toContain('In the first month')
    expect(reply).toContain('Trust:')
    expect(replyTo('Who decides when an assistant is good enough to ship?')).toContain('golden set')
    expect(replyTo('What is hard here?', [reply])).toContain('I have told you')
  })

  it('are good when they are about the work and open', () => {
    expect(judgeQuestion('How do you decide that a model is good enough to ship?', '').good).toBe(true)
    expect(judgeQuestion('What is the salary for this position?', '').good).toBe(false)
    expect(judgeQuestion('Do you use a vector database in production?', '')).toMatchObject({ good: false })
    expect(judgeQuestion('And the team?', '')).toMatchObject({ good: false })
  })

  it('are noted when they take up the conversation', () => {
    const said = 'We re-index the handbook each Friday and the permissions follow the wiki.'
    const { good, why } = judgeQuestion('What goes wrong with permissions when the handbook moves?', said)
    expect(good).toBe(true)
    expect(why).toContain('this conversation')
  })

  it('are listed from the transcript', () => {
    const turns: Turn[] = said(
      [],
      [{ by: 'candidate', kind: 'question', text: 'How does the team review prompts?', itemId: 'one' }],
    )
    expect(questionsAsked(turns)).toMatchObject([{ turnId: 's:0', good: true }])
  })
})
