import { describe, expect, it } from 'vitest'
import { judge, noGraphics, type Device } from '../../../src/models/capability'
import { deviceFacts } from '../../../src/models/device-facts'
import { howItRuns, standing, timeLeft } from '../../../src/models/model-words'
import { Pace } from '../../../src/models/pace'

const laptop: Device = {
  simd: true,
  threads: 4,
  isolated: true,
  cores: 8,
  memoryGb: 8,
  room: 10e9,
  store: 'files',
  phone: false,
  graphics: noGraphics,
}
const needs = { downloadBytes: 38e6, memoryBytes: 220e6 }

describe('a device', () => {
  it('is told what to expect when it can run a model', () => {
    expect(judge(needs, laptop)).toEqual({ can: true, says: ['Runs here on 4 processor threads.'] })
    const alone = judge(needs, { ...laptop, threads: 1, isolated: false })
    expect(alone.can).toBe(true)
    expect(alone.says[0]).toContain('half the speed')
  })

  it('is refused with every reason before a byte is fetched', () => {
    const { can, says } = judge(needs, { ...laptop, simd: false, store: 'none', room: 5e6, memoryGb: 0.25 })
    expect(can).toBe(false)
    expect(says).toHaveLength(4)
    expect(says.join(' ')).toContain('needs 38 MB and the browser allows 5.0 MB more')
  })

  it('is not refused for what its browser does not tell', () => {
    expect(judge(needs, { ...laptop, memoryGb: undefined, room: undefined }).can).toBe(true)
  })

  it('shows a simulated graphics processor as what it is', () => {
    const line = (device: Device) => deviceFacts(device).find(({ what }) => what.startsWith('Graphics'))!
    expect(line(laptop).found).toBe('none')
    const software = { ...noGraphics, kind: 'software' as const, name: 'google swiftshader' }
    expect(line({ ...laptop, graphics: software }).found).toBe('simulated')
    expect(line({ ...laptop, graphics: { ...software, kind: 'usable', name: 'apple metal-3' } }).found).toBe(
      'apple metal-3',
    )
  })
})

describe('words for a model', () => {
  it('say "ready offline" only after it was proven', () => {
    expect(standing('ready', true)).toBe('ready offline')
    expect(standing('ready', false)).toBe('ready')
    expect(standing('untried', true)).not.toContain('ready')
  })

  it('say what was measured and what decided', () => {
    const base = { at: 1, offline: true, threads: 2, runtime: 'r', graphics: 'None here.' }
    expect(howItRuns({ ...base, device: 'wasm', speeds: { wasm: 28.4 } })).toBe(
      'Measured here: 28 passages a second on 2 processor threads. None here.',
    )
    expect(howItRuns({ ...base, device: 'webgpu', speeds: { wasm: 28.4, webgpu: 310 } })).toContain('310 passages')
  })

  it('say how long, roughly', () => {
    expect(timeLeft(3)).toBe('about 5 s left')
    expect(timeLeft(240)).toBe('about 4 min left')
    expect(timeLeft(7200)).toBe('about 2 h left')
  })
})

describe('the pace of a download', () => {
  it('is that of the last seconds, and unknown at first', () => {
    const pace = new Pace()
    pace.add(0, 0)
    expect(pace.bytesPerSecond).toBeUndefined()
    for (let at = 1000; at <= 10_000; at += 1000) pace.add(at, at <= 5000 ? at : 2 * at - 5000)
    expect(pace.bytesPerSecond).toBe(2000)
  })

  it('begins anew when a file is fetched again', () => {
    const pace = new Pace()
    pace.add(0, 5000)
    pace.add(1000, 9000)
    pace.add(2000, 100)
    expect(pace.bytesPerSecond).toBeUndefined()
  })
})
