import type { ExtractedMedia, ReadContext } from './extracted'

const types = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
}

/** Pictures of one file as they are found in it, up to what may be kept. */
export class Pictures {
  media: ExtractedMedia[] = []
  /** Those that the file only points to. */
  elsewhere = 0
  #bytes = 0
  #tooMany = 0
  #unknown = new Map<string, number>()

  constructor(
    readonly context: Pick<ReadContext, 'name' | 'limits'>,
    /** How to have those that the file only points to. */
    readonly advice: string,
  ) {}

  /**
   * Keeps a picture, called so in the file; gives the address under which the text may refer to it. Undefined where it
   * cannot be kept.
   */
  keep(bytes: Uint8Array<ArrayBuffer>, called: string): string | undefined {
    const ending = kindOfPicture(bytes)
    if (!ending) return this.leaveOut(kindNamed(called))
    if (this.#bytes + bytes.length > this.context.limits.mediaBytes) {
      this.#tooMany++
      return undefined
    }
    this.#bytes += bytes.length
    const path = `${this.context.name}/${this.media.length + 1}.${ending}`
    this.media.push({ path, type: types[ending], bytes })
    return encodeURI(path).replace(/[#?()]/g, encodeURIComponent)
  }

  fromDataUrl(url: string): string | undefined {
    const [head = '', type = '', base64] = /^data:([\w/+.-]*)[^,]*?(;base64)?,/i.exec(url) ?? []
    const bytes = base64 ? fromBase64(url.slice(head.length)) : encoded(url.slice(head.length))
    return bytes ? this.keep(bytes, type) : this.leaveOut('damaged pictures')
  }

  fromBase64(base64: string, type: string): string | undefined {
    const bytes = fromBase64(base64)
    return bytes ? this.keep(bytes, type) : this.leaveOut('damaged pictures')
  }

  leaveOut(kind: string): undefined {
    this.#unknown.set(kind, (this.#unknown.get(kind) ?? 0) + 1)
    return undefined
  }

  warnings(): string[] {
    const { name, limits } = this.context
    const unknown = [...this.#unknown].map(
      ([kind, count]) =>
        `${counted(count)} in ${name} ${count === 1 ? 'was' : 'were'} left out: ${why(kind)}. Save ${count === 1 ? 'it' : 'them'} as PNG or JPEG and import the file again.`,
    )
    const many = this.#tooMany
      ? [
          `${this.#tooMany} pictures in ${name} were left out: it holds more than ${Math.round(limits.mediaBytes / 1024 / 1024)} MB of them. Split it into smaller files to keep them all.`,
        ]
      : []
    const away = this.elsewhere
      ? [
          `${counted(this.elsewhere)} of ${name} ${this.elsewhere === 1 ? 'is' : 'are'} only linked to and not in the file, so ${this.elsewhere === 1 ? 'it was' : 'they were'} not kept: Preflight fetches nothing. ${this.advice}`,
        ]
      : []
    return [...unknown, ...many, ...away]
  }
}

function why(kind: string): string {
  return kind.startsWith('damaged') ? 'their data is damaged' : `browsers cannot show ${kind}`
}

function counted(count: number): string {
  return count === 1 ? 'One picture' : `${count} pictures`
}

function kindNamed(name: string): string {
  return `${name.slice(name.lastIndexOf('.') + 1).toUpperCase()} pictures`
}

/** By its first bytes: what a document says of its pictures is often wrong. */
function kindOfPicture(bytes: Uint8Array): keyof typeof types | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 256))
  if (head.startsWith('\x89PNG')) return 'png'
  if (head.startsWith('\xff\xd8\xff')) return 'jpg'
  if (head.startsWith('GIF8')) return 'gif'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp'
  if (head.slice(4, 12) === 'ftypavif') return 'avif'
  return /<svg[\s>]|<\?xml|<!DOCTYPE svg/i.test(head) ? 'svg' : undefined
}

function fromBase64(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const binary = atob(base64.replace(/\s+/g, ''))
    return Uint8Array.from(binary, (char) => char.charCodeAt(0))
  } catch {
    return undefined
  }
}

function encoded(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return new TextEncoder().encode(decodeURIComponent(text))
  } catch {
    return undefined
  }
}
