import type { ChatModel } from './chat-model'
import type { ChatReadiness } from './package-record'

/** What a model is asked when it first starts, and when its user tries it. */
export const trialPrompt = 'In two short sentences: what does a language model do?'
const trialTokens = 48

/** Loads a model for the first time, lets it say something, and measures how fast it does. */
export async function tryChat(
  chat: Pick<ChatModel, 'load' | 'generate'>,
  now: () => number,
  keptOffline: (urls: string[]) => Promise<boolean>,
): Promise<Pick<ChatReadiness, 'offline' | 'loadMs' | 'firstTokenMs' | 'tokensPerSecond'>> {
  const { ms, requests } = await chat.load()
  const began = now()
  let first: number | undefined
  const ontext = () => (first ??= now())
  const messages = [{ role: 'user' as const, content: trialPrompt }]
  const { outputTokens } = await chat.generate(messages, { maxTokens: trialTokens, temperature: 0.2, ontext })
  const firstTokenMs = (first ?? now()) - began
  const seconds = Math.max(1, now() - began - firstTokenMs) / 1000
  const tokensPerSecond = Math.max(0, outputTokens - 1) / seconds
  return { offline: await keptOffline(requests), loadMs: Math.round(ms), firstTokenMs, tokensPerSecond }
}
