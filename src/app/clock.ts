/** Time, ids and chance come in as arguments everywhere else; here is where they come from. */
export interface Clock {
  now(): number
  newId(): string
  random(): number
}

export const systemClock: Clock = {
  now: () => Date.now(),
  newId: () => crypto.randomUUID(),
  random: () => Math.random(),
}
