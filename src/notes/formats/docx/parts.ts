import { resolveReference } from '../../paths'
import type { Archive } from '../archive'
import { child, childElements, descendants, find, textOf, type Element } from '../tree'

export interface Relation {
  target: string
  external: boolean
  type: string
}

export interface Style {
  name: string
  /** 1-9 where paragraphs of it are headings. */
  heading?: number
  /** The list that its paragraphs belong to. */
  list?: { id: string; level: number }
  code: boolean
  basedOn?: string
}

/** How one level of a list is numbered. */
export interface ListLevel {
  ordered: boolean
  start: number
  /** "%1.%2": the numbers of the levels, with what stands around them. */
  text: string
  format: string
}

/** What the paragraphs of a document refer to. */
export interface Parts {
  relations: Map<string, Relation>
  styles: Map<string, Style>
  /** By the id of the list, then by level. */
  lists: Map<string, ListLevel[]>
  footnotes: Map<string, Element>
  endnotes: Map<string, Element>
  comments: number
  /** Whether its page headers and footers say anything but a page number. */
  headed: boolean
  title: string
}

export const valueOf = (element: Element | undefined): string | undefined => element?.attributes['w:val']

/** A switch: there, and not set to off. */
export const isOn = (element: Element | undefined): boolean =>
  !!element && !/^(?:0|false|off|none)$/.test(valueOf(element) ?? '')

export async function mainPart(archive: Archive): Promise<string | undefined> {
  const relations = await relationsOf(archive, '')
  const main = [...relations.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target
  return [main ?? '', 'word/document.xml'].find((path) => path && archive.has(path))
}

export async function readParts(archive: Archive, main: string): Promise<Parts> {
  const relations = await relationsOf(archive, main)
  const part = async (type: string) => {
    const target = [...relations.values()].find((relation) => relation.type.endsWith(`/${type}`))?.target
    return target ? archive.xml(target) : undefined
  }
  const [footnotes, endnotes] = [await part('footnotes'), await part('endnotes')]
  return {
    relations,
    styles: stylesOf(await part('styles')),
    lists: listsOf(await part('numbering')),
    footnotes: notesOf(footnotes, 'w:footnote'),
    endnotes: notesOf(endnotes, 'w:endnote'),
    comments: descendants((await part('comments')) ?? empty, 'w:comment').length,
    headed: await hasHeaders(archive, relations),
    title: textOf(find(await archive.xml('docProps/core.xml', true), 'title')).trim(),
  }
}

const empty: Element = { name: '', attributes: {}, children: [] }

async function relationsOf(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const slash = part.lastIndexOf('/') + 1
  const xml = await archive.xml(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`)
  const relations = new Map<string, Relation>()
  for (const { attributes } of descendants(xml ?? empty, 'Relationship')) {
    const { Id = '', Target = '', Type = '', TargetMode } = attributes
    const external = TargetMode === 'External'
    const target = external ? Target : (resolveReference(part, Target) ?? '')
    relations.set(Id, { target, external, type: Type })
  }
  return relations
}

function stylesOf(xml: Element | undefined): Map<string, Style> {
  const styles = new Map<string, Style>()
  for (const style of childElements(child(xml, 'w:styles') ?? empty, 'w:style')) {
    const name = valueOf(child(style, 'w:name')) ?? ''
    const properties = child(style, 'w:pPr')
    const level = valueOf(child(properties, 'w:outlineLvl'))
    const numbering = child(properties, 'w:numPr')
    const list = valueOf(child(numbering, 'w:numId'))
    styles.set(style.attributes['w:styleId'] ?? '', {
      name,
      heading: headingOf(name, level),
      list: list ? { id: list, level: Number(valueOf(child(numbering, 'w:ilvl')) ?? 0) } : undefined,
      code: /\bcode\b|^(?:html )?preformatted|^verbatim|^macro text$|^listing$/i.test(name),
      basedOn: valueOf(child(style, 'w:basedOn')),
    })
  }
  for (const style of styles.values()) inherit(style, styles)
  return styles
}

function headingOf(name: string, level: string | undefined): number | undefined {
  if (/^title$/i.test(name)) return 1
  const named = /^heading (\d)/i.exec(name)?.[1]
  if (named) return Number(named)
  return level !== undefined && Number(level) < 9 ? Number(level) + 1 : undefined
}

function inherit(style: Style, styles: Map<string, Style>) {
  let above = styles.get(style.basedOn ?? '')
  for (let n = 0; above && n < 20; n++) {
    style.heading ??= above.heading
    style.list ??= above.list
    style.code ||= above.code
    above = styles.get(above.basedOn ?? '')
  }
}

function listsOf(xml: Element | undefined): Map<string, ListLevel[]> {
  const root = child(xml, 'w:numbering') ?? empty
  const abstract = new Map(
    childElements(root, 'w:abstractNum').map((list) => [list.attributes['w:abstractNumId'] ?? '', levelsOf(list)]),
  )
  return new Map(
    childElements(root, 'w:num').map((list) => {
      const levels = abstract.get(valueOf(child(list, 'w:abstractNumId')) ?? '') ?? []
      return [list.attributes['w:numId'] ?? '', overridden(levels, list)]
    }),
  )
}

function levelsOf(list: Element): ListLevel[] {
  const levels: ListLevel[] = []
  for (const level of childElements(list, 'w:lvl')) levels[Number(level.attributes['w:ilvl'])] = levelOf(level)
  return levels
}

function levelOf(level: Element): ListLevel {
  const format = valueOf(child(level, 'w:numFmt')) ?? 'decimal'
  return {
    ordered: format !== 'bullet' && format !== 'none',
    start: Number(valueOf(child(level, 'w:start')) ?? 1),
    text: valueOf(child(level, 'w:lvlText')) ?? '',
    format,
  }
}

function overridden(levels: ListLevel[], list: Element): ListLevel[] {
  const changed = levels.map((level) => ({ ...level }))
  for (const override of childElements(list, 'w:lvlOverride')) {
    const n = Number(override.attributes['w:ilvl'])
    const level = child(override, 'w:lvl')
    const start = valueOf(child(override, 'w:startOverride'))
    const before = level ? levelOf(level) : changed[n]
    if (before) changed[n] = { ...before, start: start === undefined ? before.start : Number(start) }
  }
  return changed
}

function notesOf(xml: Element | undefined, name: string): Map<string, Element> {
  const notes = descendants(xml ?? empty, name).filter(
    ({ attributes }) => !/^separator|^continuation/.test(attributes['w:type'] ?? ''),
  )
  return new Map(notes.map((note) => [note.attributes['w:id'] ?? '', note]))
}

async function hasHeaders(archive: Archive, relations: Map<string, Relation>): Promise<boolean> {
  for (const { type, target } of relations.values()) {
    if (!/\/(?:header|footer)$/.test(type)) continue
    const words = descendants((await archive.xml(target)) ?? empty, 'w:t')
      .map(textOf)
      .join('')
    if (/\p{L}{2}/u.test(words)) return true
  }
  return false
}
