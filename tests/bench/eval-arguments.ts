import { parseArgs } from 'node:util'

export interface EvalArguments {
  what: string
  data: string[]
  json?: string
  models?: string
}

/** `npm run eval -- <what> --data DIR [--json FILE]`. */
export function readArguments(argv: string[]): EvalArguments {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { data: { type: 'string' }, json: { type: 'string' }, models: { type: 'string' } },
  })
  const [what = '', ...more] = positionals
  return { what, data: values.data ? [values.data, ...more] : more, json: values.json, models: values.models }
}
