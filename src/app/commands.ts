/** Something the palette can do. */
export interface Command {
  name: string
  /** Shown at the right: where it leads, or its key. */
  hint: string
  run: () => void
}

/** Commands whose words begin with the words typed, best first; all of them for an empty query. */
export function findCommands(commands: Command[], query: string): Command[] {
  const words = wordsOf(query)
  if (!words.length) return commands
  const scored = commands.map((command) => ({ command, score: score(wordsOf(command.name), words) }))
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command)
}

/** 0 when a word has no match; more for matches that come early and whole. */
function score(name: string[], query: string[]): number {
  let total = 1
  for (const word of query) {
    const index = name.findIndex((part) => part.startsWith(word))
    if (index < 0) return 0
    total += 1 / (index + 1) + (name[index] === word ? 0.5 : 0)
  }
  return total
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
