import { mount, tick, unmount, type Component } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Services } from '../../../src/app/services'
import GradeLine from '../../../src/interview/GradeLine.svelte'
import type { Grade } from '../../../src/interview/grades'
import ModelAnswer from '../../../src/interview/ModelAnswer.svelte'
import NoteGaps from '../../../src/interview/NoteGaps.svelte'
import QuestionBar from '../../../src/interview/QuestionBar.svelte'
import Transcript from '../../../src/interview/Transcript.svelte'
import type { CriterionVerdict, Turn, Verdict } from '../../../src/interview/session'
import { noEvidence } from '../../../src/search/abstain'
import { criterion, question, said } from '../../unit/interview/sample'
import WithServices from '../WithServices.svelte'

let host: HTMLElement
const shown: Record<string, unknown>[] = []

beforeEach(() => {
  host = document.createElement('div')
  document.body.append(host)
})
afterEach(async () => {
  for (const each of shown.splice(0)) await unmount(each)
  host.remove()
})

const item = question('one', { answer: 'An index is updated at once, without training. Then I measure it.' })
const stage = { item, kind: 'question' as const, say: 'ask', criteria: item.criteria, minutes: 5 }

function grade(verdict: Verdict, over: Partial<CriterionVerdict> = {}): Grade {
  const suggested: CriterionVerdict = {
    itemId: 'one',
    criterionId: 'a',
    verdict,
    confidence: 0.9,
    evidence: 'what I said',
    provenance: 'Decided by wording, no model used',
    ...over,
  }
  return { stage, criterion: criterion('a'), suggested, standing: verdict }
}

const decided: string[] = []
function line(of: Grade, blind = false) {
  decided.length = 0
  const props = {
    grade: of,
    index: 0,
    open: false,
    blind,
    onshow: () => undefined,
    ondecide: (_: Grade, verdict: string) => void decided.push(verdict),
  }
  shown.push(mount(GradeLine, { target: host, props }))
  return {
    text: () => host.textContent,
    pressed: () =>
      [...host.querySelectorAll<HTMLElement>('[aria-pressed="true"]')].map((button) => button.textContent?.trim()),
  }
}

describe('a line of the report', () => {
  it('preselects what the app is confident of, beside the candidate’s own words', () => {
    const { pressed, text } = line(grade('met'))
    expect(pressed()).toEqual(['Met m'])
    expect(text()).toContain('what I said')
    expect(text()).toContain('suggested')
  })

  it('has a short origin under its verdict, where it takes no line of its own', () => {
    line(grade('met'))
    expect(host.querySelector('.response')!.textContent).toContain('suggested')
    expect(host.querySelector('.origin')).toBeNull()
  })

  it('preselects nothing where the app is unsure', () => {
    const { pressed, text } = line(grade('unsure'))
    expect(pressed()).toEqual([])
    expect(text()).toContain('yours to decide')
  })

  it('gives nothing away to somebody who decides first', () => {
    const { pressed, text } = line(grade('met'), true)
    expect(pressed()).toEqual([])
    expect(text()).not.toMatch(/what I said|suggested|Decided by wording/)
  })

  it('shows decision and suggestion together once it is decided', () => {
    const closed = {
      ...grade('met'),
      standing: 'missed' as const,
      decision: {
        id: 'd',
        sessionId: 's',
        itemId: 'one',
        criterionId: 'a',
        suggested: 'met' as const,
        decided: 'missed' as const,
        at: 1,
        blind: true,
      },
    }
    const { pressed, text } = line(closed, true)
    expect(pressed()).toEqual(['Missed x'])
    expect(text()).toContain('you decided, decided first; suggested met')
  })

  it('shows evidence in the direction of its script', () => {
    line(grade('met', { evidence: 'המשקולות קפואות' }))
    const quoted = [...host.querySelectorAll('mark')].find(({ textContent }) => textContent === 'המשקולות קפואות')!
    expect(getComputedStyle(quoted.closest('p')!).direction).toBe('rtl')
  })

  it('sets a sentence that collides beside what it collides with', () => {
    const contradiction = { said: 'It needs a million labels.', claim: 'It needs labels.' }
    const { text } = line(grade('missed', { contradiction }))
    expect(text()).toContain('It needs a million labels.')
    expect(text()).toContain('A known mistake')
  })

  it('closes by one press', () => {
    line(grade('unsure'))
    host.querySelector<HTMLElement>('[aria-keyshortcuts="p"]')!.click()
    expect(decided).toEqual(['partly'])
  })
})

describe('the question beside the field', () => {
  const [asking] = said([], [{ by: 'interviewer', kind: 'ask', text: 'Why retrieve at all?', itemId: 'one' }])

  it('is there when its line cannot be seen, and opens', async () => {
    shown.push(mount(QuestionBar, { target: host, props: { asking: asking!, hidden: true } }))
    const bar = host.querySelector('button')!
    expect(bar.textContent).toContain('Why retrieve at all?')
    bar.click()
    await tick()
    expect(bar.getAttribute('aria-expanded')).toBe('true')
  })

  it('is not said twice when its line is in sight', () => {
    shown.push(mount(QuestionBar, { target: host, props: { asking: asking!, hidden: false } }))
    expect(host.textContent?.trim()).toBe('')
  })
})

describe('the transcript', () => {
  it('marks evidence where it was said, and tells thoughts from answers', () => {
    const turns: Turn[] = said(
      [],
      [
        { by: 'interviewer', kind: 'ask', text: 'Why?', itemId: 'one' },
        { by: 'candidate', kind: 'think', text: 'Hm, freshness.', itemId: 'one' },
        { by: 'candidate', kind: 'answer', text: 'Because text changes. And it is cited.', itemId: 'one' },
      ],
    )
    const evidence = new Map([['s:2', ['And it is cited.']]])
    shown.push(mount(Transcript, { target: host, props: { turns, evidence } }))
    expect([...host.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['And it is cited.'])
    expect(host.querySelector('.think')!.textContent).toContain('not graded')
  })
})

describe('the model answer', () => {
  it('marks the sentence that makes what was left out', () => {
    const lacking = { ...grade('missed'), criterion: { ...criterion('a'), statement: 'The index is updated at once.' } }
    shown.push(mount(ModelAnswer, { target: host, props: { stage, grades: [lacking] } }))
    expect(host.querySelector('mark')!.textContent).toContain('An index is updated at once')
    expect(host.textContent).toContain('missing in yours, or only touched: a')
    expect(host.textContent).toContain('no model used')
  })
})

describe('what the user’s notes leave out', () => {
  const titles = new Map([['rag', 'Retrieval']])
  function gaps(notes: unknown[], props: Record<string, unknown>) {
    const library = { search: () => Promise.resolve({ evidence: noEvidence, passages: [] }) }
    const services = { library, notes: { list: () => Promise.resolve(notes) } } as unknown as Partial<Services>
    const view = NoteGaps as unknown as Component<Record<string, unknown>>
    shown.push(mount(WithServices, { target: host, props: { services, view, props } }))
  }

  it('is told before a loop too, for all of its rounds', async () => {
    gaps([{}], { items: [item], titles, rounds: 3 })
    await vi.waitFor(() => expect(host.textContent).toContain('what these 3 rounds ask on Retrieval'), 5000)
  })

  it('is not told to somebody who has no notes', async () => {
    gaps([], { items: [item], titles })
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(host.textContent.trim()).toBe('')
  })
})
