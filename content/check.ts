import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { check } from './check-pack'
import { compilePack } from './compile'
import { coverageOf, countsOf } from './coverage'

/** `npm run content:check [-- --json FILE]`: validates the pack and prints the coverage table. */
const compiled = compilePack(resolve('content'))
const problems = [...compiled.problems, ...check(compiled)]
const counts = countsOf(compiled.pack)
const coverage = coverageOf(compiled.pack)

console.table(counts)
console.table(coverage)
for (const { file, line, message } of problems) console.error(`${file}:${line} ${message}`)
console.log(problems.length ? `${problems.length} problems` : 'The pack is sound.')

const json = process.argv.indexOf('--json')
const target = json > 0 ? process.argv[json + 1] : undefined
if (target) writeFileSync(target, JSON.stringify({ counts, coverage, problems }, null, 2))
process.exitCode = problems.length ? 1 : 0
