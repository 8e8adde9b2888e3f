import { invitation } from './candidate-questions'
import type { NewTurn } from './conduct'
import { keyOf, type Stage } from './items'

export function opening(stage: Stage): NewTurn {
  return { by: 'interviewer', kind: stage.twistId && !stage.talk ? 'twist' : 'ask', text: stage.say, ...keyOf(stage) }
}

export function feedback({ item }: Stage): NewTurn {
  return {
    by: 'interviewer',
    kind: 'feedback',
    text: `Let us look at “${item.title}”.`,
    itemId: item.id,
  }
}

export function invite(itemId: string, early: boolean): NewTurn {
  const before = early ? 'That is the time we have for my questions.' : 'Those were my questions.'
  return { by: 'interviewer', kind: 'invite', text: `${before} ${invitation}`, itemId }
}

export function wrapUp(itemId: string, early = false): NewTurn {
  const text = early
    ? 'That is our time. Thank you; we stop here.'
    : 'That is all from my side. Thank you for your time.'
  return { by: 'interviewer', kind: 'wrap-up', text, itemId }
}
