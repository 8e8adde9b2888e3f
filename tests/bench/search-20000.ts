import { performance } from 'node:perf_hooks'
import { resolve } from 'node:path'
import { compilePack } from '../../content/compile'
import { Library } from '../../src/search/library'
import { instantEncoder, noteOf } from './eval-library'
import { median, type Row } from './rows'

/**
 * Search over passages made from the pack's own sentences, in Node, by the modules the worker runs: keywords are ranked
 * only; hybrid search is all that Ask waits for, the weighing of the evidence included.
 */
export function searchBench(): Row[] {
  const { pack } = compilePack(resolve('content'))
  const questions = [...pack.questions.map(({ ask }) => ask), 'retreival augmentd genration', 'low-rank adaptation']
  const small = build(20_000, pack)
  const keyword = times(questions, (question) => small.library.rank({ question, limit: 20 }, 'keyword'))
  const hybrid = times(questions, (question) => small.library.search({ question, limit: 18 }))
  const large = build(100_000, pack)
  const hybridLarge = times(questions, (question) => large.library.search({ question, limit: 18 }))
  return [
    {
      name: `keyword search over 20,000 passages (median of ${questions.length} questions)`,
      value: median(keyword),
      unit: 'ms',
      goal: 20,
    },
    { name: 'hybrid search over 20,000 passages, 95th percentile', value: late(hybrid), unit: 'ms', goal: 30 },
    { name: 'hybrid search over 100,000 passages, 95th percentile', value: late(hybridLarge), unit: 'ms', goal: 120 },
    {
      name: 'vectors of 100,000 passages (int8)',
      value: large.library.vectorBytes / 1e6,
      unit: 'MB',
      goal: 45,
    },
    { name: 'reading and embedding 20,000 passages', value: small.seconds, unit: 's', goal: 10 },
  ]
}

function build(passages: number, { notes, terms }: ReturnType<typeof compilePack>['pack']) {
  const sentences = notes.flatMap(({ body }) => body.split(/(?<=[.:?])\s+/)).filter((sentence) => sentence.length > 40)
  const library = new Library(terms, instantEncoder())
  const began = performance.now()
  const perNote = 50
  for (let from = 0; from < passages; from += perNote) {
    const chunks = Array.from({ length: perNote }, (_, k) => {
      // Different mixtures of real sentences: 200 words or so, as chunks are.
      const n = from + k
      const text = Array.from({ length: 9 }, (_, m) => sentences[(n * 31 + m * 977) % sentences.length]).join(' ')
      return { id: `part-${k}`, headings: [], text, start: 0, end: text.length, kind: 'prose' as const }
    })
    library.put({ document: noteOf(`note-${from}`, notes[(from / perNote) % notes.length]!.title), chunks })
  }
  return { library, seconds: (performance.now() - began) / 1000 }
}

function times(questions: string[], ask: (question: string) => unknown): number[] {
  // The first are slow: the engine still learns, and the index is packed on the first question.
  for (const question of questions.slice(0, 20)) ask(question)
  return questions.map((question) => {
    const start = performance.now()
    ask(question)
    return performance.now() - start
  })
}

function late(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? NaN
}
