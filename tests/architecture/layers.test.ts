import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The house rules of src/README.md, held by reading the imports. */

const root = resolve('src')
const files = (readdirSync(root, { recursive: true }) as string[])
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.(ts|svelte)$/.test(file) && !file.endsWith('.d.ts'))

interface Import {
  from: string
  /** Relative to src where it is ours, else the package's name. */
  to: string
  typeOnly: boolean
}

const imports: Import[] = files.flatMap((from) => {
  const text = readFileSync(join(root, from), 'utf8')
  const statics = [...text.matchAll(/^\s*(?:import|export)\s+(type\s)?[^'"`;]*?from\s+['"]([^'"]+)['"]/gm)]
  const bare = [...text.matchAll(/^\s*import\s+['"]([^'"]+)['"]/gm)].map((match) => [match[0], undefined, match[1]])
  const dynamic = [...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)].map((match) => [
    match[0],
    undefined,
    match[1],
  ])
  return [...statics, ...bare, ...dynamic].map(([, type, to]) => ({
    from,
    to: resolveImport(from, to!),
    typeOnly: !!type,
  }))
})

function resolveImport(from: string, to: string): string {
  if (!to.startsWith('.')) return to
  const path = relative(root, join(root, dirname(from), to)).replaceAll('\\', '/')
  const known = [path, `${path}.ts`, `${path}.svelte.ts`].find((name) => files.includes(name))
  return known ?? path
}

const folderOf = (file: string) => file.split('/')[0]!
const isPure = (file: string) => /(?<!\.svelte|\.worker)\.ts$/.test(file)
const isView = (file: string) => file.endsWith('.svelte')
const isState = (file: string) => file.endsWith('.svelte.ts')
const shared = new Set(['app', 'ui', 'storage', 'styles', 'offline', 'encoder'])
const features = new Set(['cards', 'notes', 'search', 'ask', 'interview', 'lab', 'progress', 'backup'])

const broken = (rule: (one: Import) => boolean) => imports.filter(rule).map(({ from, to }) => `${from} imports ${to}`)

describe('the layers', () => {
  it('have files to speak of', () => {
    expect(files.length).toBeGreaterThan(60)
    expect(imports.length).toBeGreaterThan(200)
  })

  it('let only storage/ know Dexie', () => {
    expect(broken(({ from, to }) => /^dexie/.test(to) && folderOf(from) !== 'storage')).toEqual([])
  })

  it('let only models/ and the distillation know an AI library', () => {
    const library = /^(@xenova\/|@huggingface\/|@mlc-ai\/|@wllama\/|onnxruntime)/
    expect(
      broken(({ from, to }) => library.test(to) && folderOf(from) !== 'models' && !from.startsWith('encoder/distil/')),
    ).toEqual([])
  })

  it('keep ui/ ignorant of features', () => {
    expect(
      broken(({ from, to, typeOnly }) => folderOf(from) === 'ui' && features.has(folderOf(to)) && !typeOnly),
    ).toEqual([])
  })

  it('keep pure files free of Svelte and of views', () => {
    expect(
      broken(
        ({ from, to, typeOnly }) =>
          isPure(from) &&
          !typeOnly &&
          !['main.ts', 'app/services.ts'].includes(from) &&
          folderOf(from) !== 'storage' &&
          (to === 'svelte' || to.startsWith('svelte/') || isView(to)),
      ),
    ).toEqual([])
  })

  it('let a feature use another only by its pure files', () => {
    expect(
      broken(
        ({ from, to, typeOnly }) =>
          features.has(folderOf(from)) &&
          features.has(folderOf(to)) &&
          folderOf(from) !== folderOf(to) &&
          !typeOnly &&
          (isState(to) || isView(to)),
      ),
    ).toEqual([])
  })

  it('let nobody but main, storage, and workers reach into storage for more than its errors and its health', () => {
    const open = new Set(['storage/failure.ts', 'storage/state.svelte.ts', 'storage/persistence.svelte.ts'])
    expect(
      broken(
        ({ from, to, typeOnly }) =>
          folderOf(to) === 'storage' &&
          !['main.ts'].includes(from) &&
          folderOf(from) !== 'storage' &&
          !typeOnly &&
          !open.has(to) &&
          !/\.worker\.ts$|handlers\.ts$/.test(from),
      ),
    ).toEqual([])
  })

  it('keep workers’ entries short', () => {
    const long = files
      .filter((file) => file.endsWith('.worker.ts'))
      .filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 60)
    expect(long).toEqual([])
  })

  it('take time, ids and chance as arguments in pure files', () => {
    const allowed = new Set(['app/clock.ts', 'main.ts'])
    const impure = files
      .filter((file) => isPure(file) && features.has(folderOf(file)) && !allowed.has(file))
      .filter((file) =>
        /\b(Date\.now\(|Math\.random\(|crypto\.randomUUID\()/.test(readFileSync(join(root, file), 'utf8')),
      )
    expect(impure).toEqual([])
  })

  it('hold no folder but those of the design', () => {
    const known = new Set([...shared, ...features, 'models'])
    expect(
      [...new Set(files.filter((file) => file.includes('/')).map(folderOf))].filter((folder) => !known.has(folder)),
    ).toEqual([])
  })
})
