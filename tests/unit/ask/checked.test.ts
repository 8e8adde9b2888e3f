import { expect, test } from 'vitest'
import type { AskRecord } from '../../../src/ask/answer'
import { checkSentences, checkSummary } from '../../../src/ask/checked'
import { plainFormula } from '../../../src/ask/formula'
import { verifyAll } from '../../../src/ask/verify-all'

const library = { verify: async (sentences: Parameters<typeof verifyAll>[0]) => verifyAll(sentences) }
const formula = 'At $r = 8$, LoRA trains $8 \\times (4096 + 4096) = 65{,}536$, or 0.39 %.'

function record(passage: string, sentence: string, generation?: object): AskRecord {
  return {
    sentences: [{ text: sentence, cites: [1] }],
    sources: [{ text: passage, title: 'T', headings: [] }],
    ...(generation && { generation }),
  } as unknown as AskRecord
}

test('a sentence taken from its passage is never marked, though its formula is shown in plain signs', async () => {
  const checked = await checkSentences(record(formula, plainFormula(formula)), library)
  expect(checked.sentences[0]?.check).toEqual({ support: 'supported' })
  expect(checkSummary(checked)).toMatch(/all supported$/)
})

test('the row of a table read out under its headings is not marked either', async () => {
  const table = 'method | what is trained | at inference\nLoRA | low-rank change BA | merges, no latency'
  const row = 'LoRA: what is trained, low-rank change BA; at inference, merges, no latency.'
  expect((await checkSentences(record(table, row), library)).sentences[0]?.check?.support).toBe('supported')
})

test('the same words from a model are held to account', async () => {
  const passage = 'Retrieval is cheaper than tuning. Tuning is slower than retrieval.'
  const swapped = await checkSentences(record(passage, 'Tuning is cheaper than retrieval.', {}), library)
  expect(swapped.sentences[0]?.check?.support).not.toBe('supported')
})
