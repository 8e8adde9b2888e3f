import { encodePng, type Dots } from './png'

/** Bytes: a smaller PNG is kept as it is. */
const large = 300_000

/** A picture's dots as a file: PNG, or JPEG where that is much smaller and the browser can make it. */
export async function packed(dots: Dots): Promise<Uint8Array<ArrayBuffer>> {
  const png = await encodePng(dots)
  if (png.length < large || dots.colours === 4 || dots.bits === 1) return png
  const jpeg = await asJpeg(dots).catch(() => undefined)
  return jpeg && jpeg.length < png.length / 2 ? jpeg : png
}

async function asJpeg({ width, height, colours, data }: Dots): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const canvas = typeof OffscreenCanvas === 'undefined' ? undefined : new OffscreenCanvas(width, height)
  const context = canvas?.getContext('2d')
  if (!canvas || !context) return undefined
  const shown = new ImageData(width, height)
  for (let n = 0; n < width * height; n++) {
    const at = n * colours
    const [red, green, blue] = colours === 1 ? [data[at], data[at], data[at]] : [data[at], data[at + 1], data[at + 2]]
    shown.data.set([red!, green!, blue!, 255], n * 4)
  }
  context.putImageData(shown, 0, 0)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.86 })
  // One that cannot make JPEGs makes a PNG.
  return blob.type === 'image/jpeg' ? new Uint8Array(await blob.arrayBuffer()) : undefined
}
