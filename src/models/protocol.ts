import type { Address } from './addresses'
import type { EmbedderModel, ModelPackage } from './catalogue'
import type { DownloadOutcome, DownloadProgress } from './download'
import type { ChatReadiness, Held, Readiness } from './package-record'

/** One tab or worker changes a package at a time. */
export const packageLock = (id: string) => `preflight-model-${id}`

/** What the download worker answers: the only part of the app that may ask another address, and only the one allowed it. */
export type DownloadCalls = {
  inspect: { input: ModelPackage[]; result: Held[] }
  download: {
    input: { pkg: ModelPackage; addresses: Address[] }
    /** `elsewhere`: another tab is at it. */
    result: DownloadOutcome | 'elsewhere'
    progress: DownloadProgress
  }
  /** The user paused, or wants it gone on with after a reload. */
  want: { input: { id: string; wanted: boolean }; result: void }
  ready: { input: { id: string; ready: Readiness | ChatReadiness }; result: void }
  /** Hashes every file again; drops those that are wrong and names them. */
  check: { input: ModelPackage; result: string[] }
  remove: { input: string[]; result: void }
}

/** What is needed to load a model from the store, and nothing of the network. */
export interface LoadSpec {
  model: Pick<EmbedderModel, 'id' | 'pooling' | 'prefix' | 'dtype' | 'dims' | 'mostTokens'>
  /** The files of the variant that is here. */
  files: ModelPackage['variants'][number]['files']
  runtime: { id: string; glue: string; files: ModelPackage['variants'][number]['files'] }
  device: 'wasm' | 'webgpu'
  threads: number
}

/** Vectors in one piece, one after another. */
export interface EmbeddedTexts {
  dims: number
  vectors: Float32Array<ArrayBuffer>
}

export type EmbedderCalls = {
  /** Loads the model if it is not, and says how long that took and what it asked the network for: nothing. */
  load: { input: LoadSpec; result: { ms: number; requests: string[] } }
  embed: {
    input: { spec: LoadSpec; texts: readonly string[]; kind: 'query' | 'passage' }
    result: EmbeddedTexts
    /** Texts done. */
    progress: number
  }
  /** Passages a second. */
  measure: { input: { spec: LoadSpec; texts: readonly string[]; forMs: number }; result: number }
}
