import { describe, expect, it } from 'vitest'
import { noGraphics, type Device, type Graphics } from '../../../src/models/capability'
import type { Runner } from '../../../src/models/runner'
import { sense } from '../../../src/models/sample-passages'
import { tryModel } from '../../../src/models/trial'

const meanings: Record<string, number[]> = { [sense.a]: [1, 0], [sense.same]: [0.8, 0.6], [sense.other]: [0, 1] }

function runner(speed: number, vectors: Record<string, number[]> = meanings, ended: string[] = []): Runner {
  const fake: Partial<Runner> = {
    load: async () => ({ ms: 1, requests: ['https://me.example/glue.js'] }),
    embed: async (texts) => texts.map((text) => Float32Array.from(vectors[text]!)),
    measure: async () => speed,
    end: () => void ended.push(String(speed)),
  }
  return fake as Runner
}

const usable: Graphics = { ...noGraphics, kind: 'usable' }
const device: Device = {
  ...{ simd: true, threads: 2, isolated: true, cores: 2, store: 'files', phone: false },
  graphics: usable,
}
const trial = (wasm: Runner, webgpu: Runner, graphics = usable, offline = true) =>
  tryModel({
    runner: (on) => (on === 'wasm' ? wasm : webgpu),
    device: { ...device, graphics },
    runtime: 'r1',
    now: () => 5,
    keptOffline: async () => offline,
  })

describe('the first start of a model', () => {
  it('uses graphics only where they are truly faster, and remembers both figures', async () => {
    expect(await trial(runner(20), runner(200))).toMatchObject({ device: 'webgpu', speeds: { wasm: 20, webgpu: 200 } })
    expect(await trial(runner(20), runner(22))).toMatchObject({ device: 'wasm', speeds: { wasm: 20, webgpu: 22 } })
  })

  it('does not start graphics that are none, or simulated', async () => {
    const never = new Proxy({} as Runner, {
      get: () => {
        throw new Error('started')
      },
    })
    for (const kind of ['none', 'software'] as const) {
      const ready = await trial(runner(20), never, { ...noGraphics, kind })
      expect(ready).toMatchObject({ device: 'wasm', speeds: { wasm: 20 } })
      expect(ready.graphics).not.toBe('')
    }
  })

  it('stays with the processor where graphics fail or give other numbers', async () => {
    const failing = { ...runner(200), load: () => Promise.reject(new Error('device lost')) } as unknown as Runner
    expect(await trial(runner(20), failing)).toMatchObject({ device: 'wasm' })
    const wrong = { ...meanings, [sense.a]: [0.9, -0.43], [sense.same]: [0.5, -0.86] }
    expect(await trial(runner(20), runner(200, wrong))).toMatchObject({ device: 'wasm' })
  })

  it('refuses a model that cannot tell like from unlike', async () => {
    const senseless = { [sense.a]: [1, 0], [sense.same]: [1, 0], [sense.other]: [1, 0] }
    await expect(trial(runner(20, senseless), runner(200))).rejects.toMatchObject({ name: 'SenselessModel' })
  })

  it('does not say offline where the app itself is not kept', async () => {
    expect((await trial(runner(20), runner(1), noGraphics, false)).offline).toBe(false)
    expect((await trial(runner(20), runner(1), noGraphics, true)).offline).toBe(true)
  })
})
