/**
 * A PDF whose end is missing has lost the trailer that names its root, without which pdf.js gives up; with one it finds
 * the objects by itself. Undefined where there is no root to name.
 */
export function withTrailer(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  const text = new TextDecoder('latin1').decode(bytes)
  const catalog = lastObject(text, /\/Type\s*\/Catalog\b/)
  const pages = catalog ?? lastObject(text, /\/Type\s*\/Pages\b(?![\s\S]*\/Parent)/)
  if (!pages) return undefined
  const made = catalog ? '' : `\n999999 0 obj\n<< /Type /Catalog /Pages ${pages} R >>\nendobj`
  // An object that the cut went through is closed, so that it does not swallow what follows.
  const end = `\nendstream\nendobj${made}\ntrailer\n<< /Root ${catalog ?? '999999 0'} R >>\nstartxref\n0\n%%EOF\n`
  const tail = Uint8Array.from(end, (char) => char.charCodeAt(0))
  const whole = new Uint8Array(bytes.length + tail.length)
  whole.set(bytes)
  whole.set(tail, bytes.length)
  return whole
}

/** "12 0", of the last object whose dictionary fits. */
function lastObject(text: string, fits: RegExp): string | undefined {
  let found: string | undefined
  for (const match of text.matchAll(/(\d{1,7}) (\d{1,5}) obj\b([^]{0,2000}?)(?:endobj|stream\b)/g))
    if (fits.test(match[3] ?? '')) found = `${match[1]} ${match[2]}`
  return found
}

/** Whether the mark at a PDF's end is missing: the rest of it may be too. */
export function endsEarly(bytes: Uint8Array<ArrayBuffer>): boolean {
  const tail = new TextDecoder('latin1').decode(bytes.subarray(-16_384))
  return !/%%EOF|startxref/.test(tail)
}
