import { readFileSync } from 'node:fs'
import { verifySentence, type EmbedText, type Support } from '../../src/ask/verify'
import { instantEncoder } from './eval-library'
import { table } from './eval-table'

interface Claims {
  passage: string
  /** The rules were made looking at `dev` alone. */
  part: 'dev' | 'held-out'
  claims: { kind: 'supported' | 'number' | 'negated' | 'entity' | 'opposite' | 'swapped' | 'offtopic'; text: string }[]
}

type Shares = Record<Support, number> & { of: number }

/** Our own sentences about 20 passages, true and false ones, checked as the app checks them. */
export function evaluateVerifying() {
  const file = JSON.parse(readFileSync('tests/fixtures/ask/claims.json', 'utf8')) as Claims[]
  const encoder = instantEncoder()
  const systems: Record<string, EmbedText | undefined> = { instant: (text) => encoder.embed(text), words: undefined }
  return Object.fromEntries(
    Object.entries(systems).map(([name, embed]) => {
      const parts = (['dev', 'held-out'] as const).map((part) => [part, sharesOf(file, part, embed)])
      return [name, Object.fromEntries(parts) as Record<Claims['part'], Record<string, Shares>>]
    }),
  )
}

function sharesOf(file: Claims[], part: Claims['part'], embed?: EmbedText): Record<string, Shares> {
  const kinds: Record<string, Shares> = {}
  for (const { passage, claims } of file.filter((one) => one.part === part))
    for (const { kind, text } of claims) {
      const shares = (kinds[kind] ??= { supported: 0, weak: 0, unsupported: 0, of: 0 })
      shares[verifySentence(text, { text: passage }, embed).support]++
      shares.of++
    }
  return kinds
}

export function showVerifying(figures: ReturnType<typeof evaluateVerifying>): string {
  return Object.entries(figures)
    .flatMap(([name, parts]) =>
      Object.entries(parts).map(([part, kinds]) => {
        const rows = Object.entries(kinds).map(([kind, { of, supported, weak, unsupported }]) => [
          kind,
          ...[of, supported, weak, unsupported].map(String),
        ])
        return `${name}, ${part}\n${table(['sentence', 'of', 'supported', 'weak', 'unsupported'], rows)}\n`
      }),
    )
    .join('\n')
}
