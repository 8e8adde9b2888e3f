import { layered, type Board } from './board'
import { ends, frameOf, linesOf, middle, strokePath } from './geometry'

const escape = (text: string) =>
  text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]!)

/** The board as an SVG file that stands by itself, dark lines on white. */
export function toSvg(board: Board): string {
  const { x, y, width, height } = frameOf(board)
  const shapes = layered(board).map((element) => {
    if (element.kind === 'stroke')
      return `<path d="${strokePath(element.points)}" fill="none" stroke="#1c2436" stroke-width="2.5" stroke-linecap="round"/>`
    if (element.kind === 'label')
      return `<text x="${element.x}" y="${element.y}" fill="#1c2436">${escape(element.text)}</text>`
    if (element.kind === 'box') {
      const { x: centre, y: centreY } = middle(element)
      const lines = linesOf(element.text, element)
      const text = lines.map(
        (line, index) =>
          `<text x="${centre}" y="${centreY + 5 + (index - (lines.length - 1) / 2) * 18}" text-anchor="middle" fill="#1c2436">${escape(line)}</text>`,
      )
      return `<rect x="${element.x}" y="${element.y}" width="${element.width}" height="${element.height}" rx="8" fill="#fff" stroke="#1c2436" stroke-width="1.5"/>${text.join('')}`
    }
    const line = ends(board, element)
    if (!line) return ''
    const text = element.text.trim()
      ? `<text x="${(line.from.x + line.to.x) / 2}" y="${(line.from.y + line.to.y) / 2 - 6}" text-anchor="middle" fill="#1c2436" font-size="13">${escape(element.text)}</text>`
      : ''
    return `<line x1="${line.from.x}" y1="${line.from.y}" x2="${line.to.x}" y2="${line.to.y}" stroke="#1c2436" stroke-width="1.5" marker-end="url(#head)"/>${text}`
  })
  const head =
    '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" orient="auto"><path d="M0 0 10 5 0 10z" fill="#1c2436"/></marker></defs>'
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="15"><rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#fff"/>${head}${shapes.join('')}</svg>\n`
}
