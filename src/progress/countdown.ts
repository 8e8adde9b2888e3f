/** Whole days from `now` to the interview date (YYYY-MM-DD, local); null without a date. Negative when it is past. */
export function daysUntil(date: string, now: number): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)
  if (!match) return null
  const [, year, month, day] = match.map(Number) as [number, number, number, number]
  const today = new Date(now)
  // In UTC every day has 24 hours: summer time cannot make a day shorter.
  return Math.round(
    (Date.UTC(year, month - 1, day) - Date.UTC(today.getFullYear(), today.getMonth(), today.getDate())) / 86_400_000,
  )
}

/** The headline of Today: what is left until the day. */
export function countdownInWords(days: number | null): string {
  if (days === null) return 'Today'
  if (days > 1) return `${days} days to go`
  if (days === 1) return 'Tomorrow'
  return days === 0 ? 'Today is the day' : 'Your interview has passed'
}
