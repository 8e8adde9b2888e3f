import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { addressesFor, urlOf } from '../../../src/models/addresses'
import { noGraphics, type Device, type Graphics } from '../../../src/models/capability'
import { bytesOf } from '../../../src/models/catalogue'
import { chatModels, verificationOf, webLlmVersion } from '../../../src/models/chat-catalogue'
import { contextFor, judgeChat, recommend } from '../../../src/models/chat-gates'

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, Record<string, string>>
const graphics: Graphics = {
  ...{ kind: 'usable', name: 'apple m1', f16: true, workgroupBytes: 32_768, storageBuffers: 10 },
  ...{ maxBufferBytes: 2 ** 28, maxBindingBytes: 2 ** 27 },
}
const laptop: Device = {
  ...{ simd: true, threads: 4, isolated: true, cores: 8, memoryGb: 8, room: 50e9, store: 'files', phone: false },
  graphics,
}
const phone: Device = { ...laptop, phone: true, memoryGb: undefined }
const named = (title: string) => chatModels.find((model) => model.title === title)!
const [smol, small, large, onProcessor, slow] = chatModels as [
  ...(typeof chatModels)[number][],
] as (typeof chatModels)[number][]
const says = (model: (typeof chatModels)[number], device: Device, bytes = bytesOf(model.variants[0]!)) =>
  judgeChat(model, device, bytes)

describe('the language models', () => {
  it('are a phone’s under 900 MB, a laptop’s, a larger one, and two for the processor', () => {
    expect(chatModels.map(({ engine, role }) => `${engine} ${role}`)).toEqual([
      'web-llm phone',
      'web-llm laptop',
      'web-llm large',
      'wllama phone',
      'wllama large',
    ])
    expect(smol!.memoryBytes).toBeLessThan(900e6)
    expect(onProcessor!.memoryBytes).toBeLessThan(900e6)
    expect(new Set(chatModels.map(({ id }) => id)).size).toBe(chatModels.length)
  })

  it('are pinned by size and hash where they could be, and say plainly where not', () => {
    for (const model of chatModels) {
      const [variant] = model.variants
      if (variant!.listed) {
        expect(variant!.files).toEqual([])
        expect(verificationOf(model)).toContain('not known beforehand')
        continue
      }
      expect(variant!.revision).toMatch(/^[0-9a-f]{40}$/)
      for (const { sha256, bytes } of variant!.files) {
        expect(sha256).toMatch(/^[0-9a-f]{64}$/)
        expect(bytes).toBeLessThan(2e9)
      }
      expect(verificationOf(model)).toContain('pinned')
    }
  })

  it('come from this site first, and their libraries from where web-llm’s version has them', () => {
    const [own, hub] = addressesFor(small!, '', 'https://me.example/app/') as [
      ReturnType<typeof addressesFor>[0],
      ReturnType<typeof addressesFor>[0],
    ]
    const [list, , , library] = small!.variants[0]!.listed!.small
    const at = (address: typeof own, path: string) => urlOf(address, { path })
    expect(at(own, library!)).toBe(`https://me.example/app/models/${small!.id}/${library}`)
    expect(at(hub, list!)).toBe(
      'https://huggingface.co/mlc-ai/Llama-3.2-1B-Instruct-q4f16_1-MLC/resolve/main/tensor-cache.json',
    )
    expect(at(hub, library!)).toContain('/v0_2_86/base/Llama-3.2-1B-Instruct-q4f16_1_cs1k-webgpu.wasm')
    expect(own.origins).toEqual([])
    expect(hub.origins).toContain('https://raw.githubusercontent.com')
  })

  it('are in web-llm’s own list under these names, in the version that is installed', () => {
    expect(json('package.json').dependencies!['@mlc-ai/web-llm']).toBe(webLlmVersion)
    const library = readFileSync('node_modules/@mlc-ai/web-llm/lib/index.js', 'utf8')
    expect(library).toContain('const modelVersion = "v0_2_86/base"')
    for (const { id, engine, variants } of chatModels) {
      if (engine !== 'web-llm') continue
      expect(library).toContain(`model_id: "${id}"`)
      expect(library).toContain(`/${variants[0]!.listed!.small.at(-1)}"`)
    }
  })
})

describe('wllama’s runtime', () => {
  it('is pinned as it is installed', () => {
    const pins = readFileSync('src/models/wllama-runtime.ts', 'utf8')
    for (const path of ['wllama/esm/wasm/wllama.wasm', 'wllama-compat/wasm/wllama.wasm']) {
      const bytes = readFileSync(`node_modules/@wllama/${path}`)
      expect(pins).toContain(createHash('sha256').update(bytes).digest('hex'))
      expect(pins.replaceAll('_', '')).toContain(String(bytes.length))
    }
  })
})

describe('a gate', () => {
  it('lets a device through that has all that is needed', () => {
    expect(says(small!, laptop)).toEqual({ can: true, says: ['Runs here on the graphics processor (apple m1).'] })
    expect(says(onProcessor!, { ...laptop, graphics: noGraphics }).can).toBe(true)
  })

  it.each<[string, Partial<Graphics>]>([
    ['WebGPU', { kind: 'none' }],
    ['simulated', { kind: 'software' }],
    ['shader-f16', { f16: false }],
    ['workgroup memory of 16 kB; 33 kB are needed', { workgroupBytes: 16_384 }],
    ['storage buffers to the number of 8; 10 are needed', { storageBuffers: 8 }],
    ['buffers of 134 MB; 268 MB are needed', { maxBufferBytes: 2 ** 27 }],
    ['bindings of 67 MB; 134 MB are needed', { maxBindingBytes: 2 ** 26 }],
  ])('explains what is missing before a byte is fetched: %s', (sentence, missing) => {
    const judgement = says(small!, { ...laptop, graphics: { ...graphics, ...missing } })
    expect(judgement.can).toBe(false)
    expect(judgement.says).toEqual([expect.stringContaining(sentence)])
  })

  it('explains memory, room and a phone’s limit, and all at once', () => {
    expect(says(large!, { ...laptop, memoryGb: 4 }).says[0]).toContain('2.3 GB of memory')
    expect(says(small!, { ...laptop, room: 1e8 }).says[0]).toContain('the browser allows 100 MB more')
    expect(says(large!, phone).says[0]).toContain('phones end a page')
    expect(says(smol!, phone).can).toBe(true)
    expect(says(large!, { ...phone, room: 1, store: 'none', graphics: noGraphics }).says).toHaveLength(4)
    expect(says(slow!, { ...laptop, simd: false }).says[0]).toContain('SIMD')
  })

  it('does not hold against a device what its browser does not tell', () => {
    expect(says(large!, { ...laptop, memoryGb: undefined, room: undefined }).can).toBe(true)
    // Browsers tell at most 8 GB.
    expect(says(large!, laptop).can).toBe(true)
  })
})

describe('the recommendation', () => {
  const choose = (device: Device) => recommend(chatModels, device, ({ variants }) => bytesOf(variants[0]!))
  it('says why', () => {
    expect(choose(laptop)).toMatchObject({ model: named('Llama 3.2 1B'), why: expect.stringContaining('879 MB') })
    expect(choose(phone)).toMatchObject({ model: smol, why: expect.stringContaining('this is a phone') })
    expect(choose({ ...laptop, memoryGb: 4 })).toMatchObject({
      model: smol,
      why: expect.stringContaining('little memory'),
    })
    expect(choose({ ...laptop, graphics: noGraphics })).toMatchObject({
      model: onProcessor,
      why: expect.stringContaining('no graphics processor'),
    })
  })

  it('is none where none can run', () => {
    expect(choose({ ...laptop, store: 'none' })).toBeUndefined()
  })

  it('gives phones and small devices a shorter context', () => {
    expect(contextFor(smol!, laptop)).toBe(4096)
    expect(contextFor(smol!, phone)).toBe(2048)
    expect(contextFor(smol!, { ...laptop, memoryGb: 4 })).toBe(2048)
  })
})
