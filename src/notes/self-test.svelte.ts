import type { Pack } from '../app/pack'
import type { Meaning } from '../search/abstain'
import type { LibrarySearch } from '../search/port'
import {
  questionsFrom,
  reportOf,
  type TestedNote,
  type TestedQuestion,
  type TestQuestion,
  type TestReport,
} from '../search/self-test'
import { packLibrary } from './pack-library'
import type { NoteStore } from './store'

const mostQuestions = 40
const mostNotes = 60

interface Needs {
  notes: NoteStore
  pack: Pack
  library: Pick<LibrarySearch, 'test'>
  random: () => number
  /** Texts as the embedder's vectors; undefined where none is in use. */
  embed: (
    texts: string[],
    kind: 'query' | 'passage',
    signal: AbortSignal,
  ) => Promise<{ model: string; values: Float32Array[] } | undefined>
}

/** Asks the notes questions made from themselves, through the very search that Ask uses. */
export class SelfTest {
  #tested = $state.raw<TestedQuestion[]>([])
  #of = $state(0)
  #busy = $state(false)
  #problem = $state('')
  #ofPack = $state(false)
  #by = $state.raw<Meaning[]>([])
  #running: AbortController | undefined

  constructor(private needs: Needs) {}

  get busy(): boolean {
    return this.#busy
  }

  get done(): number {
    return this.#tested.length
  }

  get of(): number {
    return this.#of
  }

  get problem(): string {
    return this.#problem
  }

  /** There are no notes of one's own: the pack's were asked. */
  get ofPack(): boolean {
    return this.#ofPack
  }

  /** What ranked the passages. */
  get by(): Meaning[] {
    return this.#by
  }

  get report(): TestReport | undefined {
    return this.#tested.length ? reportOf(this.#tested) : undefined
  }

  async start() {
    this.stop()
    const { signal } = (this.#running = new AbortController())
    this.#busy = true
    this.#problem = ''
    this.#tested = []
    this.#by = []
    this.#of = 0
    try {
      const notes = await this.#notes()
      const questions = questionsFrom(notes, this.needs.random, mostQuestions)
      this.#of = questions.length
      if (!questions.length)
        this.#problem =
          'No heading, bold term or definition in your notes can be asked about. Import a note with headings.'
      for (const question of questions) {
        const tested = await this.#ask(question, notes, signal)
        signal.throwIfAborted()
        this.#tested = [...this.#tested, tested]
      }
    } catch (fault) {
      if (!signal.aborted) this.#problem = `The test stopped: ${(fault as Error).message} Start it again.`
    } finally {
      if (this.#running?.signal === signal) this.#busy = false
    }
  }

  /** What was asked by then stays to be seen. */
  stop() {
    this.#running?.abort()
    this.#busy = false
  }

  async #ask(question: TestQuestion, notes: TestedNote[], signal: AbortSignal): Promise<TestedQuestion> {
    const { library, embed } = this.needs
    const { question: text, documentId, chunkIds } = question
    const asked = await embed([text], 'query', signal)
    const vector = asked && { model: asked.model, values: asked.values[0]! }
    const chunks = notes.find(({ id }) => id === documentId)!.chunks
    const texts = chunkIds.map((id) => chunks.find((chunk) => chunk.id === id)!.text)
    const bare = vector && (await embed(texts, 'passage', signal))
    const hidden = { documentId, chunkIds, vectors: bare?.values }
    const { rank, wordRank, by, instead } = await library.test(
      { question: text, limit: 20, vector, hidden },
      { signal },
    )
    if (!this.#by.includes(by)) this.#by = [...this.#by, by]
    return { ...question, rank, wordRank, instead }
  }

  /** Own notes by chance, with their texts; the pack's where there are none. */
  async #notes(): Promise<TestedNote[]> {
    const { notes, pack, random } = this.needs
    const own = (await notes.list()).filter(({ passages }) => passages)
    this.#ofPack = !own.length
    if (!own.length) return [...(await packLibrary(pack)).values()].map(tested)
    const chosen = own.map((document) => ({ document, by: random() })).sort((a, b) => a.by - b.by)
    return Promise.all(
      chosen.slice(0, mostNotes).map(async ({ document }) => {
        const [text, packed] = await Promise.all([notes.text(document.id), notes.chunks([document.id])])
        return tested({ document, text: text?.text ?? '', chunks: packed[0]?.chunks ?? [] })
      }),
    )
  }
}

function tested({
  document,
  text,
  chunks,
}: {
  document: { id: string; title: string }
  text: string
  chunks: TestedNote['chunks']
}): TestedNote {
  return { id: document.id, title: document.title, text, chunks }
}
