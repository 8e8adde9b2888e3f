import { refuse, type Failure } from '../app/failures'
import type { DocumentType } from './document'

type Form = 'pdf' | 'zip' | 'old-office' | 'locked-office' | 'rtf' | 'page' | 'other'

/** The form that each kind of file has inside. */
const forms: Partial<Record<DocumentType, Form>> = { pdf: 'pdf', docx: 'zip', epub: 'zip' }

/** "It is a PDF", for a file whose name says something else. */
const called: Partial<Record<Form, string>> = {
  pdf: 'a PDF',
  zip: 'a zip, or a document that is one inside',
  'old-office': 'an old Office document (.doc, .xls or .ppt)',
  rtf: 'an RTF document',
  page: 'a web page, as a login or an error leaves it',
}

/** Why a file whose first bytes contradict its name cannot be read as what it says it is. */
export function mistaken(type: DocumentType, bytes: Uint8Array, name: string): Failure | undefined {
  const form = formOfBytes(bytes, type === 'pdf')
  const wanted = forms[type]
  if (form === 'locked-office' && wanted) return refuse('file-locked', name).failure
  if (form === wanted) return undefined
  // What holds text may begin like a page or an RTF document: it is still text.
  if (!wanted && (form === 'page' || form === 'rtf' || form === 'other')) return undefined
  const words = called[form]
  return words ? refuse('file-mistaken', name, words).failure : undefined
}

/** A PDF may have something before it; a text may speak of one. */
function formOfBytes(bytes: Uint8Array, isPdf: boolean): Form {
  const head = latin1(bytes.subarray(0, 1024))
  if (isPdf ? head.includes('%PDF-') : head.startsWith('%PDF-')) return 'pdf'
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return 'zip'
  if (head.startsWith('\xd0\xcf\x11\xe0')) return isLocked(bytes) ? 'locked-office' : 'old-office'
  if (head.startsWith('{\\rtf')) return 'rtf'
  return /^\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)\b/i.test(head) ? 'page' : 'other'
}

/** Office puts a document with a password into a container that names its parts in UTF-16. */
function isLocked(bytes: Uint8Array): boolean {
  const wide = [...'EncryptedPackage'].join('\0')
  return latin1(bytes.subarray(0, 64 * 1024)).includes(wide) || latin1(bytes.subarray(-64 * 1024)).includes(wide)
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}
