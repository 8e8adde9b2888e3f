import type { NoteDocument } from './document'
import { NoteFinder } from './find-note'
import { baseName } from './paths'
import { remark, type ImportReport } from './report'
import type { IntakeStore, NoteStore } from './store'

/** Finds out, when all files of an import are in, which of their links lead to notes that are not here. */
export class LinkCheck {
  #linking: { document: NoteDocument; links: string[] }[] = []

  add(document: NoteDocument, links: string[]) {
    if (links.length) this.#linking.push({ document, links })
  }

  /** Says so in the report and on the notes. */
  async tell(
    { notes, intake }: { notes: NoteStore; intake: IntakeStore },
    report: ImportReport,
  ): Promise<ImportReport> {
    if (!this.#linking.length) return report
    const finder = new NoteFinder(await notes.list())
    const told = new Map<string, string>()
    let next = report
    for (const { document, links } of this.#linking) {
      const broken = links.filter((link) => !finder.hrefOf(link, document.path))
      if (!broken.length) continue
      const sentence = brokenSentence(broken, baseName(document.path))
      told.set(document.id, sentence)
      next = remark(next, document, sentence)
    }
    if (!told.size) return report
    await notes.warn(told)
    await intake.keepReport(next)
    return next
  }
}

function brokenSentence(broken: string[], name: string): string {
  const some = broken.slice(0, 3).join(', ') + (broken.length > 3 ? ', …' : '')
  const [links, lead, they] =
    broken.length === 1 ? ['One link', 'leads', 'it is'] : [`${broken.length} links`, 'lead', 'they are']
  return `${links} in ${name} ${lead} to notes that are not here (${some}), so ${they} shown as plain text. Import those notes too to follow them.`
}
