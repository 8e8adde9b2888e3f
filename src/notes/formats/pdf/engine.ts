import type { DocumentInitParameters, PDFDocumentProxy } from 'pdfjs-dist/types/src/display/api'
import type { ReadContext } from '../extracted'
import { Refused } from '../refused'
import { withTrailer } from './repair'
import { cmapReader } from './cmaps'

export interface OpenPdf {
  document: PDFDocumentProxy
  /** Ends the thread that reads the document, also in the middle of a page. */
  close(): Promise<void>
}

/** More than the largest file that may be imported takes on a phone. */
const longestMs = 120_000

/** No font is drawn, nothing is evaluated and nothing fetched. */
const settings: DocumentInitParameters = {
  isEvalSupported: false,
  disableFontFace: true,
  // A worker has no fonts to load: with them their names would come too late, and with them what is bold or code.
  useSystemFonts: false,
  isOffscreenCanvasSupported: false,
  isImageDecoderSupported: false,
  useWasm: false,
  useWorkerFetch: false,
  enableXfa: false,
  stopAtErrors: false,
  verbosity: 0,
}

/** Opens a PDF in a worker of its own where there are workers, else here; pictures of up to so many dots are decoded. */
export async function openPdf(bytes: Uint8Array<ArrayBuffer>, context: ReadContext, pictureDots = 1): Promise<OpenPdf> {
  const { name } = context
  try {
    return await open(bytes, context, pictureDots)
  } catch (error) {
    const repaired = isBroken(error) ? withTrailer(bytes) : undefined
    const again = repaired && (await open(repaired, context, pictureDots).catch(() => undefined))
    if (again?.document.numPages) return again
    throw refusal(error, name) ?? error
  }
}

async function open(bytes: Uint8Array<ArrayBuffer>, context: ReadContext, maxImageSize: number): Promise<OpenPdf> {
  const { name, signal, characterMaps: maps } = context
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const thread = startThread()
  const worker = thread ? new pdfjs.PDFWorker({ port: thread as unknown as null }) : undefined
  // The thread takes over what it is given: whoever called still has its own.
  const about = { data: bytes.slice(), worker, CMapReaderFactory: cmapReader(maps), maxImageSize }
  const task = pdfjs.getDocument({ ...settings, ...about })
  const close = async () => {
    await Promise.race([task.destroy().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 500))])
    worker?.destroy()
    thread?.terminate()
  }
  try {
    return { document: await unlessAborted(signal, Promise.race([task.promise, late(name)])), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** What comes of some work, unless it is to stop: what the thread was asked for last is then not waited for. */
export async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted()
  let stop = () => {}
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop)
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** A file whose structure never ends. */
function late(name: string): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Refused('file-broken', name, 'it took too long to open')), longestMs)
    // In Node a timer would keep the process alive.
    if (typeof timer === 'object') (timer as { unref(): void }).unref()
  })
}

function startThread(): Worker | undefined {
  if (typeof Worker === 'undefined') return undefined
  return new Worker(new URL('./pdf.worker.ts', import.meta.url), { type: 'module' })
}

function isBroken(error: unknown): boolean {
  return error instanceof Error && /^(?:InvalidPDF|Format|UnknownError|XRef)/.test(error.name)
}

function refusal(error: unknown, name: string): Refused | undefined {
  if (error instanceof Error && error.name === 'PasswordException') return new Refused('file-locked', name)
  return isBroken(error) ? new Refused('file-broken', name, 'its structure cannot be read') : undefined
}
