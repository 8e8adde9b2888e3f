import { performance } from 'node:perf_hooks'
import { resolve } from 'node:path'
import { compilePack } from '../../content/compile'
import { KeywordIndex } from '../../src/search/keyword'
import { median, type Row } from './rows'

const passages = 20_000

/** Keyword search over 20,000 passages made from the pack's own sentences, in Node, by the module the worker runs. */
export function searchBench(): Row[] {
  const { pack } = compilePack(resolve('content'))
  const sentences = pack.notes
    .flatMap(({ body }) => body.split(/(?<=[.:?])\s+/))
    .filter((sentence) => sentence.length > 40)
  const index = new KeywordIndex(pack.terms)
  const began = performance.now()
  for (let n = 0; n < passages; n++) {
    // Different mixtures of real sentences: 200 words or so, as chunks are.
    const text = Array.from({ length: 9 }, (_, k) => sentences[(n * 31 + k * 977) % sentences.length]).join(' ')
    index.add({ heading: pack.notes[n % pack.notes.length]!.title, text })
  }
  const built = performance.now() - began
  const questions = [...pack.questions.map(({ ask }) => ask), 'retreival augmentd genration', 'low-rank adaptation']
  const times = questions.map((question) => {
    const start = performance.now()
    index.search(question, { limit: 20 })
    return performance.now() - start
  })
  return [
    {
      name: `keyword search over 20,000 passages (median of ${times.length} questions)`,
      value: median(times),
      unit: 'ms',
      goal: 20,
    },
    { name: 'building that index', value: built / 1000, unit: 's', goal: 10 },
  ]
}
