import * as v from 'valibot'
import { userTables, type UserTable } from './tables'

/** The version that this app writes. Older ones are migrated on reading (migrations.ts); newer ones are refused. */
export const backupVersion = 2

const id = v.pipe(v.string(), v.minLength(1))
const time = v.pipe(v.number(), v.finite())
const strings = v.array(v.string())
const verdict = v.picklist(['met', 'partly', 'missed', 'unsure'])

/**
 * What a line of each table must hold to be restored. Loose: a field that this app does not know is kept, so that a
 * backup carries whatever the version that made it had.
 */
export const rowSchemas = {
  cards: v.looseObject({
    id,
    deckId: v.string(),
    kind: v.picklist(['basic', 'cloze', 'typed', 'choice']),
    front: v.string(),
    back: v.string(),
    tags: strings,
    origin: v.looseObject({ from: v.string() }),
    createdAt: time,
    updatedAt: time,
  }),
  decks: v.looseObject({ id, title: v.string(), createdAt: time, updatedAt: time }),
  flags: v.looseObject({ cardId: id, suspended: v.boolean(), updatedAt: time }),
  reviews: v.variant('kind', [
    v.looseObject({
      id,
      kind: v.literal('review'),
      cardId: id,
      at: time,
      grade: v.picklist(['again', 'hard', 'good', 'easy']),
      durationMs: time,
    }),
    v.looseObject({ id, kind: v.literal('undo'), cardId: id, at: time, undoes: id }),
    v.looseObject({ id, kind: v.literal('reset'), cardId: id, at: time }),
  ]),
  documents: v.looseObject({
    id,
    title: v.string(),
    type: v.string(),
    source: v.string(),
    path: v.string(),
    tags: strings,
    hash: v.string(),
    addedAt: time,
    updatedAt: time,
  }),
  texts: v.looseObject({ documentId: id, text: v.string() }),
  media: v.looseObject({ id, documentId: id, path: v.string(), type: v.string() }),
  answers: v.looseObject({
    id,
    at: time,
    question: v.string(),
    sentences: v.array(v.looseObject({})),
    sources: v.array(v.looseObject({})),
  }),
  sessions: v.looseObject({
    id,
    config: v.looseObject({ round: v.string() }),
    plan: v.array(v.looseObject({ id })),
    status: v.picklist(['running', 'finished', 'abandoned']),
    startedAt: time,
    updatedAt: time,
  }),
  turns: v.looseObject({
    id,
    sessionId: id,
    n: v.number(),
    at: time,
    by: v.string(),
    kind: v.string(),
    text: v.string(),
  }),
  drafts: v.looseObject({ sessionId: id, text: v.string(), updatedAt: time }),
  assessments: v.looseObject({ sessionId: id, at: time, verdicts: v.array(v.looseObject({ verdict })) }),
  decisions: v.looseObject({ id, sessionId: id, criterionId: id, suggested: verdict, decided: verdict, at: time }),
  estimates: v.looseObject({ id, sessionId: id, itemId: v.string(), share: time, at: time }),
  loops: v.looseObject({
    id,
    rounds: v.array(v.looseObject({ round: v.string(), minutes: time })),
    startedAt: time,
    updatedAt: time,
  }),
  ownQuestions: v.looseObject({
    id,
    ask: v.string(),
    criteria: v.array(v.looseObject({ id, statement: v.string() })),
    createdAt: time,
    updatedAt: time,
  }),
  settings: v.looseObject({ key: id, value: v.unknown(), updatedAt: time }),
} satisfies Record<UserTable, v.GenericSchema>

export type Row = Record<string, unknown>
export type Tables = Record<UserTable, Row[]>

export const manifestSchema = v.looseObject({
  format: v.literal('preflight-backup'),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  app: v.string(),
  createdAt: time,
  files: v.record(
    v.string(),
    v.object({
      sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      bytes: v.number(),
      records: v.optional(v.number()),
    }),
  ),
})
export type Manifest = v.InferOutput<typeof manifestSchema>

/** The field that names a row of each table. */
export const keyOf: Record<UserTable, string> = {
  cards: 'id',
  decks: 'id',
  flags: 'cardId',
  reviews: 'id',
  documents: 'id',
  texts: 'documentId',
  media: 'id',
  answers: 'id',
  sessions: 'id',
  turns: 'id',
  drafts: 'sessionId',
  assessments: 'sessionId',
  decisions: 'id',
  estimates: 'id',
  loops: 'id',
  ownQuestions: 'id',
  settings: 'key',
}

export function emptyTables(): Tables {
  return Object.fromEntries(userTables.map((table) => [table, [] as Row[]])) as Tables
}

/** For somebody who opens the zip without the app. */
export const explanation = `This is a backup of Preflight. Everything you made is in it, as text you can read.

manifest.json   the format's version, when it was made, and a SHA-256 of every other file
<table>.jsonl   one JSON record a line: ${userTables.join(', ')}
media/<id>      the images of your notes, as they were

Restore it in the app: Settings, "Restore backup". Nothing is changed before you have seen what would be.
The format is documented in src/backup/format.ts of the app's source.
`
