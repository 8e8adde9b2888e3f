import { refuse, type Failure } from '../app/failures'
import type { DocumentType } from './document'
import { baseName } from './paths'

export type FileKind =
  { is: 'note'; type: DocumentType } | { is: 'image'; type: string } | { is: 'zip' } | { is: 'other' }

const notes: Record<string, DocumentType> = {
  md: 'markdown',
  mdx: 'markdown',
  markdown: 'markdown',
  mkd: 'markdown',
  mdown: 'markdown',
  qmd: 'markdown',
  rmd: 'markdown',
  html: 'web',
  htm: 'web',
  xhtml: 'web',
  pdf: 'pdf',
  docx: 'docx',
  docm: 'docx',
  dotx: 'docx',
  epub: 'epub',
  ipynb: 'notebook',
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  txt: 'text',
  text: 'text',
  rst: 'text',
  org: 'text',
  adoc: 'text',
  tex: 'text',
  log: 'text',
}

const images: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
}

/** Files that hold notes in a form that is not read, by what people call them. */
const foreign: Record<string, string> = {
  doc: 'an old Word document',
  dot: 'an old Word document',
  rtf: 'an RTF document',
  odt: 'an OpenDocument text',
  pages: 'a Pages document',
  key: 'a Keynote presentation',
  numbers: 'a Numbers sheet',
  ppt: 'a PowerPoint presentation',
  pptx: 'a PowerPoint presentation',
  odp: 'an OpenDocument presentation',
  xls: 'an Excel workbook',
  xlsx: 'an Excel workbook',
  ods: 'an OpenDocument sheet',
  mobi: 'a Kindle book',
  azw: 'a Kindle book',
  azw3: 'a Kindle book',
  kfx: 'a Kindle book',
  djvu: 'a DjVu document',
  ps: 'a PostScript document',
  mht: 'a web archive',
  mhtml: 'a web archive',
  webarchive: 'a web archive',
  one: 'a OneNote section',
  enex: 'an Evernote export',
  eml: 'an e-mail',
  msg: 'an e-mail',
  rar: 'an archive of another kind than zip',
  '7z': 'an archive of another kind than zip',
  gz: 'an archive of another kind than zip',
  tgz: 'an archive of another kind than zip',
  tar: 'an archive of another kind than zip',
}

const words = (list: string) => list.split(' ')
const anki = new Set(words('apkg colpkg anki2 anki21 anki21b'))
const recordings = new Set(words('mp3 m4a wav ogg oga flac aac opus mp4 m4v mov avi mkv webm mpg mpeg'))
/** What stands beside notes and is none: settings, programs, drawing boards. */
const besides: Record<string, string> = {
  canvas: 'an Obsidian canvas',
  base: 'an Obsidian base',
  excalidraw: 'an Excalidraw drawing',
  ...Object.fromEntries(
    words('js mjs cjs ts tsx jsx py r jl c h cpp hpp cs go rs java kt swift rb php sh bat ps1 sql css scss').map(
      (ending) => [ending, 'program text'],
    ),
  ),
  ...Object.fromEntries(
    words('json jsonl yaml yml toml ini cfg conf lock xml opml bib ics').map((ending) => [ending, 'a data file']),
  ),
  ...Object.fromEntries(words('tif tiff bmp heic heif psd ai eps').map((ending) => [ending, 'a picture'])),
  ...Object.fromEntries(words('ttf otf woff woff2').map((ending) => [ending, 'a font'])),
}

/** What can be made of a file, by its name; a name without an ending is taken for plain text. */
export function kindOf(path: string): FileKind {
  const ending = endingOf(path) || 'txt'
  const type = Object.hasOwn(notes, ending) ? notes[ending] : undefined
  if (type) return { is: 'note', type }
  const image = Object.hasOwn(images, ending) ? images[ending] : undefined
  if (image) return { is: 'image', type: image }
  return ending === 'zip' ? { is: 'zip' } : { is: 'other' }
}

function endingOf(path: string): string {
  const name = baseName(path).toLowerCase()
  return name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : ''
}

/** Why a file that is not read is left out. */
export function refuseKind(path: string): Failure {
  const name = baseName(path)
  const ending = endingOf(path)
  if (anki.has(ending)) return refuse('file-anki', name).failure
  if (recordings.has(ending)) return refuse('file-recording', name).failure
  if (Object.hasOwn(besides, ending)) return refuse('file-no-note', name, besides[ending]).failure
  const known = Object.hasOwn(foreign, ending) ? foreign[ending] : undefined
  return refuse('file-unsupported', name, known ?? (ending ? `a .${ending} file` : undefined)).failure
}

/** What the file picker offers. */
export const accepted = [...Object.keys(notes), ...Object.keys(images), 'zip'].map((ending) => `.${ending}`).join(',')
