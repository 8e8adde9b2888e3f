import type { EntryState } from './entry.svelte'
import type { ChatReadiness, Readiness } from './package-record'

const words: Record<EntryState, string> = {
  absent: 'not here',
  paused: 'paused',
  fetching: 'downloading',
  elsewhere: 'in another tab',
  untried: 'not tried yet',
  trying: 'first start',
  ready: 'ready offline',
  failed: 'not usable',
}

/** Where a model stands, in two or three words. */
export function standing(state: EntryState, offline: boolean): string {
  return state === 'ready' && !offline ? 'ready' : words[state]
}

/** What decided how it runs, with the figures. */
export function howItRuns({ device, threads, speeds, graphics, offline }: Readiness): string {
  const speed = (device === 'webgpu' ? speeds.webgpu : undefined) ?? speeds.wasm
  const where =
    device === 'webgpu'
      ? 'the graphics processor'
      : threads > 1
        ? `${threads} processor threads`
        : 'one processor thread'
  const measured = `Measured here: ${figure(speed)} passages a second on ${where}.`
  const kept = offline ? '' : ' The app itself is not kept offline in this browser, so it needs the network to start.'
  return `${measured} ${graphics}${kept}`
}

/** How fast a language model was when it first started here. */
export function howItSpeaks({ tokensPerSecond, firstTokenMs, loadMs, offline }: ChatReadiness): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  const measured = `Measured here: loaded in ${seconds(loadMs)}, first word after ${seconds(firstTokenMs)}, then ${figure(tokensPerSecond)} tokens a second.`
  return offline
    ? measured
    : `${measured} The app itself is not kept offline in this browser, so it needs the network to start.`
}

function figure(speed: number): string {
  return speed < 10 ? speed.toFixed(1) : String(Math.round(speed))
}

/** "about 4 min left". */
export function timeLeft(seconds: number): string {
  if (seconds < 60) return `about ${Math.max(5, Math.ceil(seconds / 5) * 5)} s left`
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return `about ${minutes} min left`
  return `about ${Math.round(minutes / 60)} h left`
}
