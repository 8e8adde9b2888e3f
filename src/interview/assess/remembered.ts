/** An embedder's vectors as they came, so that a text is embedded once: a rubric's lines serve answer after answer. */
export class RememberedVectors {
  #model = ''
  readonly #vectors = new Map<string, Float32Array>()

  constructor(private readonly most = 2000) {}

  /** Those of these texts that this model's vectors are not here of. */
  missing(model: string, texts: readonly string[]): string[] {
    return model === this.#model ? texts.filter((text) => !this.#vectors.has(text)) : [...texts]
  }

  /** Vectors of another model take the place of all; beyond the most, what came first goes first. */
  keep(model: string, texts: readonly string[], vectors: readonly Float32Array[]) {
    if (model !== this.#model) this.#vectors.clear()
    this.#model = model
    texts.forEach((text, n) => this.#vectors.set(text, vectors[n]!))
    for (const text of this.#vectors.keys()) {
      if (this.#vectors.size <= this.most) return
      this.#vectors.delete(text)
    }
  }

  /** Undefined where one is missing. */
  of(model: string, texts: readonly string[]): Map<string, Float32Array> | undefined {
    if (this.missing(model, texts).length) return undefined
    return new Map(texts.map((text) => [text, this.#vectors.get(text)!]))
  }
}
