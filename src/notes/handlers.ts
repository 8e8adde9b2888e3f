import type { Handlers } from '../app/worker-protocol'
import type { IntakeFile } from './document'
import { phoneReadLimits, readLimits } from './formats/extracted'
import { LongTexts } from './long-text'
import { hashText } from './make-note'
import { parseText } from './parse'
import type { NoteCalls, Progress, Staged } from './protocol'
import { newReport, record, type ImportItem, type ImportReport } from './report'
import { runImport, type ImportDependencies } from './run-import'
import { holdFile, intakeId, turnedAway } from './stage'
import { phoneZipLimits, zipLimits } from './zip'

type Dependencies = Omit<ImportDependencies, 'limits' | 'readLimits' | 'progress' | 'signal'>
type Input<Name extends keyof NoteCalls> = NoteCalls[Name]['input']

/** One tab at a time imports; the others wait for it. */
const lock = 'preflight-import'
/** Often enough to be seen moving, rarely enough to cost the page nothing. */
const progressEveryMs = 100

/** What the notes worker answers. */
export function noteHandlers(dependencies: Dependencies): Handlers<NoteCalls> {
  const long = new LongTexts(dependencies.notes)
  return {
    stage: (input) => stage(dependencies, input),
    run: (input, { signal, progress }) =>
      navigator.locks.request(lock, () => run(dependencies, input, signal, throttled(progress))),
    async parse({ type, text, name }) {
      const clean = text.replace(/\r\n?/g, '\n').replaceAll('\0', '')
      return { note: parseText(type, clean, name), hash: await hashText(clean) }
    },
    openLong: ({ id }) => long.overview(id),
    slice: ({ id, n }) => long.slice(id, n),
    place: ({ id, address }) => long.place(id, address),
  }
}

async function stage(
  { intake, now, failureOf }: Dependencies,
  { files, jobId, from }: Input<'stage'>,
): Promise<Staged> {
  const refused: ImportItem[] = []
  const held: IntakeFile[] = []
  for (const [n, file] of files.entries()) {
    const away = turnedAway(file.path, file.bytes.size)
    if (away === 'hidden') continue
    const outcome = away
      ? { ok: false as const, failure: away }
      : await holdFile(file, intakeId(jobId, from + n), jobId, now())
    if (outcome.ok) held.push(outcome.value)
    else refused.push({ path: file.path, outcome: 'refused', failure: outcome.failure })
  }
  try {
    await intake.stage(held)
    return { refused }
  } catch (error) {
    return {
      refused,
      failure: failureOf(error, `${held.length} ${held.length === 1 ? 'file' : 'files'} of this import`),
    }
  }
}

async function run(
  dependencies: Dependencies,
  { refused, stopped, phone }: Input<'run'>,
  signal: AbortSignal,
  onprogress: (progress: Progress) => void,
): Promise<ImportReport | undefined> {
  const { intake, now } = dependencies
  const earlier = await intake.report()
  // Another tab has done it meanwhile.
  if (!refused.length && !stopped && !(await intake.waiting()).length) return earlier
  const open = earlier && !earlier.finished ? earlier : newReport(now())
  const report = await runImport(
    {
      ...dependencies,
      limits: phone ? phoneZipLimits : zipLimits,
      readLimits: phone ? phoneReadLimits : readLimits,
      progress: (doing, done, total, detail) => onprogress({ doing, done, total, detail }),
      signal,
    },
    refused.reduce(record, open),
  )
  if (!stopped || report.stopped) return report
  const cut = { ...report, stopped }
  await intake.keepReport(cut).catch(() => undefined)
  return cut
}

function throttled(onprogress: (progress: Progress) => void): (progress: Progress) => void {
  let last = 0
  return (progress) => {
    const now = performance.now()
    if (now - last < progressEveryMs && progress.done < progress.total) return
    last = now
    onprogress(progress)
  }
}
