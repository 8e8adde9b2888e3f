import { writeFileSync } from 'node:fs'
import { readArguments } from './eval-arguments'
import { evaluateRetrieval, showRetrieval } from './eval-retrieval'

const usage = `Usage: npm run eval -- retrieval --data DIR [--json FILE]
  DIR holds corpus.jsonl, queries.jsonl and qrels.tsv.`

function run(): number {
  const { what, data, json } = readArguments(process.argv.slice(2))
  const [folder] = data
  if (!folder) return complain(usage)
  if (what !== 'retrieval') return complain(usage)
  const figures = evaluateRetrieval(folder)
  console.log(showRetrieval(figures))
  if (json) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`)
  return 0
}

function complain(message: string): number {
  console.error(message)
  return 2
}

process.exitCode = run()
