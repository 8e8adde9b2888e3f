import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { nodeEmbedder } from '../tests/bench/eval-embedder'
import { checkCode } from './check-code'
import { check, checkAnswers, checkMeaning } from './check-pack'
import { compilePack } from './compile'
import { countsOf, coverageOf, withCoverage } from './coverage'
import { gradeInProcesses } from './grade'
import { instantMeaning } from './instant'
import { idsOf } from './rules/ids'
import type { Meaning } from './rules/near'

/**
 * `npm run content:check [-- --json FILE] [--models DIR] [--update]`: validates the pack, runs the solutions of its
 * coding tasks, and prints the coverage table. --update first adds the new ids to the list of those that may never vanish, and writes the guide's table.
 */
const root = resolve('content')
const guide = join(root, 'README.md')
if (process.argv.includes('--update')) update()
const compiled = compilePack(root)
const problems = [...compiled.problems, ...check(compiled), ...(await checkCode(compiled))]
if (readFileSync(guide, 'utf8') !== withCoverage(readFileSync(guide, 'utf8'), compiled.pack))
  problems.push({
    file: 'content/README.md',
    line: 1,
    message: 'the coverage table is old: run content:check -- --update',
  })
const counts = countsOf(compiled.pack)
const coverage = coverageOf(compiled.pack)

const meanings = [instantMeaning(), await miniLm()].filter((meaning) => meaning !== undefined)
const began = performance.now()
problems.push(...(await checkAnswers(compiled, gradeInProcesses(compiled.pack))))
const gradedIn = ((performance.now() - began) / 1000).toFixed(0)
for (const meaning of meanings) problems.push(...(await checkMeaning(compiled, meaning)))

console.table(counts)
console.table(coverage)
for (const { file, line, message } of problems) console.error(`${file}:${line} ${message}`)
console.log(`The assessor with the instant encoder graded every model answer in ${gradedIn} s.`)
console.log(`Near-duplicates were sought by text, ${meanings.map(({ name }) => name).join(', ')}.`)
console.log(problems.length ? `${problems.length} problems` : 'The pack is sound.')

const target = valueOf('--json')
if (target) writeFileSync(target, JSON.stringify({ counts, coverage, problems }, null, 2))
process.exitCode = problems.length ? 1 : 0

function valueOf(name: string): string | undefined {
  const at = process.argv.indexOf(name)
  return at > 0 ? process.argv[at + 1] : undefined
}

function update() {
  const { pack } = compilePack(root)
  writeFileSync(guide, withCoverage(readFileSync(guide, 'utf8'), pack))
  const all = [...new Set([...pack.shipped, ...idsOf(pack)])].sort()
  writeFileSync(join(root, 'shipped-ids.txt'), `${all.join('\n')}\n`)
}

/** Only where the model was downloaded. */
async function miniLm(): Promise<Meaning | undefined> {
  const embedder = await nodeEmbedder(valueOf('--models'))
  return (
    embedder && {
      name: embedder.model,
      embed: (texts) => embedder.embed(texts),
      most: { card: 0.82, question: 0.8 },
    }
  )
}
