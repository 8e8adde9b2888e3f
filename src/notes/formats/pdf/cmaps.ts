import { listZip, ZipUnpacker, zipLimits } from '../../zip'

/** Gives a character map of pdf.js by its name: what Chinese, Japanese and Korean fonts need to be read. */
export type CharacterMaps = (name: string) => Promise<Uint8Array>

/** The maps out of the one file into which the build packs them; it is fetched when the first map is asked for. */
export function packedCharacterMaps(fetchPack: () => Promise<Blob>): CharacterMaps {
  let opening: ReturnType<typeof open> | undefined
  return async (name) => {
    opening ??= open(fetchPack)
    const { entries, unpacker } = await opening.catch((error: unknown) => {
      opening = undefined
      throw error
    })
    const entry = entries.find(({ path }) => path === `${name}.bcmap`)
    const unpacked = entry && (await unpacker.unpack(entry))
    if (!unpacked?.ok) throw new Error(`There is no character map ${name}.`)
    return unpacked.value
  }
}

async function open(fetchPack: () => Promise<Blob>) {
  const file = await fetchPack()
  const listing = await listZip(file, 'character maps', zipLimits)
  if (!listing.ok) throw new Error('The character maps are damaged.')
  return { entries: listing.value.entries, unpacker: new ZipUnpacker(file, 'character maps', zipLimits) }
}

/** As pdf.js wants it: a class that it makes itself. */
export function cmapReader(maps: CharacterMaps) {
  return class {
    async fetch({ name }: { name: string }) {
      return { cMapData: await maps(name), isCompressed: true }
    }
  }
}
