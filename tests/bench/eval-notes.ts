import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseFile, type ParsedNote } from '../../src/notes/parse'

/** Every study note below a folder, through the app's own reader. */
export function readNotes(folder: string): { path: string; note: ParsedNote }[] {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.mdx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  return paths.flatMap((path) => {
    const parsed = parseFile(path, readFileSync(path))
    return parsed.ok ? [{ path: relative(folder, path), note: parsed.value }] : []
  })
}
