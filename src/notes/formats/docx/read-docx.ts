import { Archive } from '../archive'
import type { Extracted, ReadContext } from '../extracted'
import { Pictures } from '../pictures'
import { Refused } from '../refused'
import { toMarkdown } from '../to-markdown'
import { find, type Element } from '../tree'
import { Body } from './body'
import { mainPart, readParts, type Parts } from './parts'
import { element, type Reading } from './runs'

/** A Word document as Markdown with its pictures. */
export async function readDocx(bytes: Uint8Array<ArrayBuffer>, context: ReadContext): Promise<Extracted> {
  const archive = await Archive.open(bytes, context)
  const main = await mainPart(archive)
  const body = main && find(await archive.xml(main), 'w:body')
  if (!main || !body) throw new Refused('file-broken', context.name, 'it has no text part')
  const parts = await readParts(archive, main)
  const pictures = await picturesOf(archive, parts, context)
  const reading: Reading = {
    parts,
    picture: (relation) => pictures.addresses.get(relation),
    notes: [],
    boxes: [],
    floating: [],
    leftOut: { deletions: 0, drawings: 0 },
  }
  const blocks = [...new Body(reading).blocks(body)]
  const root = element('document', [...blocks, ...notesBelow(reading)])
  const text = toMarkdown(root, {
    image: (source) => source,
    link: (address) => (/^(?:https?|mailto):/i.test(address) ? address : undefined),
  })
  const warnings = [...pictures.kept.warnings(), ...leftOut(reading, context.name)]
  return { title: sensible(parts.title), tags: [], text, media: pictures.kept.media, warnings }
}

/** Before the text is read, so that it can be read in one go: all pictures that it may refer to. */
async function picturesOf(archive: Archive, parts: Parts, context: ReadContext) {
  const kept = new Pictures(context, 'Paste them into the document and import it again to have them.')
  const addresses = new Map<string, string>()
  const known = new Map<string, string | undefined>()
  for (const [id, { type, target, external }] of parts.relations) {
    if (!type.endsWith('/image')) continue
    context.signal.throwIfAborted()
    if (external) kept.elsewhere++
    else if (!known.has(target)) known.set(target, await keepPicture(archive, kept, target))
    const address = external ? (/^https?:/.test(target) ? target : undefined) : known.get(target)
    if (address) addresses.set(id, address)
  }
  return { kept, addresses }
}

async function keepPicture(archive: Archive, kept: Pictures, path: string): Promise<string | undefined> {
  const bytes = await archive.bytes(path)
  return bytes ? kept.keep(bytes, path) : kept.leaveOut('damaged pictures')
}

/** Footnotes and endnotes, in the order of their numbers. */
function notesBelow(reading: Reading): Element[] {
  const items: Element[] = []
  // Notes may have notes of their own.
  for (let n = 0; n < reading.notes.length && n < 10_000; n++) {
    const note = reading.notes[n]
    if (note) items.push(element('li', new Body(reading).blocks(note)))
  }
  return items.length ? [element('h2', ['Notes']), element('ol', items)] : []
}

function leftOut({ parts, leftOut: { deletions, drawings } }: Reading, name: string): string[] {
  const { comments, headed } = parts
  const sentences: (string | false)[] = [
    comments > 0 &&
      `${comments === 1 ? 'One comment' : `${comments} comments`} in ${name} ${comments === 1 ? 'was' : 'were'} left out: only the text itself is imported. Copy into the text what you need of ${comments === 1 ? 'it' : 'them'}.`,
    deletions > 0 &&
      `Deletions that ${name} still tracks were left out, and its insertions taken in. Accept or reject its changes in Word if that is not what you want.`,
    drawings > 0 &&
      `${drawings === 1 ? 'One chart or embedded object' : `${drawings} charts or embedded objects`} in ${name} ${drawings === 1 ? 'was' : 'were'} left out: only Word can draw ${drawings === 1 ? 'it' : 'them'}. Paste ${drawings === 1 ? 'it' : 'them'} as ${drawings === 1 ? 'a picture' : 'pictures'} and import the file again.`,
    headed && `The page headers and footers of ${name} were left out: they repeat on every page. Nothing to do.`,
  ]
  return sentences.filter((sentence) => sentence !== false)
}

/** Word and its converters often leave something else there. */
function sensible(title: string): string {
  return /^(?:untitled|document\d*|microsoft word\b.*|word document|.*\.(?:docx?|dotx?|rtf))$/i.test(title) ? '' : title
}
