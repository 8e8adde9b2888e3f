import { bytesInWords } from '../app/words'

/** What this device showed when it was asked. A figure that the browser keeps to itself is undefined. */
export interface Device {
  simd: boolean
  /** Threads that a model may use: 1 where the page is not isolated. */
  threads: number
  isolated: boolean
  cores: number
  memoryGb?: number
  /** Bytes that may still be stored. */
  room?: number
  store: 'files' | 'cache' | 'none'
  phone: boolean
  graphics: Graphics
}

export interface Graphics {
  /** `software` is a graphics processor that the main one plays: it counts as none. */
  kind: 'usable' | 'software' | 'none'
  /** As the browser names it; often nothing. */
  name: string
  f16: boolean
  maxBufferBytes: number
  maxBindingBytes: number
  workgroupBytes: number
  storageBuffers: number
}

export const noGraphics: Graphics = {
  kind: 'none',
  name: '',
  f16: false,
  maxBufferBytes: 0,
  maxBindingBytes: 0,
  workgroupBytes: 0,
  storageBuffers: 0,
}

export interface Needs {
  /** Of the model and its runtime together, still to fetch. */
  downloadBytes: number
  memoryBytes: number
}

export interface Judgement {
  can: boolean
  /** Full sentences: why not, or what to expect. */
  says: string[]
}

/** A model must leave room for the app, the browser and others. */
const shareOfMemory = 0.5

/** Whether a model can run here, before a byte is fetched. What is not known is not held against the device. */
export function judge({ downloadBytes, memoryBytes }: Needs, device: Device): Judgement {
  const against: string[] = []
  if (!device.simd) against.push('This browser lacks WebAssembly SIMD, which the model’s runtime needs.')
  if (device.store === 'none') against.push('This browser gives the app no place to keep a model.')
  if (device.room !== undefined && device.room < downloadBytes)
    against.push(`It needs ${bytesInWords(downloadBytes)} and the browser allows ${bytesInWords(device.room)} more.`)
  if (device.memoryGb !== undefined && device.memoryGb * 1e9 * shareOfMemory < memoryBytes)
    against.push(
      `It takes about ${bytesInWords(memoryBytes)} of memory while it works; this device reports ${device.memoryGb} GB in all.`,
    )
  if (against.length) return { can: false, says: against }
  return { can: true, says: [expectation(device)] }
}

function expectation({ threads, isolated, graphics }: Device): string {
  const graphicsToo = graphics.kind === 'usable' ? ' Graphics are tried too, and used if they are truly faster.' : ''
  if (threads > 1) return `Runs here on ${threads} processor threads.${graphicsToo}`
  const why = isolated ? '' : ' because this site is not served in isolation'
  return `Runs here on one processor thread${why}: expect about half the speed.${graphicsToo}`
}
