/** Why an automatic backup was made. */
export type Reason = 'auto' | 'before-import' | 'before-restore'

export interface Kept {
  name: string
  reason: Reason
  at: number
}

const keep = { recent: 5, daily: 7, weekly: 4, before: 3 }
const day = 86_400_000

/** `auto-2026-11-24T08-15-00-000Z.zip`: the name tells everything, so that no index can be lost. */
export function nameOf(reason: Reason, at: number): string {
  return `${reason}-${new Date(at).toISOString().replaceAll(':', '-').replace('.', '-')}.zip`
}

export function parseName(name: string): Kept | undefined {
  const match = /^(auto|before-import|before-restore)-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.zip$/.exec(name)
  if (!match) return undefined
  const [, reason, date, hours, minutes, seconds, ms] = match
  return { name, reason: reason as Reason, at: Date.parse(`${date}T${hours}:${minutes}:${seconds}.${ms}Z`) }
}

/** The names that rolling retention lets go: all but the newest few, the newest of each day and of each week. */
export function expired(backups: Kept[]): string[] {
  const newestFirst = [...backups].sort((a, b) => b.at - a.at)
  const auto = newestFirst.filter(({ reason }) => reason === 'auto')
  const kept = new Set([
    ...auto.slice(0, keep.recent),
    ...firstOfEach(auto, ({ at }) => Math.floor(at / day)).slice(0, keep.daily),
    ...firstOfEach(auto, ({ at }) => Math.floor(at / (7 * day))).slice(0, keep.weekly),
    ...newestFirst.filter(({ reason }) => reason === 'before-import').slice(0, keep.before),
    ...newestFirst.filter(({ reason }) => reason === 'before-restore').slice(0, keep.before),
  ])
  return newestFirst.filter((backup) => !kept.has(backup)).map(({ name }) => name)
}

function firstOfEach<T>(items: T[], groupOf: (item: T) => number): T[] {
  const seen = new Set<number>()
  return items.filter((item) => {
    const group = groupOf(item)
    if (seen.has(group)) return false
    seen.add(group)
    return true
  })
}
