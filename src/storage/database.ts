import Dexie, { type Table } from 'dexie'
import type { AskRecord } from '../ask/answer'
import type { CardFlag, Deck, Memory, ReviewEntry, StoredCard } from '../cards/card'
import type { InterviewLoop } from '../interview/loop'
import type { OwnQuestion } from '../interview/own-question'
import type { AnswerDraft, Assessment, Decision, Estimate, InterviewSession, Turn } from '../interview/session'
import type { DocumentVectors } from '../models/vectors'
import type { DocumentText, IntakeFile, Media, NoteDocument, PackedChunks } from '../notes/document'
import type { KeptIndex } from '../search/packed-index'

export interface Setting {
  key: string
  value: unknown
  updatedAt: number
}

/**
 * Every schema version the app has had. Never edit a version that shipped: add the next one with its upgrade,
 * and a fixture under tests/fixtures/schema (a test checks that each version has one).
 */
export class PreflightDatabase extends Dexie {
  declare cards: Table<StoredCard, string>
  declare decks: Table<Deck, string>
  declare flags: Table<CardFlag, string>
  declare memories: Table<Memory, string>
  declare reviews: Table<ReviewEntry, string>
  declare documents: Table<NoteDocument, string>
  declare texts: Table<DocumentText, string>
  declare chunks: Table<PackedChunks, string>
  declare media: Table<Media, string>
  declare intake: Table<IntakeFile, string>
  declare answers: Table<AskRecord, string>
  declare sessions: Table<InterviewSession, string>
  declare turns: Table<Turn, string>
  declare drafts: Table<AnswerDraft, string>
  declare assessments: Table<Assessment, string>
  declare decisions: Table<Decision, string>
  declare estimates: Table<Estimate, string>
  declare loops: Table<InterviewLoop, string>
  declare ownQuestions: Table<OwnQuestion, string>
  declare settings: Table<Setting, string>
  declare embeddings: Table<DocumentVectors, [model: string, documentId: string]>
  declare indexes: Table<KeptIndex, string>

  /** `durability` is strict for what the user makes, relaxed for what can be derived again. */
  constructor(
    name = 'preflight',
    readonly durability: 'strict' | 'relaxed' = 'strict',
  ) {
    super(name, { chromeTransactionDurability: durability, autoOpen: false })
    this.version(1).stores({
      cards: 'id, deckId, updatedAt',
      decks: 'id',
      flags: 'cardId',
      memories: 'cardId, due',
      reviews: 'id, cardId, at',
      documents: 'id, hash, path, addedAt',
      texts: 'documentId',
      chunks: 'documentId',
      media: 'id, documentId, [documentId+path]',
      intake: 'id, jobId',
      answers: 'id, at',
      sessions: 'id, startedAt, status',
      turns: 'id, sessionId, [sessionId+n]',
      drafts: 'sessionId',
      assessments: 'sessionId',
      decisions: 'id, sessionId',
      settings: 'key',
    })
    this.version(2).stores({ embeddings: '[model+documentId], [model+documentId+stamp], model' })
    this.version(3).stores({
      loops: 'id, startedAt',
      estimates: 'id, sessionId',
      ownQuestions: 'id',
      indexes: 'documentId',
    })
  }
}

/** Tables that can be made again from the others: rebuilt when missing, never backed up (src/backup/tables.ts lists the rest). */
export const derivedTables = ['memories', 'chunks', 'intake', 'embeddings', 'indexes'] as const
