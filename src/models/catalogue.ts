/** One file of a model, pinned: bytes that differ are not the model. */
export interface ModelFile {
  path: string
  bytes: number
  /** Hex. Empty for a listed file that has not come yet; then recorded, and held to ever after. */
  sha256: string
  /** Hex, where the model's own list has it: what a listed file is compared with when it first comes. */
  md5?: string
  /** Where it is, when that does not follow from an address and the path. */
  url?: string
}

/**
 * A set of files that belong together. A model may be exported more than once: the variants do the same but are not the
 * same bytes. The first file is small and tells which variant an address has.
 */
export interface Variant {
  name: string
  revision: string
  files: ModelFile[]
  /** Instead of the files, where they could not be pinned when this app was built. */
  listed?: Listing
}

/**
 * Files that are known by a list which comes with them. The small ones are taken as they come the first time, the large ones
 * are compared with the list's md5; of all of them our own SHA-256 is recorded then, and looked at before each use.
 */
export interface Listing {
  /** The first one is the list: web-llm's tensor-cache.json. */
  small: string[]
  /** What the small ones were made for: another version of the app may want them made anew. */
  version: string
  aboutBytes: number
}

/** What the downloader needs of anything it fetches, whatever the model is for. */
export interface ModelPackage {
  /** Its folder in the store, and under a self-hoster's `models/`. */
  id: string
  variants: Variant[]
}

export interface EmbedderModel extends ModelPackage {
  kind: 'embedder'
  title: string
  purpose: string
  licence: string
  /** The name at the public hub. */
  repo: string
  pooling: 'mean' | 'cls'
  /** What is put before a text, by what it is. */
  prefix: { query: string; passage: string }
  /** How its numbers are kept in the file. */
  dtype: 'q8'
  dims: number
  /** Tokens beyond these are not read. */
  mostTokens: number
  /** What it takes while it runs, roughly: file, working memory and runtime. */
  memoryBytes: number
  /** Time a passage takes, in times of the smallest model's. */
  effort: number
  /** Whether the assessor's weights were fitted on its vectors: another one's cosines lie elsewhere, and it judges nothing. */
  judges: boolean
}

const minilm: EmbedderModel = {
  kind: 'embedder',
  id: 'all-MiniLM-L6-v2',
  title: 'MiniLM L6',
  purpose:
    'Finds passages by meaning when your words and the notes’ words differ. Helps to judge interview answers. Small and quick: right for most people.',
  licence: 'Apache-2.0',
  repo: 'Xenova/all-MiniLM-L6-v2',
  pooling: 'mean',
  prefix: { query: '', passage: '' },
  dtype: 'q8',
  dims: 384,
  mostTokens: 512,
  memoryBytes: 220_000_000,
  effort: 1,
  judges: true,
  variants: [
    {
      name: 'public',
      revision: '751bff37182d3f1213fa05d7196b954e230abad9',
      files: [
        { path: 'config.json', bytes: 650, sha256: '7135149f7cffa1a573466c6e4d8423ed73b62fd2332c575bf738a0d033f70df7' },
        {
          path: 'tokenizer_config.json',
          bytes: 366,
          sha256: '9261e7d79b44c8195c1cada2b453e55b00aeb81e907a6664974b4d7776172ab3',
        },
        {
          path: 'tokenizer.json',
          bytes: 711_661,
          sha256: 'da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0',
        },
        {
          path: 'onnx/model_quantized.onnx',
          bytes: 22_972_370,
          sha256: 'afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1',
        },
      ],
    },
    {
      // The same weights, exported and quantised per channel from the upstream safetensors.
      name: 'per-channel',
      revision: 'per-channel-5ce85943',
      files: [
        { path: 'config.json', bytes: 612, sha256: '953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41' },
        {
          path: 'tokenizer_config.json',
          bytes: 350,
          sha256: 'acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b',
        },
        {
          path: 'tokenizer.json',
          bytes: 527_292,
          sha256: '6681992d43e581b35b3dd61f3c81ee0f891fbf13ad54f8b692ea868bd46b066b',
        },
        {
          path: 'onnx/model_quantized.onnx',
          bytes: 22_977_383,
          sha256: '5ce859439971d2235fb985dcd47e7dbb486295c40f307bba478d7607316b17cb',
        },
      ],
    },
  ],
}

const bgeSmall: EmbedderModel = {
  kind: 'embedder',
  id: 'bge-small-en-v1.5',
  title: 'BGE small',
  purpose:
    'Trained for questions over passages. English only, sharper by its makers’ figures, and takes twice the time. Takes no part in judging interviews.',
  licence: 'MIT',
  repo: 'Xenova/bge-small-en-v1.5',
  pooling: 'cls',
  prefix: { query: 'Represent this sentence for searching relevant passages: ', passage: '' },
  dtype: 'q8',
  dims: 384,
  mostTokens: 512,
  memoryBytes: 280_000_000,
  effort: 2,
  judges: false,
  variants: [
    {
      name: 'public',
      revision: 'ea104dacec62c0de699686887e3f920caeb4f3e3',
      files: [
        { path: 'config.json', bytes: 683, sha256: 'fa73f90bf92c8cace1fbcb709626306f2bdbc9ea3e5b5f94b440df9b6aa56350' },
        {
          path: 'tokenizer_config.json',
          bytes: 366,
          sha256: '9261e7d79b44c8195c1cada2b453e55b00aeb81e907a6664974b4d7776172ab3',
        },
        {
          path: 'tokenizer.json',
          bytes: 711_396,
          sha256: 'd241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66',
        },
        {
          path: 'onnx/model_quantized.onnx',
          bytes: 34_014_426,
          sha256: '6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4',
        },
      ],
    },
  ],
}

/** Smallest first; the first is what a newcomer is offered. */
export const embedders: readonly EmbedderModel[] = [minilm, bgeSmall]

export function bytesOf({ files, listed }: Pick<Variant, 'files' | 'listed'>): number {
  return listed && !files.length ? listed.aboutBytes : files.reduce((sum, { bytes }) => sum + bytes, 0)
}

/** Under this name a variant's vectors are kept: another model, another revision or other numbers have another. */
export function vectorKey(model: EmbedderModel, variant: Variant): string {
  return `${model.id}@${variant.revision}/${model.dtype}`
}
