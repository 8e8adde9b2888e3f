import { expect, test } from 'vitest'
import { answerAsCard, headlineOf } from '../../../src/ask/citations'
import { answerFrom } from '../../../src/ask/compose'
import { excerpt, headingPath, sourceLink } from '../../../src/ask/source-link'
import { answerable, candidates } from '../../../src/ask/suggest'
import { noEvidence } from '../../../src/search/abstain'
import { Library } from '../../../src/search/library'
import { note } from '../search/notes'

const library = new Library([])
const lora =
  'LoRA is a way to tune a large model by training two small matrices. It freezes the weights of the model. Nothing is slower when it is served.'
library.put(note('Tuning', [lora, 'Full tuning changes every weight and needs much memory.']))
library.put(note('Copy of tuning', [lora]))
library.put(note('Common mistakes', ['Saying that LoRA is a kind of quantisation of the weights.']))
library.put(note('Cooking', ['Boil the rice for ten minutes. Then let it rest.', 'Bread needs flour, water and salt.']))
for (const word of ['cat', 'dog', 'bird', 'fish', 'tree', 'lake'])
  library.put(note(word, [`A ${word} is here and stays for the day.`]))

function ask(question: string, filter = {}) {
  const search = library.search({ question, limit: 12, ...filter })
  const indexed = { notes: library.notes, of: library.notes, passages: library.passages }
  return answerFrom({ id: 'q', at: 1, question, filter }, { ...search, indexed, milliseconds: 2 })
}

test('an answer is made of the notes’ own sentences, each with its source', () => {
  const { outcome, sentences, sources, provenance } = ask('What is LoRA?')
  expect(outcome).toBe('answered')
  expect(sentences[0]?.text).toBe('LoRA is a way to tune a large model by training two small matrices.')
  for (const { text, cites } of sentences) for (const cite of cites) expect(sources[cite - 1]?.text).toContain(text)
  expect(provenance).toBe(
    `Extracted from ${sources.length === 1 ? '1 passage' : `${sources.length} passages`}, found by keywords, no model used`,
  )
})

test('quotes mark exactly the sentences that were used', () => {
  const { sentences, sources } = ask('What is LoRA?')
  sources.forEach(({ text, quotes }, n) => {
    const quoted = quotes.map(({ start, end }) => text.slice(start, end))
    expect(quoted).toEqual(sentences.filter(({ cites }) => cites.includes(n + 1)).map((sentence) => sentence.text))
  })
})

test('what is said twice is cited once, and lists of mistakes are no answers', () => {
  const { sentences, sources, trace } = ask('What is LoRA?')
  expect(sources.filter(({ text }) => text === lora)).toHaveLength(1)
  expect(sentences.some(({ text }) => text.includes('quantisation'))).toBe(false)
  expect(trace?.passages.some(({ fate }) => fate.startsWith('Not used: almost the same'))).toBe(true)
})

test('where the notes do not cover it, passages are shown and nothing is claimed', () => {
  const record = ask('Which bird won the chess championship in Reykjavik?')
  expect(record).toMatchObject({ outcome: 'closest', sentences: [] })
  expect(record.sources.length).toBeGreaterThan(0)
  expect(headlineOf(record)).toMatch(/Closest passages:$/)
})

test('where nothing matches, it says so', () => {
  expect(ask('zxqv wrbl')).toMatchObject({ outcome: 'nothing', sources: [] })
  expect(ask('LoRA', { documentIds: ['Cooking'] }).outcome).toBe('nothing')
})

test('a source opens the reader at the passage with the quoted words', () => {
  const [source] = ask('What is LoRA?').sources
  const link = sourceLink(source!)
  expect(link).toMatch(/^#\/notes\/(Tuning|Copy%20of%20tuning)\?p=part-0&quote=LoRA\+is\+a\+way/)
})

test('an excerpt shows the quoted words whole and little around them', () => {
  const text = `${'before '.repeat(60)}Quoted here.${' after'.repeat(60)}`
  const start = text.indexOf('Quoted')
  const pieces = excerpt({ text, quotes: [{ start, end: start + 12 }] })
  expect(pieces.filter(({ quoted }) => quoted).map((piece) => piece.text)).toEqual(['Quoted here.'])
  expect(pieces.map((piece) => piece.text).join('').length).toBeLessThan(340)
})

test('the heading path leaves out the title and names the page', () => {
  expect(headingPath({ title: 'LoRA', headings: ['LoRA', 'Merging', 'Cost'] })).toBe('Merging › Cost')
  expect(headingPath({ title: 'LoRA', headings: [], page: 4 })).toBe('p. 4')
})

test('first questions are those of the user’s own headings, then of the cards, as far as the notes answer them', async () => {
  const own = [
    {
      chunks: ['Q3: Why do agents fail? 🚀', 'Setup'].map((heading) => ({
        ...note('x', ['y']).chunks[0]!,
        headings: [heading],
      })),
    },
  ]
  const basic = { id: 'a', topic: 't', level: 'junior' as const, tags: [], back: '', kind: 'basic' as const }
  const fronts = ['What does LoRA freeze?', `Why ${'so '.repeat(30)}long?`, 'Name one optimiser.']
  const cards = fronts.map((front) => ({ ...basic, front }))
  const made = candidates(own, cards, () => 0)
  expect(made).toEqual(['Why do agents fail?', 'What does LoRA freeze?'])

  const search = ({ question }: { question: string }) =>
    Promise.resolve({ evidence: { ...noEvidence, covered: question.includes('LoRA') ? 1 : 0, together: 0.6 } })
  expect(await answerable(made, 5, search)).toEqual(['What does LoRA freeze?'])
  expect(await answerable(['LoRA?', 'LoRA!', 'LoRA'], 2, search)).toEqual(['LoRA?', 'LoRA!'])
})

test('a line of an index, a title with its date, is no sentence of an answer', () => {
  const dated = new Library([])
  dated.put(
    note('Index', ['VACUUM fails as the disk is full - 2022-08-29\n\nOther titles stand here too - 2021-02-03']),
  )
  dated.put(note('Disk', ['VACUUM fails where its temporary folder is full. Set SQLITE_TMPDIR to another disk.']))
  const question = 'Why does VACUUM fail with a full disk?'
  const search = dated.search({ question, limit: 5 })
  const indexed = { notes: 2, of: 2, passages: 2 }
  const { sentences } = answerFrom({ id: 'q', at: 1, question, filter: {} }, { ...search, indexed, milliseconds: 1 })
  expect(sentences.map(({ text }) => text).join(' ')).not.toMatch(/\d{4}-\d\d-\d\d/)
})

const journal = new Library([])
journal.put(
  note('Enabling WAL mode for SQLite', [
    'This means that turning on WAL is a thing you can do to a database file:\n\nThe incantation is short.\n\n$ sqlite3 github.db \'PRAGMA journal_mode=WAL;\'\necho "done";',
    'If you want to turn WAL mode off again, run this:\n\nPRAGMA journal_mode=delete;',
  ]),
)
for (const word of ['cat', 'dog', 'bird', 'fish', 'tree', 'lake'])
  journal.put(note(word, [`A ${word} is here and stays for the day.`]))
const indexed = { notes: 1, of: 1, passages: 1 }
const how = (question: string) => {
  const search = journal.search({ question, limit: 12 })
  return answerFrom({ id: 'q', at: 1, question, filter: {} }, { ...search, indexed, milliseconds: 2 })
}

test('how something is done is answered with the code of the note, quoted whole and cited', () => {
  const { outcome, sentences, sources } = how('How do I turn on WAL mode?')
  expect(outcome).toBe('answered')
  const code = sentences.find((sentence) => sentence.code)!
  expect(code.text).toContain('PRAGMA journal_mode=WAL;')
  const { text, quotes } = sources[code.cites[0]! - 1]!
  expect(quotes.map(({ start, end }) => text.slice(start, end))).toContain(code.text)
  expect(answerAsCard({ sentences, sources })).toContain('```\n$ sqlite3 github.db')
})

test('how to turn something off is no answer to how it is turned on, and the reverse', () => {
  expect(JSON.stringify(how('How do I turn on WAL mode?').sentences)).not.toContain('off')
  expect(JSON.stringify(how('How do I turn WAL mode off?').sentences)).toContain('journal_mode=delete')
})

test('what is not asked as a how-to quotes no code', () => {
  expect(how('What is WAL mode?').sentences.some(({ code }) => code)).toBe(false)
})

test('words that follow one another find the abbreviation that the notes write for them', () => {
  expect(how('How do I turn on write-ahead logging?').sources[0]?.title).toContain('WAL')
  // "log" is a word, no abbreviation.
  const plain = new Library([])
  plain.put(note('Trees', ['A log lies here.']))
  expect(plain.search({ question: 'little old goats', limit: 3 }).passages).toEqual([])
})
