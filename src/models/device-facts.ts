import { bytesInWords, counted } from '../app/words'
import type { Device, Graphics } from './capability'

export interface Fact {
  what: string
  found: string
  /** A sentence, where the finding needs one. */
  note?: string
}

/** What the probe found, as lines of a checklist. */
export function deviceFacts(device: Device): Fact[] {
  const { simd, threads, isolated, cores, memoryGb, room, store, graphics } = device
  return [
    { what: 'WebAssembly with SIMD', found: simd ? 'yes' : 'no' },
    {
      what: 'Processor threads for models',
      found: `${threads} of ${counted(cores, 'core')}`,
      note: isolated
        ? undefined
        : 'Only one: threads need a page that is served in isolation. Reload once; if this stays, the host must send COOP and COEP headers.',
    },
    { what: 'Graphics (WebGPU)', found: graphicsWord(graphics), note: graphicsNote(graphics) },
    {
      what: 'Memory',
      found: memoryGb === undefined ? 'not told' : memoryGb >= 8 ? '8 GB or more' : `${memoryGb} GB`,
    },
    { what: 'Room for more', found: room === undefined ? 'not told' : bytesInWords(room) },
    {
      what: 'Place to keep models',
      found: { files: 'private files', cache: 'cache', none: 'none' }[store],
    },
  ]
}

function graphicsWord({ kind, name }: Graphics): string {
  if (kind === 'usable') return name || 'yes'
  return kind === 'software' ? 'simulated' : 'none'
}

function graphicsNote({ kind, f16, maxBufferBytes, maxBindingBytes, workgroupBytes, storageBuffers }: Graphics) {
  if (kind === 'none') return undefined
  const limits = [
    `16-bit numbers: ${f16 ? 'yes' : 'no'}`,
    `largest buffer ${bytesInWords(maxBufferBytes)}`,
    `largest binding ${bytesInWords(maxBindingBytes)}`,
    `workgroup memory ${bytesInWords(workgroupBytes)}`,
    `${storageBuffers} storage buffers a stage`,
  ].join(', ')
  return kind === 'software'
    ? `The processor plays the graphics processor, which is slower: not used. ${limits}.`
    : `${limits}.`
}
