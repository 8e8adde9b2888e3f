/** A path out of a zip or a folder: slashes one way, no `.` parts. Undefined where it would lead outside. */
export function safePath(path: string): string | undefined {
  const slashed = path.replaceAll('\\', '/')
  if (/^(?:\/|[a-z]:)/i.test(slashed) || slashed.includes('\0')) return undefined
  const parts = slashed.split('/').filter((part) => part && part !== '.')
  return parts.length && !parts.includes('..') && slashed.length <= 1000 ? parts.join('/') : undefined
}

/** What nobody means to import: hidden files and folders, and the Mac's shadows of files. */
export function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX' || part === 'Thumbs.db')
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
}

/** A reference in a note (`../img/a%20b.png#x`) as a path from the top; undefined for other origins and addresses. */
export function resolveReference(notePath: string, reference: string): string | undefined {
  if (/^[a-z][\w+.-]*:|^\/\/|^#/i.test(reference)) return undefined
  const bare = decodeReference(reference.replace(/[?#].*$/, ''))
  const from = bare.startsWith('/') ? [] : folderOf(notePath).split('/').filter(Boolean)
  for (const part of bare.split('/')) {
    if (part === '..') from.pop()
    else if (part && part !== '.') from.push(part)
  }
  return from.length ? from.join('/') : undefined
}

function decodeReference(reference: string): string {
  try {
    return decodeURIComponent(reference)
  } catch {
    return reference
  }
}
