import type { ListLevel } from './parts'

/** Counts the items of a document's lists as Word does: each list and level by itself, deeper ones begin again. */
export class ListCounter {
  #counts = new Map<string, number[]>()

  constructor(readonly lists: Map<string, ListLevel[]>) {}

  /** The number of the next item of a list. */
  next(list: string, level: number): number {
    const counts = this.#counts.get(list) ?? []
    counts[level] = (counts[level] ?? (this.levelOf(list, level)?.start ?? 1) - 1) + 1
    counts.length = level + 1
    this.#counts.set(list, counts)
    return counts[level] ?? 1
  }

  levelOf(list: string, level: number): ListLevel | undefined {
    return this.lists.get(list)?.[level]
  }

  /** "2.1", as it stands before a numbered heading. */
  label(list: string, level: number): string {
    const shape = this.levelOf(list, level)
    if (!shape?.ordered) return ''
    const counts = this.#counts.get(list) ?? []
    return shape.text.replace(/%(\d)/g, (_, digit: string) => {
      const n = Number(digit) - 1
      return written(counts[n] ?? this.levelOf(list, n)?.start ?? 1, this.levelOf(list, n)?.format ?? '')
    })
  }
}

function written(count: number, format: string): string {
  if (format === 'upperRoman') return roman(count)
  if (format === 'lowerRoman') return roman(count).toLowerCase()
  const letter = String.fromCharCode(65 + ((count - 1) % 26)).repeat(Math.ceil(count / 26))
  if (format === 'upperLetter') return letter
  return format === 'lowerLetter' ? letter.toLowerCase() : String(count)
}

function roman(count: number): string {
  const signs: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let rest = count
  let text = ''
  for (const [value, sign] of signs)
    while (rest >= value) {
      text += sign
      rest -= value
    }
  return text
}
