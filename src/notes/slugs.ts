import { slugOf } from '../../content/slug'

/** Gives each heading of one document its own address: `merging`, then `merging-2`. */
export function slugger(): (heading: string) => string {
  const given = new Set(['top'])
  const counts = new Map<string, number>()
  return (heading) => {
    const slug = slugOf(heading).slice(0, 80) || 'section'
    let n = counts.get(slug) ?? 1
    let unique = n === 1 ? slug : `${slug}-${n}`
    while (given.has(unique)) unique = `${slug}-${++n}`
    counts.set(slug, n + 1)
    given.add(unique)
    return unique
  }
}
