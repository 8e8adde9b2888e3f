import cardsAddress from 'virtual:pack/cards'
import codingAddress from 'virtual:pack/coding'
import glossaryAddress from 'virtual:pack/glossary'
import indexAddress from 'virtual:pack/index'
import notesAddress from 'virtual:pack/notes'
import plansAddress from 'virtual:pack/plans'
import questionsAddress from 'virtual:pack/questions'
import scenariosAddress from 'virtual:pack/scenarios'
import type { CodingTask } from '../../content/format-coding'
import type { PackCard, PackIndex, PackNote, Plan, Question, Scenario, Term } from '../../content/format'

/** The shipped content, a part at a time; each is fetched once and kept. */
export interface Pack {
  index(): Promise<PackIndex>
  notes(): Promise<PackNote[]>
  cards(): Promise<PackCard[]>
  questions(): Promise<Question[]>
  scenarios(): Promise<Scenario[]>
  coding(): Promise<CodingTask[]>
  glossary(): Promise<Term[]>
  plans(): Promise<Plan[]>
}

/** Fetched once; a fetch that failed is tried again when it is next asked for. */
function once<T>(address: string): () => Promise<T> {
  let loading: Promise<T> | undefined
  const load = async (): Promise<T> => {
    const response = await fetch(address)
    if (!response.ok) throw new Error(`A part of the content could not be loaded (${response.status}).`)
    return (await response.json()) as T
  }
  return () =>
    (loading ??= load().catch((fault: unknown) => {
      loading = undefined
      throw fault
    }))
}

export const pack: Pack = {
  index: once(indexAddress),
  notes: once(notesAddress),
  cards: once(cardsAddress),
  questions: once(questionsAddress),
  scenarios: once(scenariosAddress),
  coding: once(codingAddress),
  glossary: once(glossaryAddress),
  plans: once(plansAddress),
}
