import type { ChatModel } from '../../../src/models/chat-model'
import { parseJson } from '../../../src/models/parse-json'
import { everyShape } from '../../fixtures/models/shapes'
import { median } from '../rows'

export interface Figures extends Compared {
  model: string
  threads: number
  loadMs: number
  /** Outputs that were valid as they came, of all. */
  valid: number
  of: number
  longestTaskMs: number
  memoryBytes?: number
  /** Milliseconds that the page's processes computed until the first token: a busy machine changes little about it. */
  processor: { ours: number; alone: number }
}

interface Speed {
  tokensPerSecond: number
  firstTokenMs: number
}

interface Compared {
  ours: Speed
  alone: Speed
  /** The middle of each turn's own: what else the machine does changes from turn to turn, and little within one. */
  laterMs: number
  share: number
}

export interface Asked {
  turns: number
  tokens: number
  /** Files of real models are beside this page, or may be asked of the hub. */
  hub: boolean
}

export type Ask = (prompt: string, maxTokens: number, token: () => void) => Promise<unknown>

/** Both say the same to different prompts, in turns, so that what else the machine does falls on both. */
export async function compare(ours: Ask, alone: Ask, { turns, tokens }: Asked): Promise<Compared> {
  const seen = { ours: [] as Speed[], alone: [] as Speed[] }
  for (let turn = -1; turn < turns; turn++) {
    for (const [name, ask] of turn % 2
      ? ([
          ['alone', alone],
          ['ours', ours],
        ] as const)
      : ([
          ['ours', ours],
          ['alone', alone],
        ] as const)) {
      const speed = await timed(ask, `${turn} ${name}: ${prompt}`, tokens)
      // The first of each is not counted: it warms up.
      if (turn >= 0) seen[name].push(speed)
    }
  }
  const pairs = seen.ours.map((one, turn) => [one, seen.alone[turn]!] as const)
  return {
    ours: middle(seen.ours),
    alone: middle(seen.alone),
    laterMs: median(pairs.map(([one, other]) => one.firstTokenMs - other.firstTokenMs)),
    share: median(pairs.map(([one, other]) => one.tokensPerSecond / other.tokensPerSecond)),
  }
}

const prompt = 'Explain in plain words what a low-rank adapter changes in a model, and what it leaves as it was. '

async function timed(ask: Ask, text: string, tokens: number): Promise<Speed> {
  const at: number[] = []
  const began = performance.now()
  await ask(text, tokens, () => at.push(performance.now()))
  const seconds = (at.at(-1)! - at[0]!) / 1000
  return { firstTokenMs: at[0]! - began, tokensPerSecond: (at.length - 1) / seconds }
}

const middle = (speeds: Speed[]): Speed => ({
  tokensPerSecond: median(speeds.map((one) => one.tokensPerSecond)),
  firstTokenMs: median(speeds.map((one) => one.firstTokenMs)),
})

/** Our model as the app shows it: its words go into the page as they come. */
export function shown(chat: ChatModel): Ask {
  const said = document.getElementById('said')!
  return (content, maxTokens, token) => {
    said.textContent = ''
    const ontext = (piece: string) => {
      token()
      said.textContent += piece
    }
    return chat.generate([{ role: 'user', content }], { maxTokens, temperature: 0.2, ontext })
  }
}

export async function computing(ours: Ask, alone: Ask, turns: number): Promise<Figures['processor']> {
  const { processorMs } = window as unknown as { processorMs: () => Promise<number> }
  const spent = async (ask: Ask, text: string) => {
    const before = await processorMs()
    await ask(text, 1, () => undefined)
    return (await processorMs()) - before
  }
  const seen = { ours: [] as number[], alone: [] as number[] }
  for (let turn = 0; turn < turns; turn++) {
    const both = [['ours', ours] as const, ['alone', alone] as const]
    for (const [name, ask] of turn % 2 ? both : both.reverse())
      seen[name].push(await spent(ask, `${turn + turns} ${name}: ${prompt}`))
  }
  return { ours: median(seen.ours), alone: median(seen.alone) }
}

export async function validity(chat: ChatModel): Promise<{ valid: number; of: number }> {
  let valid = 0
  for (const [, schema] of everyShape) {
    const said: string[] = []
    const request = [{ role: 'user' as const, content: 'Give an example about language models.' }]
    const options = { maxTokens: 1200, temperature: 0.7, schema, ontext: (piece: string) => said.push(piece) }
    const given = await chat.generate(request, options).catch(() => undefined)
    const text = said.join('').trim()
    if (given?.ended === 'stop' && isValid(() => parseJson(text, schema) && JSON.parse(text))) valid++
  }
  return { valid, of: everyShape.length }
}

function isValid(read: () => unknown): boolean {
  try {
    return read() !== undefined
  } catch {
    return false
  }
}

export async function watchTasks<T>(work: () => Promise<T>): Promise<{ value: T; longestTaskMs: number }> {
  let longestTaskMs = 0
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration)
  })
  observer.observe({ type: 'longtask' })
  const value = await work()
  await new Promise((settled) => setTimeout(settled, 300))
  observer.disconnect()
  return { value, longestTaskMs }
}

/** Of the page and all its workers, where the browser tells. */
export async function memory(): Promise<number | undefined> {
  const measure = (performance as { measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }> })
    .measureUserAgentSpecificMemory
  const patience = new Promise<undefined>((over) => setTimeout(() => over(undefined), 60_000))
  return (await Promise.race([measure?.call(performance).catch(() => undefined), patience]))?.bytes
}
