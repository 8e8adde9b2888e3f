/**
 * A map from words to values that is asked with a place in a text, so that no string is cut out and hashed for each word
 * read: reading a library is mostly this.
 */
export class WordTable<V> {
  #words: string[] = []
  #values: V[] = []
  #hashes = new Int32Array(1024)
  /** Place of a word plus one; 0 where empty. */
  #slots = new Int32Array(4096)

  get size(): number {
    return this.#words.length
  }

  get(text: string, start: number, end: number): V | undefined {
    const hash = hashOf(text, start, end)
    const mask = this.#slots.length - 1
    for (let slot = hash & mask; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const place = this.#slots[slot]! - 1
      if (this.#hashes[place] === hash && isWord(this.#words[place]!, text, start, end)) return this.#values[place]
    }
    return undefined
  }

  /** Adds a word that is not there yet. */
  add(word: string, value: V) {
    const place = this.#words.push(word) - 1
    this.#values.push(value)
    if (place >= this.#hashes.length) this.#hashes = grown(this.#hashes)
    this.#hashes[place] = hashOf(word, 0, word.length)
    if (this.#words.length * 2 > this.#slots.length) this.#spread()
    else this.#settle(place)
  }

  #spread() {
    this.#slots = new Int32Array(this.#slots.length * 2)
    for (let place = 0; place < this.#words.length; place++) this.#settle(place)
  }

  #settle(place: number) {
    const mask = this.#slots.length - 1
    let slot = this.#hashes[place]! & mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = place + 1
  }
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash ^ (hash >>> 15)
}

function isWord(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) !== text.charCodeAt(start + at)) return false
  return true
}

function grown(values: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(values.length * 2)
  larger.set(values)
  return larger
}
