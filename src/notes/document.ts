/** What a document was. All but the first three were turned into Markdown when they came in; `html` is kept as it is. */
export type DocumentType = 'markdown' | 'text' | 'html' | 'web' | 'pdf' | 'docx' | 'epub' | 'notebook' | 'csv'
export type DocumentSource = 'pack' | 'file' | 'paste' | 'written'

/** A study note: what the library lists. Its text, passages and media are separate records. */
export interface NoteDocument {
  id: string
  title: string
  type: DocumentType
  source: DocumentSource
  /** Path in the folder or zip it came from; for pasted and written notes, empty. */
  path: string
  tags: string[]
  /** SHA-256 (hex) of the text, and of the images that stood in the same file: recognises duplicates and unchanged re-imports. */
  hash: string
  characters: number
  passages: number
  /** Of a document that has pages. */
  pages?: number
  /** Other names that links may call it by (front matter of Obsidian). */
  aliases?: string[]
  addedAt: number
  updatedAt: number
  /** When it was last edited in the app: importing its file again must not overwrite that. */
  editedAt?: number
  /** Full sentences on what was left out and why. */
  warnings: string[]
}

/** The source text of a document, in full. */
export interface DocumentText {
  documentId: string
  text: string
}

/** A chunk: the unit that is embedded and retrieved. */
export interface Chunk {
  /** Stable within the document: the heading's slug and a count, e.g. `merging-2`. The address is `#/notes/<document>?p=<id>`. */
  id: string
  /** Headings above it, outermost first. */
  headings: string[]
  /** Plain text, as searched and quoted. */
  text: string
  /** Offsets into the document's source text, in UTF-16 units. */
  start: number
  end: number
  kind: 'prose' | 'code' | 'table' | 'list'
  page?: number
}

/** All chunks of a document: one packed record. Derived: rebuilt from the text when missing. */
export interface PackedChunks {
  documentId: string
  /** Chunker version that made them. */
  version: number
  chunks: Chunk[]
}

export interface Media {
  id: string
  documentId: string
  /** As the note refers to it, resolved against the note's folder. */
  path: string
  type: string
  bytes: Blob
}

/** A file waiting to be imported; survives a reload, leaves when its document is stored or refused. */
export interface IntakeFile {
  id: string
  jobId: string
  name: string
  path: string
  /** Small files stand in the record itself: a blob apiece would be a file on the disk apiece. */
  bytes: Blob | Uint8Array<ArrayBuffer>
  addedAt: number
}
