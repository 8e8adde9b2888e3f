import { bytesInWords } from '../app/words'
import type { Device, Graphics, Judgement } from './capability'
import type { ChatModelInfo } from './chat-catalogue'

/** Without these no model of web-llm starts; read in its library, and asked for by it when it opens the device. */
const needed = {
  workgroupBytes: 32_768,
  storageBuffers: 10,
  maxBufferBytes: 268_435_456,
  maxBindingBytes: 134_217_728,
}
/** A phone's browser ends a page that takes much more (iPhones near 1.5 GB, and the app is in it too). */
const mostOnPhones = 900_000_000
/** WebAssembly reads no larger file. */
const largestFile = 2_000_000_000

/**
 * Whether a language model can run here, before a byte of it is fetched: all that is against it, in full sentences. What
 * the browser does not tell is not held against the device.
 */
export function judgeChat(model: ChatModelInfo, device: Device, downloadBytes: number): Judgement {
  const against = [...engineAgainst(model, device), ...roomAgainst(model, device, downloadBytes)]
  return against.length ? { can: false, says: against } : { can: true, says: [expectation(model, device)] }
}

function engineAgainst({ engine, variants }: ChatModelInfo, { graphics, simd }: Device): string[] {
  if (engine === 'web-llm') return graphicsAgainst(graphics)
  const against = simd ? [] : ['This browser lacks WebAssembly SIMD, which the model’s runtime needs.']
  if (variants.some(({ files }) => files.some(({ bytes }) => bytes > largestFile)))
    against.push('Its file is larger than WebAssembly can read.')
  return against
}

function graphicsAgainst(graphics: Graphics): string[] {
  if (graphics.kind === 'none') return ['This browser offers no graphics processor (WebGPU) to web pages.']
  if (graphics.kind === 'software') return ['The graphics processor here is a simulated one, which is far too slow.']
  const against: string[] = []
  if (!graphics.f16) against.push('Its graphics processor does not compute with 16-bit numbers (shader-f16).')
  const short = (what: string, has: string, needs: string) =>
    against.push(`Its graphics processor allows ${what} of ${has}; ${needs} are needed.`)
  const { workgroupBytes, storageBuffers, maxBufferBytes, maxBindingBytes } = graphics
  if (workgroupBytes < needed.workgroupBytes)
    short('workgroup memory', bytesInWords(workgroupBytes), bytesInWords(needed.workgroupBytes))
  if (storageBuffers < needed.storageBuffers)
    short('storage buffers to the number', String(storageBuffers), String(needed.storageBuffers))
  if (maxBufferBytes < needed.maxBufferBytes)
    short('buffers', bytesInWords(maxBufferBytes), bytesInWords(needed.maxBufferBytes))
  if (maxBindingBytes < needed.maxBindingBytes)
    short('bindings', bytesInWords(maxBindingBytes), bytesInWords(needed.maxBindingBytes))
  return against
}

function roomAgainst(model: ChatModelInfo, { store, room, memoryGb, phone }: Device, downloadBytes: number): string[] {
  const { memoryBytes } = model
  const against: string[] = []
  if (store === 'none') against.push('This browser gives the app no place to keep a model.')
  if (room !== undefined && room < downloadBytes)
    against.push(`It needs ${bytesInWords(downloadBytes)} and the browser allows ${bytesInWords(room)} more.`)
  if (phone && memoryBytes > mostOnPhones)
    against.push(`It takes about ${bytesInWords(memoryBytes)} of memory; phones end a page that takes so much.`)
  // The browser tells at most 8 GB.
  if (memoryGb !== undefined && memoryGb < 8 && memoryGb * 0.5e9 < memoryBytes)
    against.push(
      `It takes about ${bytesInWords(memoryBytes)} of memory while it works; this device reports ${memoryGb} GB in all.`,
    )
  return against
}

export function contextFor({ contextTokens }: ChatModelInfo, { phone, memoryGb }: Device): number {
  return phone || (memoryGb ?? 8) <= 4 ? contextTokens.phone : contextTokens.computer
}

/**
 * Half of the cores: the threads of llama.cpp wait for each other busily, and one that has to share its core with the
 * screen's own work holds up all the others.
 */
export function threadsFor({ threads, cores }: Device): number {
  return Math.max(1, Math.min(threads, Math.floor(cores / 2)))
}

function expectation({ engine }: ChatModelInfo, device: Device): string {
  const { graphics } = device
  const threads = threadsFor(device)
  if (engine === 'web-llm') return `Runs here on the graphics processor${graphics.name ? ` (${graphics.name})` : ''}.`
  const where = threads > 1 ? `${threads} processor threads` : 'one processor thread'
  return `Runs here on ${where}, slowly; its speed is measured when it first starts.`
}

export interface Recommendation {
  model: ChatModelInfo
  why: string
}

/** The model to begin with on this device, and why that one; undefined where none can run. */
export function recommend(
  models: readonly ChatModelInfo[],
  device: Device,
  downloadBytes: (model: ChatModelInfo) => number,
): Recommendation | undefined {
  const can = models.filter((model) => judgeChat(model, device, downloadBytes(model)).can)
  const onGraphics = can.filter(({ engine }) => engine === 'web-llm')
  const small = device.phone || (device.memoryGb !== undefined && device.memoryGb <= 4)
  const wanted = small ? 'phone' : 'laptop'
  const model = onGraphics.find(({ role }) => role === wanted) ?? onGraphics[0] ?? can[0]
  return model && { model, why: because(model, device, small) }
}

function because(model: ChatModelInfo, device: Device, small: boolean): string {
  const memory = `about ${bytesInWords(model.memoryBytes)} of memory`
  if (model.engine === 'wllama')
    return `Suggested here because no graphics processor can be used: this one runs on the processor and takes ${memory}.`
  if (small)
    return `Suggested here because ${device.phone ? 'this is a phone' : 'this device has little memory'}: it takes ${memory}, the least of all.`
  return `Suggested here because the graphics processor can run it and it takes ${memory}; the larger one answers better and takes far more.`
}
