/*
 * What a page leaves behind as it goes. A write to the database may not end before the page does; localStorage takes a
 * text at once. Whoever writes it down durably later drops it here.
 */

/** Keeps a text; false where the browser has no room or no right to. */
export function keepLastWords(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text)
    return true
  } catch {
    return false
  }
}

export function lastWords(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

export function dropLastWords(key: string) {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept, then.
  }
}

/** The keys under which texts were kept that begin so. */
export function lastWordsKeys(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix))
  } catch {
    return []
  }
}
