import { bytesOf, type ModelFile, type ModelPackage, type Variant } from './catalogue'
import type { ModelFiles } from './model-files'

/** What is known of a package on this device; kept beside its files, so that both go together. */
export interface PackageRecord {
  /** Which export this is, once an address has told. */
  variant?: string
  /** The base of the address that delivered, and its name. */
  from?: { name: string; base: string }
  /** What is known of files that are not pinned: each with our hash, once it has come. */
  files?: ModelFile[]
  /** The version of the list that they are of. */
  listedFor?: string
  /** One of them was not what the list said: the list is to be fetched again. */
  doubted?: boolean
  /** Hashes of the files that were complete and right. */
  verified: string[]
  /** The user asked for it and has not paused: go on after a reload. */
  wanted: boolean
  /** Set by the first load that worked. */
  ready?: Readiness | ChatReadiness
}

/** How a language model showed that it works here. */
export interface ChatReadiness {
  at: number
  /** Loaded with every way to the network closed, and the app itself needs none. */
  offline: boolean
  /** The version of the engine it ran in. */
  runtime: string
  loadMs: number
  firstTokenMs: number
  tokensPerSecond: number
}

/** How a model showed that it works here. */
export interface Readiness {
  at: number
  /** Loaded with every way to the network closed, and the app itself needs none. */
  offline: boolean
  device: 'wasm' | 'webgpu'
  threads: number
  /** The revision of the runtime it ran in. */
  runtime: string
  /** Passages a second, measured once by each means that was tried. */
  speeds: { wasm: number; webgpu?: number }
  /** Why graphics were not used, where they were tried or looked for. */
  graphics: string
}

const name = 'record.json'
const none = (): PackageRecord => ({ verified: [], wanted: false })

export async function readRecord(files: ModelFiles, folder: string): Promise<PackageRecord> {
  try {
    const text = await (await files.read(folder, name))?.text()
    return text ? { ...none(), ...(JSON.parse(text) as Partial<PackageRecord>) } : none()
  } catch {
    // Cut off while it was written: the files are checked again.
    return none()
  }
}

export async function writeRecord(files: ModelFiles, folder: string, record: PackageRecord): Promise<void> {
  await files.writeText(folder, name, JSON.stringify(record))
}

export function variantOf(pkg: ModelPackage, record: PackageRecord): Variant | undefined {
  return pkg.variants.find((variant) => variant.name === record.variant)
}

/** The files of a variant, as far as they are known here. */
export function filesOf({ files, listed }: Variant, record: PackageRecord): ModelFile[] {
  return listed ? (record.files ?? []) : files
}

/** Whether the list has to be fetched, or fetched again. */
export function unlisted({ listed }: Variant, { files, doubted, listedFor }: PackageRecord): boolean {
  return !!listed && (!files || !!doubted || listedFor !== listed.version)
}

/** How much of a package is on this device. */
export interface Held {
  id: string
  variant?: string
  revision?: string
  from?: string
  /** Bytes here and bytes wanted. */
  have: number
  of: number
  /** Every file is here and was right. */
  complete: boolean
  wanted: boolean
  ready?: Readiness | ChatReadiness
  /** Every file with its hash. */
  files: ModelFile[]
}

export async function inspect(files: ModelFiles, pkg: ModelPackage): Promise<Held> {
  const record = await readRecord(files, pkg.id)
  const variant = variantOf(pkg, record)
  const wanted = variant ? filesOf(variant, record) : []
  const sizes = await Promise.all(wanted.map(({ path }) => files.size(pkg.id, path)))
  const wholes = wanted.filter(({ bytes, sha256 }, n) => sizes[n] === bytes && record.verified.includes(sha256))
  const complete = !!variant && !unlisted(variant, record) && wholes.length === wanted.length
  return {
    id: pkg.id,
    variant: variant?.name,
    revision: variant?.revision,
    from: record.from?.name,
    have: sizes.reduce((sum, size) => sum + size, 0),
    of: bytesOf({ ...(variant ?? pkg.variants[0]!), ...(wanted.length ? { files: wanted } : {}) }),
    complete,
    wanted: record.wanted,
    ready: complete ? record.ready : undefined,
    files: wanted,
  }
}
