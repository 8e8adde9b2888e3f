/** Signs by which a chat template or our own fence speaks to the model; inside a note they are only characters. */
const spoken =
  /<\|[^|>\n]{0,40}\|>|<\/?s>|\[\/?INST\]|<<\/?SYS>>|<(?:start|end)_of_turn>|<\/?(?:passage|system|tool_call|think)\b[^>\n]*>/gi

/** Text that was found, made harmless: it can no longer end its fence or pose as a turn of the conversation. */
export function disarm(text: string): string {
  return text.replace(spoken, (sign) =>
    sign.replaceAll('<', '‹').replaceAll('>', '›').replaceAll('[', '⟦').replaceAll(']', '⟧'),
  )
}

/** A passage as the model sees it: numbered, titled and fenced. */
export function fenced(number: number, title: string, text: string): string {
  const name = disarm(title).replaceAll('"', '’').replace(/\s+/g, ' ')
  return `<passage number="${number}" title="${name}">\n${disarm(text)}\n</passage>`
}
