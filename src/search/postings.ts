import { Growing } from './growing'

/** How often each term stands in one passage: in its text, and in its title and headings. Used again for the next. */
export class Counts {
  readonly terms: number[] = []
  text = new Uint8Array(4096)
  heading = new Uint8Array(4096)

  add(term: number, field: 'text' | 'heading') {
    if (term >= this.text.length) this.#grow(term)
    if (!this.text[term] && !this.heading[term]) this.terms.push(term)
    const counts = this[field]
    if (counts[term]! < most) counts[term]!++
  }

  clear() {
    for (const term of this.terms) this.text[term] = this.heading[term] = 0
    this.terms.length = 0
  }

  #grow(term: number) {
    const larger = () => new Uint8Array(Math.ceil(term * 1.5))
    const [text, heading] = [larger(), larger()]
    text.set(this.text)
    heading.set(this.heading)
    this.text = text
    this.heading = heading
  }
}

const most = 255
/** Passages scanned one by one before they are worth packing. */
const mostLoose = 1000

/**
 * Who holds which term, in typed arrays: about 10 bytes an entry. Passages are appended one after the other (term, count,
 * count); from that the lists by term are packed in one pass. What was added since the last packing is scanned as it is,
 * and what was removed is only marked, until either is worth packing again.
 */
export class Postings {
  readonly #terms = new Growing(new Uint32Array(4096))
  readonly #text = new Growing(new Uint8Array(4096))
  readonly #heading = new Growing(new Uint8Array(4096))
  readonly #starts = new Growing(new Uint32Array(1024))
  readonly #live = new Growing(new Uint8Array(1024))
  /** How many live passages hold each term. */
  readonly frequency = new Growing(new Uint32Array(4096))
  #removed = 0
  #packed = 0
  #offsets = new Uint32Array(1)
  #holders = new Uint32Array(0)
  #textCounts = new Uint8Array(0)
  #headingCounts = new Uint8Array(0)

  constructor() {
    this.#starts.push(0)
  }

  /** Passages ever added, removed ones among them: the next number. */
  get size(): number {
    return this.#live.length
  }

  get live(): number {
    return this.#live.length - this.#removed
  }

  get bytes(): number {
    const grown = [this.#terms, this.#text, this.#heading, this.#starts, this.#live, this.frequency]
    const packed = [this.#offsets, this.#holders, this.#textCounts, this.#headingCounts]
    return [...grown.map(({ values }) => values), ...packed].reduce((sum, { byteLength }) => sum + byteLength, 0)
  }

  isLive(passage: number): boolean {
    return this.#live.values[passage] === 1
  }

  /** Appends a passage and returns its number. */
  add({ terms, text, heading }: Counts): number {
    for (const term of terms) {
      this.#terms.push(term)
      this.#text.push(text[term]!)
      this.#heading.push(heading[term]!)
      while (this.frequency.length <= term) this.frequency.push(0)
      this.frequency.values[term]!++
    }
    this.#starts.push(this.#terms.length)
    this.#live.push(1)
    return this.#live.length - 1
  }

  /** Appends passages from their entries as they were kept; `starts` tells where each begins, and where the last ends. */
  addEntries(terms: Uint32Array, text: ArrayLike<number>, heading: ArrayLike<number>, starts: ArrayLike<number>) {
    const before = this.#terms.length
    this.#terms.append(terms)
    this.#text.append(text)
    this.#heading.append(heading)
    let most = 0
    for (let entry = 0; entry < terms.length; entry++) if (terms[entry]! > most) most = terms[entry]!
    while (this.frequency.length <= most) this.frequency.push(0)
    const frequency = this.frequency.values
    for (let entry = 0; entry < terms.length; entry++) frequency[terms[entry]!]!++
    for (let n = 1; n < starts.length; n++) {
      this.#starts.push(before + starts[n]!)
      this.#live.push(1)
    }
  }

  remove(passage: number) {
    if (!this.isLive(passage)) return
    this.#live.values[passage] = 0
    this.#removed++
    this.eachTerm(passage, (term) => this.frequency.values[term]!--)
  }

  eachTerm(passage: number, visit: (term: number, text: number, heading: number) => void) {
    const end = this.#starts.values[passage + 1]!
    for (let entry = this.#starts.values[passage]!; entry < end; entry++)
      visit(this.#terms.values[entry]!, this.#text.values[entry]!, this.#heading.values[entry]!)
  }

  /** Every live passage that holds one of the terms; `visit` gets the term's place in `terms`. */
  eachHolder(terms: number[], visit: (place: number, passage: number, text: number, heading: number) => void) {
    if (this.size - this.#packed > mostLoose) this.#pack()
    const live = this.#live.values
    terms.forEach((term, place) => {
      const end = this.#offsets[term + 1] ?? 0
      for (let entry = this.#offsets[term] ?? 0; entry < end; entry++) {
        const passage = this.#holders[entry]!
        if (live[passage]) visit(place, passage, this.#textCounts[entry]!, this.#headingCounts[entry]!)
      }
    })
    this.#eachLoose(terms, visit)
  }

  #eachLoose(terms: number[], visit: (place: number, passage: number, text: number, heading: number) => void) {
    if (this.#packed === this.size) return
    const places = new Map(terms.map((term, place) => [term, place]))
    for (let passage = this.#packed; passage < this.size; passage++) {
      if (!this.isLive(passage)) continue
      this.eachTerm(passage, (term, text, heading) => {
        const place = places.get(term)
        if (place !== undefined) visit(place, passage, text, heading)
      })
    }
  }

  /** A counting sort of all entries by term. */
  #pack() {
    const entries = this.#terms.length
    const offsets = new Uint32Array(this.frequency.length + 1)
    for (let entry = 0; entry < entries; entry++) offsets[this.#terms.values[entry]! + 1]!++
    for (let term = 1; term < offsets.length; term++) offsets[term]! += offsets[term - 1]!
    const next = offsets.slice()
    this.#holders = new Uint32Array(entries)
    this.#textCounts = new Uint8Array(entries)
    this.#headingCounts = new Uint8Array(entries)
    for (let passage = 0, entry = 0; passage < this.size; passage++)
      for (const end = this.#starts.values[passage + 1]!; entry < end; entry++) {
        const place = next[this.#terms.values[entry]!]!++
        this.#holders[place] = passage
        this.#textCounts[place] = this.#text.values[entry]!
        this.#headingCounts[place] = this.#heading.values[entry]!
      }
    this.#offsets = offsets
    this.#packed = this.size
  }
}
