import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import * as v from 'valibot'
import { LineCounter, isMap, isSeq, parseDocument, type Document } from 'yaml'
import {
  cardSchema,
  changelogSchema,
  curriculumRowSchema,
  noteSchema,
  planSchema,
  questionSchema,
  retiredSchema,
  scenarioSchema,
  termSchema,
  topicSchema,
  type Changelog,
  type CurriculumRow,
  type PackCard,
  type PackNote,
  type Plan,
  type Question,
  type Retired,
  type Scenario,
  type Term,
  type Topic,
} from './format.ts'
import { codingTaskSchema, type CodingTask } from './format-coding.ts'
import { headingsOf, slugOf } from './slug.ts'

/** A fault in the pack, with the place an author must go to. */
export interface Problem {
  file: string
  line: number
  message: string
}

export interface Pack {
  topics: Topic[]
  notes: PackNote[]
  cards: PackCard[]
  questions: Question[]
  scenarios: Scenario[]
  coding: CodingTask[]
  terms: Term[]
  plans: Plan[]
  changelog: Changelog
  /** What the pack must cover. */
  curriculum: CurriculumRow[]
  /** Ids that shipped once, as `kind/id`: they must stay. */
  shipped: string[]
  /** Ids that were taken out on purpose. */
  retired: Retired[]
}

/** Where an item was written: for problems found after parsing. */
export type Places = Map<object, Place>

/** The way from an item to one of its parts, such as ['criteria', 2]. */
export type Path = (string | number)[]

export interface Place {
  file: string
  line: number
  /** Where a note's text begins. */
  bodyLine?: number
  /** The line of a part of the item. */
  lineOf?: (path: Path) => number
}

export interface Compiled {
  pack: Pack
  places: Places
  problems: Problem[]
}

/** Reads and validates the whole pack under `root`. Broken items are left out and reported. */
export function compilePack(root: string): Compiled {
  const problems: Problem[] = []
  const places: Places = new Map()
  const read = new Reader(root, problems, places)
  const topics = read.list('topics.yaml', topicSchema)
  const pack: Pack = {
    topics,
    notes: read.folder('topics', '.md').flatMap((file) => read.note(file)),
    cards: topicsFirst(read.folder('cards', '.yaml'), topics).flatMap((file) => read.list(file, cardSchema)),
    questions: read.folder('questions', '.yaml').flatMap((file) => read.item(file, questionSchema)),
    scenarios: read.folder('scenarios', '.yaml').flatMap((file) => read.item(file, scenarioSchema)),
    coding: read.folder('coding', '.yaml').flatMap((file) => read.item(file, codingTaskSchema)),
    terms: read.list('glossary.yaml', termSchema),
    plans: read.folder('plans', '.yaml').flatMap((file) => read.item(file, planSchema)),
    changelog: read.changelog('changelog.json'),
    curriculum: read.list('curriculum.yaml', curriculumRowSchema),
    shipped: read.lines('shipped-ids.txt'),
    retired: read.list('retired.yaml', retiredSchema),
  }
  nameHeadings(pack)
  return { pack, places, problems }
}

/** Tells each card the heading that it links to: an address has lost the capitals and the punctuation. */
function nameHeadings({ notes, cards }: Pick<Pack, 'notes' | 'cards'>) {
  const headings = new Map(
    notes.flatMap(({ id, body }) => headingsOf(body).map((heading) => [`${id}#${slugOf(heading)}`, heading])),
  )
  for (const card of cards) {
    const heading = card.note && headings.get(card.note)
    if (heading) card.heading = heading
  }
}

/** A deck begins with the file that is named after its topic; what goes deeper follows. */
function topicsFirst(files: string[], topics: Topic[]): string[] {
  const deeper = (file: string) => Number(!topics.some(({ id }) => id === basename(file, '.yaml')))
  return [...files].sort((a, b) => deeper(a) - deeper(b))
}

class Reader {
  constructor(
    private root: string,
    private problems: Problem[],
    private places: Places,
  ) {}

  folder(name: string, ending: string): string[] {
    const path = join(this.root, name)
    if (!existsSync(path)) return []
    const files = readdirSync(path).filter((file) => file.endsWith(ending))
    return files.sort().map((file) => join(name, file))
  }

  /** A YAML file that holds one item whose id is the file's name. */
  item<T extends { id: string }>(file: string, schema: Schema<T>): T[] {
    const parsed = this.yaml(file)
    if (!parsed) return []
    const value = this.validate(file, parsed, parsed.document.toJS(), schema, [])
    if (!value) return []
    if (value.id !== basename(file, '.yaml')) this.report(file, 1, `id "${value.id}" must equal the file's name`)
    return [value]
  }

  /** A YAML file that holds a list of items. */
  list<T extends object>(file: string, schema: Schema<T>): T[] {
    if (!existsSync(join(this.root, file))) return []
    const parsed = this.yaml(file)
    if (!parsed) return []
    const items: unknown = parsed.document.toJS()
    if (!Array.isArray(items)) {
      this.report(file, 1, 'must hold a list')
      return []
    }
    return items.flatMap((item, index) => {
      const value = this.validate(file, parsed, item, schema, [index])
      return value ? [value] : []
    })
  }

  lines(file: string): string[] {
    const path = join(this.root, file)
    return existsSync(path) ? readFileSync(path, 'utf8').split(/\r?\n/).filter(Boolean) : []
  }

  note(file: string): PackNote[] {
    const text = readFileSync(join(this.root, file), 'utf8').replaceAll('\r\n', '\n')
    const match = /^---\n([\s\S]*?)\n---\n/.exec(text)
    if (!match) {
      this.report(file, 1, 'must begin with front matter between --- lines')
      return []
    }
    const parsed = this.parse(file, match[1] ?? '', 1)
    if (!parsed) return []
    const front = parsed.document.toJS() as Record<string, unknown>
    const body = text.slice(match[0].length).trim()
    const value = this.validate(file, parsed, { ...front, body }, noteSchema, [])
    if (!value) return []
    const bodyLine = text.slice(0, text.indexOf(body, match[0].length)).split('\n').length
    this.places.set(value, { ...this.places.get(value)!, bodyLine })
    if (value.id !== basename(file, '.md')) this.report(file, 2, `id "${value.id}" must equal the file's name`)
    return [value]
  }

  changelog(file: string): Changelog {
    const result = v.safeParse(changelogSchema, JSON.parse(readFileSync(join(this.root, file), 'utf8')))
    if (result.success) return result.output
    for (const issue of result.issues) this.report(file, 1, `${v.getDotPath(issue) ?? ''} ${issue.message}`.trim())
    return []
  }

  private yaml(file: string): Parsed | undefined {
    return this.parse(file, readFileSync(join(this.root, file), 'utf8'), 0)
  }

  private parse(file: string, text: string, lineOffset: number): Parsed | undefined {
    const lines = new LineCounter()
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
    for (const error of document.errors)
      this.report(file, lines.linePos(error.pos[0]).line + lineOffset, error.message.split('\n')[0] ?? 'is not YAML')
    return document.errors.length ? undefined : { document, lines, lineOffset }
  }

  private validate<T extends object>(
    file: string,
    parsed: Parsed,
    input: unknown,
    schema: Schema<T>,
    base: Path,
  ): T | undefined {
    const result = v.safeParse(schema, input)
    if (result.success) {
      this.places.set(result.output, {
        file: join('content', file),
        line: lineAt(parsed, base),
        lineOf: (path) => lineAt(parsed, [...base, ...path]),
      })
      return result.output
    }
    for (const issue of result.issues) {
      const path: Path = (issue.path ?? []).map((step) => step.key as string | number)
      this.report(file, lineAt(parsed, [...base, ...path]), `${path.join('.')}: ${issue.message}`)
    }
    return undefined
  }

  private report(file: string, line: number, message: string) {
    this.problems.push({ file: join('content', relative('.', file)), line, message })
  }
}

type Schema<T> = v.BaseSchema<unknown, T, v.BaseIssue<unknown>>

interface Parsed {
  document: Document.Parsed
  lines: LineCounter
  lineOffset: number
}

/** The line of the deepest node on the path that exists. */
function lineAt({ document, lines, lineOffset }: Parsed, path: Path): number {
  let node: unknown = document.contents
  let offset = 0
  for (const key of path) {
    let next: unknown
    if (isMap(node)) {
      const pair = node.items.find((item) => String((item.key as { value?: unknown })?.value) === String(key))
      const keyRange = (pair?.key as { range?: [number, number, number] } | undefined)?.range
      if (keyRange) offset = keyRange[0]
      next = pair?.value
    } else if (isSeq(node) && typeof key === 'number') {
      next = node.items[key]
      const range = (next as { range?: [number, number, number] } | undefined)?.range
      if (range) offset = range[0]
    }
    if (next === undefined || next === null) break
    node = next
  }
  return lines.linePos(offset).line + lineOffset
}
