type Numbers = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>

/** A typed array that grows by half when it is full. */
export class Growing<T extends Numbers> {
  length = 0

  constructor(public values: T) {}

  push(value: number) {
    if (this.length === this.values.length) this.#grow()
    this.values[this.length++] = value
  }

  append(values: ArrayLike<number>) {
    if (this.length + values.length > this.values.length) this.#grow(this.length + values.length)
    this.values.set(values, this.length)
    this.length += values.length
  }

  #grow(least = 0) {
    const Kind = this.values.constructor as new (length: number) => T
    const larger = new Kind(Math.max(least, Math.ceil(this.values.length * 1.5) + 64))
    larger.set(this.values)
    this.values = larger
  }
}
