import type { Device } from './capability'
import type { Readiness } from './package-record'
import type { Runner } from './runner'
import { samplePassages, sense } from './sample-passages'

/** The model was loaded and does not do what it is for. */
export class SenselessModel extends Error {
  override name = 'SenselessModel'
}

/** Graphics must win clearly: they take the battery and the screen's own work with them. */
const worthwhile = 1.2
const measureMs = 2500
/** A graphics driver that takes longer than this to begin is no help. */
const graphicsMs = 60_000

export interface Trial {
  /** Makes a runner on the processor or on graphics. */
  runner: (device: 'wasm' | 'webgpu') => Runner
  device: Device
  runtime: string
  now: () => number
  /** Whether every one of these addresses is answered by the offline app. */
  keptOffline: (urls: string[]) => Promise<boolean>
}

/** Loads a model for the first time, looks whether it makes sense, and measures where it is faster. */
export async function tryModel({ runner, device, runtime, now, keptOffline }: Trial): Promise<Readiness> {
  const processor = runner('wasm')
  const { requests } = await processor.load()
  const meant = await meanings(processor)
  const wasm = await processor.measure(samplePassages, measureMs)
  processor.end()
  const graphics = await tryGraphics(() => runner('webgpu'), device, wasm, meant)
  return {
    at: now(),
    offline: await keptOffline(requests),
    device: graphics.use ? 'webgpu' : 'wasm',
    threads: device.threads,
    runtime,
    speeds: { wasm, webgpu: graphics.speed },
    graphics: graphics.why,
  }
}

async function meanings(runner: Runner): Promise<Float32Array[]> {
  const vectors = await runner.embed([sense.a, sense.same, sense.other], 'passage')
  const [a, same, other] = vectors as [Float32Array, Float32Array, Float32Array]
  if (!(dot(a, same) > dot(a, other) + 0.1)) throw new SenselessModel('It does not tell like from unlike.')
  return vectors
}

async function tryGraphics(
  start: () => Runner,
  { graphics }: Device,
  wasm: number,
  meant: Float32Array[],
): Promise<{ use: boolean; speed?: number; why: string }> {
  if (graphics.kind === 'none') return { use: false, why: 'This browser offers no graphics processor.' }
  if (graphics.kind === 'software') return { use: false, why: 'The graphics processor here is a simulated one.' }
  const runner = start()
  try {
    const speed = await within(graphicsMs, speedOf(runner, meant))
    const figures = `${speed.toFixed(1)} passages a second by graphics, ${wasm.toFixed(1)} by the processor.`
    return { use: speed > wasm * worthwhile, speed, why: figures }
  } catch (fault) {
    return { use: false, why: `Graphics were tried and failed: ${(fault as Error).message}` }
  } finally {
    runner.end()
  }
}

async function speedOf(runner: Runner, meant: Float32Array[]): Promise<number> {
  await runner.load()
  const vectors = await meanings(runner)
  if (vectors.some((vector, n) => dot(vector, meant[n]!) < 0.98))
    throw new SenselessModel('Its numbers differ from the processor’s.')
  return runner.measure(samplePassages, measureMs)
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no answer in a minute')), ms)),
  ])
}

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, d) => sum + value * b[d]!, 0)
