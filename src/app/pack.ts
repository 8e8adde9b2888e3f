import type { PackCard, PackIndex, PackNote, Question, Scenario, Term } from '../../content/format'

/** The shipped content, a part at a time; each is fetched once and kept. */
export interface Pack {
  index(): Promise<PackIndex>
  notes(): Promise<PackNote[]>
  cards(): Promise<PackCard[]>
  questions(): Promise<Question[]>
  scenarios(): Promise<Scenario[]>
  glossary(): Promise<Term[]>
}

const once = <T>(load: () => Promise<{ default: T }>) => {
  let loading: Promise<T> | undefined
  return () => (loading ??= load().then((module) => module.default))
}

export const pack: Pack = {
  index: once(() => import('virtual:pack/index')),
  notes: once(() => import('virtual:pack/notes')),
  cards: once(() => import('virtual:pack/cards')),
  questions: once(() => import('virtual:pack/questions')),
  scenarios: once(() => import('virtual:pack/scenarios')),
  glossary: once(() => import('virtual:pack/glossary')),
}
