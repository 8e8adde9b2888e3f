import type { Row } from './rows'

/** A part of the benchmark, and how long it may take on a busy machine. */
export interface Part {
  name: string
  minutes: number
  /** `ended` takes what is to be closed when the part is over, however it ended. */
  run: (ended: (close: () => Promise<unknown>) => void) => Promise<Row[]> | Row[]
}

/** A part that does not come to its end fails by its name: a promise that never settles is otherwise an idle machine. */
export async function runPart({ name, minutes, run }: Part): Promise<Row[]> {
  const limit = minutes * 60_000
  const began = Date.now()
  const closing: (() => Promise<unknown>)[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no result in ${minutes} minutes`)), limit)
  })
  console.log(`${name} …`)
  try {
    const rows = await Promise.race([run((close) => closing.push(close)), late])
    // Work that never yields is not interrupted by a timer; it is told afterwards.
    if (Date.now() - began > limit) throw new Error(`it took more than ${minutes} minutes`)
    return rows
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault)
    throw new Error(`The part "${name}" failed: ${why}`, { cause: fault })
  } finally {
    clearTimeout(timer)
    await soon(...closing.map((close) => close()))
  }
}

/** Waits five seconds at most: what hangs may hold on to what should be closed. */
export async function soon(...work: Promise<unknown>[]) {
  await Promise.race([Promise.allSettled(work), new Promise((go) => setTimeout(go, 5000))])
}
