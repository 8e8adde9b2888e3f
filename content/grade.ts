import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { InstantEncoder } from '../src/encoder/embed'
import type { Knowledge } from '../src/interview/assess/evidence'
import { knowledgeFrom } from '../src/interview/assess/knowledge'
import { TokenSpace } from '../src/interview/assess/meaning'
import { talkOf } from '../src/interview/coding/task-item'
import { passes } from '../src/interview/assess/passes'
import type { Pack } from './compile'
import type { Grade, Graded, Trial } from './rules/answers'

export const weightsFile = 'src/encoder/weights/instant-1.bin'

type Texts = Pick<Pack, 'questions' | 'scenarios' | 'terms' | 'coding'>

/** What the app's assessor knows, without and with the instant encoder that ships. */
export function knowledgeOf({ questions, scenarios, terms, coding }: Texts) {
  const wording = knowledgeFrom({ questions, scenarios: [...scenarios, ...talkOf(coding)], glossary: terms })
  const space = new TokenSpace(new InstantEncoder(readFileSync(weightsFile)))
  return { wording, instant: { ...wording, space } satisfies Knowledge }
}

/** What a process is sent. */
export interface Work {
  texts: Texts
  trials: Trial[]
}

export function gradeTrials({ texts, trials }: Work): Graded[][] {
  const { instant } = knowledgeOf(texts)
  return trials.map(({ rubric, texts }) => texts.map((text) => passes(rubric, text, instant)))
}

/** The very assessor of the app, on all cores: a thousand answers are a minute's work for one. */
export function gradeInProcesses({ questions, scenarios, terms, coding }: Pack): Grade {
  return async (trials) => {
    const processes = Math.min(8, availableParallelism())
    const share = Math.ceil(trials.length / processes)
    const parts = Array.from({ length: processes }, (_, n) => trials.slice(n * share, (n + 1) * share))
    const texts = { questions, scenarios, terms, coding }
    return (await Promise.all(parts.map((part) => inProcess({ texts, trials: part })))).flat()
  }
}

/** Not a thread: those do not inherit the loader for TypeScript. */
function inProcess(work: Work): Promise<Graded[][]> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./grade-process.ts', import.meta.url), { serialization: 'advanced' })
    child.once('message', (graded) => resolve(graded as Graded[][]))
    child.once('error', reject)
    child.once('exit', (code) => code && reject(new Error(`Grading ended with code ${code}.`)))
    child.send(work)
  })
}
