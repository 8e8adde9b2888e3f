import { confidenceOf, regressions, type Evidence, type Meaning } from '../../src/search/abstain'
import { readCollection } from './eval-collection'
import { nodeEmbedder } from './eval-embedder'
import { asking, leftOut, librariesOf, notesOf, systemNames } from './eval-library'
import { auc } from './eval-measures'
import { table } from './eval-table'

export interface Weighed {
  evidence: Evidence
  answerable: boolean
}

/** Each question with its documents there, and again with them taken out, by each way of searching. */
export async function weighCollection(folder: string, models?: string): Promise<Map<Meaning, Weighed[]>> {
  const collection = readCollection(folder)
  const questions = collection.queries.map(({ text }) => text)
  const libraries = await librariesOf(notesOf(collection), questions, await nodeEmbedder(models))
  const all = collection.documents.map(({ id }) => id)
  const weigh = (kind: Meaning) =>
    collection.queries.flatMap(({ text, relevant }) => {
      const { library, request } = asking(libraries, text, kind)
      const others = all.filter((id) => !relevant.has(id))
      const evidence = (documentIds?: string[]) => library.search({ ...request, limit: 1, documentIds }).evidence
      return [
        { evidence: evidence(), answerable: true },
        { evidence: evidence(others), answerable: false },
      ]
    })
  return new Map(libraries.kinds.map((kind) => [kind, weigh(kind)]))
}

/** How well the app tells questions that its notes answer from those that they do not. */
export async function evaluateAbstaining(folder: string, models?: string) {
  const weighed = await weighCollection(folder, models)
  const systems = Object.fromEntries([...weighed].map(([kind, rows]) => [systemNames[kind], figuresOf(rows)]))
  return { queries: weighed.get('keyword')!.length / 2, systems, curve: curveOf(weighed) }
}

export function figuresOf(weighed: Weighed[]) {
  const scores = (answerable: boolean) =>
    weighed.filter((one) => one.answerable === answerable).map(({ evidence }) => confidenceOf(evidence))
  const [yes, no] = [scores(true), scores(false)]
  const { sure } = regressions[weighed[0]!.evidence.by]
  return { auc: auc(yes, no), ...errorsAt(yes, no, sure) }
}

function errorsAt(yes: number[], no: number[], sure: number) {
  return {
    answeredWrongly: no.filter((score) => score >= sure).length / no.length,
    refusedWrongly: yes.filter((score) => score < sure).length / yes.length,
  }
}

/** Both errors at other thresholds, for whoever would rather be refused or rather be answered. */
function curveOf(weighed: Map<Meaning, Weighed[]>) {
  return Object.fromEntries(
    [...weighed].map(([kind, rows]) => {
      const scores = (answerable: boolean) =>
        rows.filter((one) => one.answerable === answerable).map(({ evidence }) => confidenceOf(evidence))
      const [yes, no] = [scores(true), scores(false)]
      const points = Array.from({ length: 9 }, (_, n) => (n + 1) / 10)
      return [systemNames[kind], points.map((sure) => ({ sure, ...errorsAt(yes, no, sure) }))]
    }),
  )
}

export function showAbstaining({ queries, systems, curve }: Awaited<ReturnType<typeof evaluateAbstaining>>): string {
  const rows = Object.entries(systems).map(([name, figures]) => [
    name,
    figures.auc,
    figures.answeredWrongly,
    figures.refusedWrongly,
  ])
  const points = Object.entries(curve).flatMap(([name, list]) =>
    list.map(({ sure, answeredWrongly, refusedWrongly }) => [`${name} at ${sure}`, answeredWrongly, refusedWrongly]),
  )
  return [
    `${queries} queries, each with its documents and without`,
    table(['system', 'AUC', 'answered wrongly', 'refused wrongly'], rows),
    table(['threshold', 'answered wrongly', 'refused wrongly'], points),
    leftOut(systems.hybrid ? ['embedder'] : []),
  ].join('\n')
}
