/** Something the learner did, as Today lists it. */
export interface Activity {
  at: number
  text: string
  href: string
}

interface Day {
  reviews: number
  again: number
  last: number
}

/** Reviews told by day, newest first: "34 cards reviewed, 4 again". */
export function reviewDays(
  log: { kind: string; at: number; grade?: string }[],
  dayOf: (at: number) => number,
  href: string,
): Activity[] {
  const days = new Map<number, Day>()
  for (const line of log) {
    if (line.kind !== 'review') continue
    const day = days.get(dayOf(line.at)) ?? { reviews: 0, again: 0, last: 0 }
    day.reviews++
    if (line.grade === 'again') day.again++
    day.last = Math.max(day.last, line.at)
    days.set(dayOf(line.at), day)
  }
  return [...days.values()]
    .sort((a, b) => b.last - a.last)
    .map(({ reviews, again, last }) => ({
      at: last,
      href,
      text: `${reviews} ${reviews === 1 ? 'card' : 'cards'} reviewed${again ? `, ${again} again` : ''}`,
    }))
}
