import { settledShare, type Grade } from './grades'
import type { Attempt } from './history'
import type { Verdict } from './session'

/** One answer to a question, with what it came to. */
export interface ItemAttempt {
  attempt: Attempt
  grades: Grade[]
  share: number | null
}

/** A question that was answered more than once: its best and its latest attempt. */
export interface Compared {
  itemId: string
  title: string
  times: number
  best: ItemAttempt
  latest: ItemAttempt
}

/** Questions answered at least twice, the one that gained or lost most first. */
export function comparedItems(attempts: readonly Attempt[]): Compared[] {
  const byItem = new Map<string, ItemAttempt[]>()
  for (const attempt of attempts) {
    const items = new Set(attempt.grades.map(({ stage }) => stage.item.id))
    for (const id of items) {
      const grades = attempt.grades.filter(({ stage }) => stage.item.id === id)
      byItem.set(id, [...(byItem.get(id) ?? []), { attempt, grades, share: settledShare(grades) }])
    }
  }
  return [...byItem]
    .filter(([, own]) => own.length > 1)
    .map(([itemId, own]) => {
      const newest = own.toSorted((a, b) => b.attempt.session.startedAt - a.attempt.session.startedAt)
      const best = newest.reduce((top, each) => ((each.share ?? -1) > (top.share ?? -1) ? each : top))
      return { itemId, title: newest[0]!.grades[0]!.stage.item.title, times: own.length, best, latest: newest[0]! }
    })
    .sort((a, b) => gap(b) - gap(a))
}

function gap({ best, latest }: Compared): number {
  return Math.abs((best.share ?? 0) - (latest.share ?? 0))
}

/** Each point of a question in both attempts; undefined where it was not asked for in one. */
export function sideBySide(best: Grade[], latest: Grade[]): { short: string; best?: Verdict; latest?: Verdict }[] {
  const key = ({ stage, criterion }: Grade) => `${stage.twistId ?? ''}#${criterion.id}`
  const keys = [...new Set([...latest, ...best].map(key))]
  return keys.map((each) => {
    const [b, l] = [best.find((grade) => key(grade) === each), latest.find((grade) => key(grade) === each)]
    return { short: (l ?? b)!.criterion.short, best: b?.standing, latest: l?.standing }
  })
}
