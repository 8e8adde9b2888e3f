import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { zipSync } from 'fflate'
import type { Plugin } from 'vite'

const id = 'virtual:pdf-cmaps'
const folder = resolve('node_modules/pdfjs-dist/cmaps')

/**
 * Packs pdf.js's 168 character maps into one file, whose address is the module `virtual:pdf-cmaps`: one request puts them
 * all into the offline app, and only a document that needs one unpacks it.
 */
export function characterMaps(): Plugin {
  let building = false
  return {
    name: 'preflight-pdf-cmaps',
    configResolved({ command }) {
      building = command === 'build'
    },
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(source) {
      if (source !== `\0${id}`) return
      const packed = pack()
      if (!building)
        return `export default ${JSON.stringify(`data:application/zip;base64,${Buffer.from(packed).toString('base64')}`)}`
      const reference = this.emitFile({ type: 'asset', name: 'cmaps.bin', source: packed })
      return `export default import.meta.ROLLUP_FILE_URL_${reference}`
    },
  }
}

function pack(): Uint8Array {
  const names = readdirSync(folder).filter((name) => name.endsWith('.bcmap'))
  const files = names.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))] as const)
  return zipSync(Object.fromEntries(files), { level: 9, mtime: '2020-01-01' })
}
