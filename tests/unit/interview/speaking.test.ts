import { describe, expect, it } from 'vitest'
import { Speaking } from '../../../src/interview/speaking.svelte'
import { localVoice, type Voice } from '../../../src/interview/voices'

const voice = (name: string, over: Partial<Voice> = {}): Voice => ({
  name,
  lang: 'en-US',
  localService: true,
  default: false,
  ...over,
})

describe('the voice', () => {
  it('is one of this device, never one of a server', () => {
    expect(localVoice([voice('cloud', { localService: false, default: true })])).toBeUndefined()
    expect(localVoice([voice('cloud', { localService: false }), voice('own')])?.name).toBe('own')
  })

  it('is English, the device’s own choice first', () => {
    expect(localVoice([voice('de', { lang: 'de-DE', default: true }), voice('en')])?.name).toBe('en')
    expect(localVoice([voice('us'), voice('gb', { lang: 'en_GB' })])?.name).toBe('gb')
    expect(localVoice([voice('gb', { lang: 'en-GB' }), voice('us', { default: true })])?.name).toBe('us')
  })
})

/** A synthesiser that says nothing and remembers all. */
function synth(voices: Voice[]) {
  const said: SpeechSynthesisUtterance[] = []
  return {
    said,
    cancelled: 0,
    getVoices: () => voices as SpeechSynthesisVoice[],
    speak: (utterance: SpeechSynthesisUtterance) => void said.push(utterance),
    cancel() {
      this.cancelled++
    },
    pause: () => undefined,
    resume: () => undefined,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }
}
const utter = (text: string) => ({ text }) as SpeechSynthesisUtterance

describe('reading aloud', () => {
  it('reads each line by the local voice, with the line as a caption while it is read', () => {
    const device = synth([voice('own')])
    const speaking = new Speaking(device, utter)
    const close = speaking.open()
    speaking.say(['One.', 'Two.'])
    expect(device.said.map(({ text }) => text)).toEqual(['One.', 'Two.'])
    expect(device.said[0]!.voice?.name).toBe('own')
    device.said[0]!.onstart!({} as SpeechSynthesisEvent)
    expect(speaking.now).toBe('One.')
    device.said[0]!.onend!({} as SpeechSynthesisEvent)
    expect(speaking.now).toBe('')
    speaking.repeat()
    expect(device.said.map(({ text }) => text)).toEqual(['One.', 'Two.', 'One.', 'Two.'])
    close()
    expect(device.cancelled).toBeGreaterThan(0)
  })

  it('says nothing where no voice lives on the device', () => {
    const device = synth([voice('cloud', { localService: false })])
    const speaking = new Speaking(device, utter)
    speaking.open()()
    speaking.say(['Secret.'])
    expect(device.said).toEqual([])
    expect(speaking.voice).toBeUndefined()
  })
})
