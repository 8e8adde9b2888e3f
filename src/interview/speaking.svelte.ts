import { localVoice } from './voices'

type Synth = Pick<
  SpeechSynthesis,
  'getVoices' | 'speak' | 'cancel' | 'pause' | 'resume' | 'addEventListener' | 'removeEventListener'
>

/** Reads lines aloud by a voice of this device, one after another; what is being said is there to be read along. */
export class Speaking {
  #voice = $state.raw<SpeechSynthesisVoice | undefined>(undefined)
  #asked = $state(false)
  #now = $state('')
  #paused = $state(false)
  #last: string[] = []

  constructor(
    private synth: Synth | undefined,
    private utter: (text: string) => SpeechSynthesisUtterance = (text) => new SpeechSynthesisUtterance(text),
  ) {}

  /** Undefined where no voice lives on this device. */
  get voice() {
    return this.#voice
  }
  /** The device has said which voices it has. */
  get asked() {
    return this.#asked
  }
  /** The line that is being read, as a caption. */
  get now() {
    return this.#now
  }
  get paused() {
    return this.#paused
  }

  /** Follows the device's voices until the returned function is called; some browsers bring them late. */
  open(): () => void {
    const look = () => {
      const voices = this.synth?.getVoices() ?? []
      this.#voice = localVoice(voices)
      this.#asked ||= voices.length > 0
    }
    look()
    const late = setTimeout(() => (this.#asked = true), 1500)
    this.synth?.addEventListener('voiceschanged', look)
    return () => {
      clearTimeout(late)
      this.synth?.removeEventListener('voiceschanged', look)
      this.stop()
    }
  }

  /** Reads these lines in their order, instead of what is being read. */
  say(lines: string[]) {
    this.stop()
    this.#last = lines
    if (this.#voice) for (const line of lines) this.#speak(line, this.#voice)
  }

  repeat() {
    this.say(this.#last)
  }

  pause() {
    this.synth?.pause()
    this.#paused = true
  }

  resume() {
    this.synth?.resume()
    this.#paused = false
  }

  /** Pauses, or goes on. */
  turn() {
    if (this.#paused) this.resume()
    else this.pause()
  }

  stop() {
    // A paused queue stays paused when it is emptied.
    if (this.#paused) this.resume()
    this.synth?.cancel()
    this.#now = ''
  }

  #speak(line: string, voice: SpeechSynthesisVoice) {
    const utterance = this.utter(line)
    utterance.voice = voice
    utterance.lang = voice.lang
    utterance.onstart = () => (this.#now = line)
    utterance.onend = utterance.onerror = () => {
      if (this.#now === line) this.#now = ''
    }
    this.synth?.speak(utterance)
  }
}
