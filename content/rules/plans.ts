import type { Pack } from '../compile.ts'
import type { Plan } from '../format.ts'
import { addresses } from './links.ts'
import type { Report } from './report.ts'

const most = { eveningMinutes: 240, dayMinutes: 75 }

/** Plans that can be followed: what they point at is there, and no day asks for more than a day has. */
export function soundPlans(pack: Pack, report: Report) {
  const targets = addresses(pack)
  for (const plan of pack.plans) {
    const say = (message: string) => report(plan, `${plan.id}: ${message}`)
    for (const step of plan.steps) {
      if (step.day > plan.days) say(`step "${step.id}" is on day ${step.day} of ${plan.days}`)
      if (step.read && !targets.has(step.read)) say(`step "${step.id}" reads "${step.read}", which is nowhere`)
      for (const topic of [step.cards?.topic, ...(step.interview?.topics ?? [])])
        if (topic && !pack.topics.some(({ id }) => id === topic)) say(`step "${step.id}": no topic "${topic}"`)
    }
    evenDays(plan, say)
    enoughCards(pack, plan, say)
    enoughQuestions(pack, plan, say)
  }
}

function evenDays(plan: Plan, say: (message: string) => void) {
  const limit = plan.days === 1 ? most.eveningMinutes : most.dayMinutes
  for (let day = 1; day <= plan.days; day++) {
    const steps = plan.steps.filter((step) => step.day === day)
    const minutes = steps.reduce((sum, step) => sum + step.minutes, 0)
    if (!steps.length) say(`day ${day} has nothing to do`)
    if (minutes > limit) say(`day ${day} takes ${minutes} minutes, more than ${limit}`)
  }
  if (plan.steps.some((step, index) => step.day < (plan.steps[index - 1]?.day ?? 1))) say('its days are out of order')
}

function enoughCards(pack: Pack, plan: Plan, say: (message: string) => void) {
  for (const { id } of pack.topics) {
    const wanted = plan.steps.reduce((sum, { cards }) => sum + (cards?.topic === id ? cards.count : 0), 0)
    const there = pack.cards.filter(({ topic }) => topic === id).length
    if (wanted > there) say(`wants ${wanted} cards of "${id}", and there are ${there}`)
  }
}

function enoughQuestions(pack: Pack, plan: Plan, say: (message: string) => void) {
  const items = [...pack.questions, ...pack.scenarios]
  for (const { id, interview } of plan.steps) {
    if (!interview) continue
    const { round, topics } = interview
    const fits = items.filter((item) => item.rounds.includes(round) && (!topics.length || topics.includes(item.topic)))
    if (fits.length < 2) say(`step "${id}": ${fits.length} questions for such an interview`)
  }
}
