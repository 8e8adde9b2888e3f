import { resolve } from 'node:path'
import type { Plugin } from 'vite'
import { check, checkMeaning } from './check-pack.ts'
import { compilePack, type Pack } from './compile.ts'
import type { PackIndex } from './format.ts'

const parts = ['index', 'notes', 'cards', 'questions', 'scenarios', 'coding', 'glossary', 'plans'] as const
type Part = (typeof parts)[number]

/**
 * Compiles the content pack into JSON files, whose addresses are the `virtual:pack/<part>` modules: each screen
 * fetches only what it shows.
 * A broken item fails a build; development (and PREFLIGHT_DRAFTS=1) warns and leaves it out, so that an author can look.
 */
export function contentPack(root = resolve('content')): Plugin {
  let compiled: Promise<Pack> | undefined
  let strict = true
  let building = false
  const load = async (): Promise<Pack> => {
    const result = compilePack(root)
    const problems = [...result.problems, ...check(result)]
    if (building) {
      const { instantMeaning } = await import('./instant.ts')
      problems.push(...(await checkMeaning(result, instantMeaning())))
    }
    if (problems.length) {
      const lines = problems.map(({ file, line, message }) => `${file}:${line} ${message}`)
      const summary = `The content pack has ${problems.length} problems:\n${lines.join('\n')}`
      if (strict) throw new Error(summary)
      console.warn(summary)
    }
    return result.pack
  }
  return {
    name: 'preflight-content-pack',
    configResolved({ command }) {
      building = command === 'build'
      strict = building && process.env.PREFLIGHT_DRAFTS !== '1'
    },
    resolveId(id) {
      const part = parts.find((name) => id === `virtual:pack/${name}`)
      return part ? `\0virtual:pack/${part}` : undefined
    },
    async load(id) {
      if (!id.startsWith('\0virtual:pack/')) return
      const value = partOf(await (compiled ??= load()), id.slice('\0virtual:pack/'.length) as Part)
      const json = JSON.stringify(value)
      if (!building) return `export default ${JSON.stringify(`data:application/json,${encodeURIComponent(json)}`)}`
      // Data, not code: the browser parses it off the script path, and only when a screen asks for it.
      const reference = this.emitFile({
        type: 'asset',
        name: id.slice('\0virtual:pack/'.length) + '.json',
        source: json,
      })
      return `export default import.meta.ROLLUP_FILE_URL_${reference}`
    },
    // The server watches the folder already; adding it as a watched file would make it an import that fails.
    handleHotUpdate({ file, server }) {
      if (!file.startsWith(root)) return
      compiled = undefined
      server.moduleGraph.invalidateAll()
      server.ws.send({ type: 'full-reload' })
      return []
    },
  }
}

function partOf(pack: Pack, part: Part): unknown {
  if (part === 'index') return indexOf(pack)
  return part === 'glossary' ? pack.terms : pack[part]
}

function indexOf(pack: Pack): PackIndex {
  return {
    version: pack.changelog[0]?.version ?? '0.0.0',
    topics: pack.topics,
    changelog: pack.changelog,
    counts: {
      notes: pack.notes.length,
      cards: pack.cards.length,
      questions: pack.questions.length,
      scenarios: pack.scenarios.length,
      coding: pack.coding.length,
      terms: pack.terms.length,
    },
  }
}
