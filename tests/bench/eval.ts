import { writeFileSync } from 'node:fs'
import { readArguments, type EvalArguments } from './eval-arguments'

const usage = `Usage: npm run eval -- <what> --data … [--json FILE]
  retrieval --data DIR     how well documents are ranked (corpus.jsonl, queries.jsonl, qrels.tsv)
  abstain   --data DIR     how well unanswerable questions are told from answerable ones
  questions --data DIR     our own questions (tests/fixtures/ask) over the notes below DIR
  answers [--data DIR]     the pack's cards as questions over its notes (and those below DIR): what is answered, and how well
  verify                   our own true and false sentences (tests/fixtures/ask) against their passages; needs no data
  fit-abstain --data DIR NOTES   fits the weights of src/search/abstain.ts again
  import    --data DIR     every file of a folder through the app's importers
  lines [--every N]        each line of the pack's rubrics alone as the answer, known to the rubric or taken out of it
  criteria  --data FILE… [--heldout] [--predictions FILE]   the assessor against labelled criteria
  grading   [--folds K] [--reference-alone] --data FILE…   one answer against reference answers, or a written rubric`

type Command = (args: EvalArguments) => Promise<{ figures: unknown; shown: string }>

const commands: Record<string, Command> = {
  async retrieval({ data: [folder = ''], models }) {
    const { evaluateRetrieval, showRetrieval } = await import('./eval-retrieval')
    const figures = await evaluateRetrieval(folder, models)
    return { figures, shown: showRetrieval(figures) }
  },
  async abstain({ data: [folder = ''], models }) {
    const { evaluateAbstaining, showAbstaining } = await import('./eval-abstain')
    const figures = await evaluateAbstaining(folder, models)
    return { figures, shown: showAbstaining(figures) }
  },
  async questions({ data: [folder = ''], models }) {
    const { evaluateQuestions, showQuestions } = await import('./eval-questions')
    const figures = await evaluateQuestions(folder, models)
    return { figures, shown: showQuestions(figures) }
  },
  async answers({ data: [folder], models }) {
    const { evaluateAnswers, showAnswers } = await import('./eval-answers')
    const figures = await evaluateAnswers(folder, models)
    return { figures, shown: showAnswers(figures) }
  },
  async verify() {
    const { evaluateVerifying, showVerifying } = await import('./eval-verify')
    const figures = evaluateVerifying()
    return { figures, shown: showVerifying(figures) }
  },
  async 'fit-abstain'({ data: [folder = '', notes = ''], models }) {
    const { fitAbstaining } = await import('./eval-fit')
    const figures = await fitAbstaining(folder, notes, models)
    return { figures, shown: JSON.stringify(figures, null, 2) }
  },
  async import({ data: [folder = ''] }) {
    const { evaluateImport, showImport } = await import('./eval-import')
    const figures = await evaluateImport(folder)
    return { figures, shown: showImport(figures) }
  },
}

async function run(argv: string[]): Promise<number> {
  if (argv[0] === 'criteria') {
    const { evalCriteria } = await import('./eval-criteria')
    await evalCriteria(argv.slice(1))
    return 0
  }
  if (argv[0] === 'lines') {
    const { evalLines } = await import('./eval-lines')
    evalLines(argv.slice(1))
    return 0
  }
  if (argv[0] === 'grading') {
    const { evalGrading } = await import('./grading/command')
    return evalGrading(argv.slice(1))
  }
  const args = readArguments(argv)
  const command = commands[args.what]
  if (!command || (!args.data.length && !['verify', 'answers'].includes(args.what))) {
    console.error(usage)
    return 2
  }
  const { figures, shown } = await command(args)
  console.log(shown)
  if (args.json) writeFileSync(args.json, `${JSON.stringify(figures, null, 2)}\n`)
  return 0
}

process.exitCode = await run(process.argv.slice(2))
