import type { ModelPackage, Variant } from './catalogue'

/** A language model that can be downloaded. */
export interface ChatModelInfo extends ModelPackage {
  kind: 'chat'
  engine: 'web-llm' | 'wllama'
  title: string
  purpose: string
  licence: string
  /** The name at the public hub. */
  repo: string
  /** Files that the public has elsewhere than beside the others, by their path. */
  elsewhere?: Record<string, string>
  /** Whom it suits; one of each engine is recommended. */
  role: 'phone' | 'laptop' | 'large'
  /** What it takes while it runs, with the context it has on a computer: weights, working memory and runtime. */
  memoryBytes: number
  /** Tokens of prompt and output, on a computer and on a phone. */
  contextTokens: { computer: number; phone: number }
}

/** The version that the model libraries below were compiled for: one without the other does not run. */
export const webLlmVersion = '0.2.86'
const libraryVersion = 'v0_2_86/base'
const libraries = `https://raw.githubusercontent.com/mlc-ai/binary-mlc-llm-libs/main/web-llm-models/${libraryVersion}/`

interface Compiled extends Pick<ChatModelInfo, 'title' | 'purpose' | 'licence' | 'role' | 'memoryBytes'> {
  /** As web-llm calls it. */
  name: string
  aboutBytes: number
}

/**
 * For web-llm. The hub has no revision that could be pinned from here, and its shards no SHA-256 that could be looked up:
 * they are listed (see Listing). Memory is web-llm's own figure for 4,096 tokens.
 */
function compiled({ name, aboutBytes, ...about }: Compiled): ChatModelInfo {
  const library = `${name}_cs1k-webgpu.wasm`
  const small = ['tensor-cache.json', 'mlc-chat-config.json', 'tokenizer.json', library]
  const variant: Variant = {
    name: 'public',
    revision: 'main',
    files: [],
    listed: { small, version: libraryVersion, aboutBytes },
  }
  return {
    ...about,
    kind: 'chat',
    engine: 'web-llm',
    id: `${name}-MLC`,
    repo: `mlc-ai/${name}-MLC`,
    elsewhere: { [library]: libraries + library },
    contextTokens: { computer: 4096, phone: 2048 },
    variants: [variant],
  }
}

interface Quantised extends Pick<ChatModelInfo, 'id' | 'repo' | 'title' | 'purpose' | 'role' | 'memoryBytes'> {
  revision: string
  path: string
  bytes: number
  sha256: string
}

/** For wllama: one file, pinned. The hashes are those that the hub's Git LFS has, as public repositories that pin them repeat. */
function quantised({ revision, path, bytes, sha256, ...about }: Quantised): ChatModelInfo {
  return {
    ...about,
    kind: 'chat',
    engine: 'wllama',
    licence: 'Apache-2.0',
    contextTokens: { computer: 4096, phone: 2048 },
    variants: [{ name: 'public', revision, files: [{ path, bytes, sha256 }] }],
  }
}

/** In the order in which they are shown; each engine's smallest first. */
export const chatModels: readonly ChatModelInfo[] = [
  compiled({
    name: 'SmolLM2-360M-Instruct-q4f16_1',
    title: 'SmolLM2 360M',
    purpose:
      'The smallest: for phones and old graphics. Short sentences from passages; it errs often, and it is checked.',
    licence: 'Apache-2.0',
    role: 'phone',
    aboutBytes: 215_000_000,
    memoryBytes: 376_000_000,
  }),
  compiled({
    name: 'Llama-3.2-1B-Instruct-q4f16_1',
    title: 'Llama 3.2 1B',
    purpose: 'For most laptops: readable answers, probes and card drafts at a reading speed.',
    licence: 'Llama 3.2 Community',
    role: 'laptop',
    aboutBytes: 712_000_000,
    memoryBytes: 879_000_000,
  }),
  compiled({
    name: 'Llama-3.2-3B-Instruct-q4f16_1',
    title: 'Llama 3.2 3B',
    purpose: 'For a strong graphics processor with memory to spare: the best wording here.',
    licence: 'Llama 3.2 Community',
    role: 'large',
    aboutBytes: 1_820_000_000,
    memoryBytes: 2_264_000_000,
  }),
  quantised({
    id: 'SmolLM2-360M-Instruct-Q4_K_M',
    title: 'SmolLM2 360M (processor)',
    purpose: 'Needs no graphics processor. Slow: for short answers and single questions.',
    repo: 'unsloth/SmolLM2-360M-Instruct-GGUF',
    role: 'phone',
    revision: '391ed11137586e383b1be0fab9acf01d282c2e11',
    path: 'SmolLM2-360M-Instruct-Q4_K_M.gguf',
    bytes: 270_590_560,
    sha256: '16c7f1667fea34bacad196a57b548effcb37614db4ab5677a20c8c7b823b9e63',
    memoryBytes: 600_000_000,
  }),
  quantised({
    id: 'Qwen2.5-1.5B-Instruct-Q4_K_M',
    title: 'Qwen2.5 1.5B (processor)',
    purpose: 'Better wording with no graphics processor, for a computer with several fast cores and patience.',
    repo: 'Qwen/Qwen2.5-1.5B-Instruct-GGUF',
    role: 'large',
    revision: '91cad51170dc346986eccefdc2dd33a9da36ead9',
    path: 'qwen2.5-1.5b-instruct-q4_k_m.gguf',
    bytes: 1_117_320_736,
    sha256: '6a1a2eb6d15622bf3c96857206351ba97e1af16c30d7a74ee38970e434e9407e',
    memoryBytes: 1_600_000_000,
  }),
]

/** How the files of a model are known to be the right ones, in a sentence for its user. */
export function verificationOf({ variants, engine }: ChatModelInfo): string {
  const runtime = engine === 'wllama' ? ' The runtime is part of this app, and pinned too.' : ''
  if (!variants[0]!.listed) return `Its file is pinned: this app knows its SHA-256 fingerprint beforehand.${runtime}`
  return 'Its files are not known beforehand. The weights are compared with the MD5 list that comes with them, the list, the tokeniser and the compiled library are taken as they first come; a SHA-256 fingerprint of each is then kept here and compared before each use.'
}
