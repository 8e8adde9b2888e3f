/** What is needed of a voice to choose one. */
export interface Voice {
  lang: string
  name: string
  /** Speaks on this device: the text goes nowhere. */
  localService: boolean
  default: boolean
}

/**
 * The voice that reads the interviewer's lines: English, and only one that lives on this device. Undefined where there
 * is none: a voice of a server would be sent what it reads.
 */
export function localVoice<V extends Voice>(voices: readonly V[]): V | undefined {
  const own = voices.filter(({ localService, lang }) => localService && /^en\b/i.test(lang.replace('_', '-')))
  const worth = ({ lang, default: chosen }: V) => Number(/GB/i.test(lang)) + 2 * Number(chosen)
  return own.toSorted((a, b) => worth(b) - worth(a))[0]
}
