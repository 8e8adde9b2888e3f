import { compilePack } from '../../content/compile'
import { packDocument } from '../../src/notes/pack-notes'
import { KeywordIndex, type IndexedText } from '../../src/search/keyword'
import { median, type Row } from './rows'

const chunks = 20_000
const questions = [
  'When should I pick RAG over fine-tuning?',
  'What is low-rank adaptation and why does it add no latency?',
  'How do agents use tools and memory in a loop?',
  'quantistaion of the key-value cache',
  'Why do language models hallucinate, and how is it measured?',
]

/** The keyword index on 20,000 passages made of the pack's own sentences. */
export function searchRows(): Row[] {
  const { notes, terms } = compilePack('content').pack
  const passages = mixed(notes.map(packDocument).flatMap(({ chunks }) => chunks.map(({ text }) => text)))
  const index = new KeywordIndex(terms)
  const start = performance.now()
  for (const passage of passages) index.add(passage)
  index.search(questions[0]!, { limit: 1 })
  const built = performance.now() - start
  const times = Array.from({ length: 40 }, (_, n) =>
    timed(() => index.search(questions[n % questions.length]!, { limit: 50 })),
  )
  return [
    { name: `keyword index of ${chunks} passages, built`, value: built, unit: 'ms', goal: 2000 },
    { name: `keyword search over ${chunks} passages, median`, value: median(times), unit: 'ms', goal: 20 },
    { name: `keyword search over ${chunks} passages, slowest of 40`, value: Math.max(...times), unit: 'ms', goal: 20 },
    { name: `keyword index of ${chunks} passages, lists`, value: index.bytes / 1e6, unit: 'MB', goal: 40 },
  ]
}

/** Sentences dealt out anew: other passages of the same language and length. */
function mixed(texts: string[]): IndexedText[] {
  const sentences = texts.flatMap((text) => text.split(/(?<=[.!?])\s+/))
  return Array.from({ length: chunks }, (_, n) => ({
    heading: `Passage ${n}`,
    text: Array.from({ length: 7 }, (_, k) => sentences[(n * 31 + k * 977 + ((n * k) % 13)) % sentences.length]).join(
      ' ',
    ),
  }))
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
