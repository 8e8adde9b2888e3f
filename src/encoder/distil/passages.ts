import { chance, hashOf } from './chance'

/** Consecutive blocks of text from one place: a file, a chapter, a question with its answers. */
export interface Source {
  name: string
  blocks: string[]
}

export interface Passage {
  text: string
  /** Not trained on: whole sources are held out, so that no sentence of theirs was seen. */
  heldOut: boolean
}

const longest = 1500
const heldOutShare = 0.03

/** Passages of one sentence to 1,500 characters: every source once as runs of its blocks, and most of its sentences. */
export function passagesOf(sources: Source[], seed: number): Passage[] {
  const seen = new Set<string>()
  return sources.flatMap((source) => {
    const random = chance(hashOf(source.name) ^ seed)
    const heldOut = random() < heldOutShare
    const texts = [...runs(source.blocks, random), ...sentencesOf(source.blocks, random)]
    return texts.filter((text) => isNew(text, seen)).map((text) => ({ text, heldOut }))
  })
}

function isNew(text: string, seen: Set<string>): boolean {
  if (text.length < 12 || seen.has(text)) return false
  seen.add(text)
  return true
}

function runs(blocks: string[], random: () => number): string[] {
  const found: string[] = []
  let run = ''
  let wanted = wantedLength(random)
  const end = () => {
    if (run) found.push(run)
    run = ''
    wanted = wantedLength(random)
  }
  for (const block of blocks.flatMap(cut)) {
    if (run.length + block.length + 1 > longest) end()
    run = run ? `${run}\n${block}` : block
    if (run.length >= wanted) end()
  }
  end()
  return found
}

/** Short ones more often than long ones: the mean is about 570 characters. */
function wantedLength(random: () => number): number {
  return 100 + (longest - 100) * random() ** 2
}

function cut(block: string): string[] {
  const parts: string[] = []
  for (let at = 0; at < block.length; at += longest) parts.push(block.slice(at, at + longest).trim())
  return parts.filter(Boolean)
}

function sentencesOf(blocks: string[], random: () => number): string[] {
  const sentences = blocks.flatMap((block) => block.split(/(?<=[.!?][)"'”]?)\s+(?=[\p{Lu}\d"'“(`*])/u))
  return sentences
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length >= 25 && sentence.length <= 400 && random() < 0.6)
}
