import { LanguageModelFailure, type LanguageModel } from './language-model'

/** One question to a model, to see how it answers here. Nothing of it is kept. */
export class TryOutState {
  #text = $state('')
  #asking = $state(false)
  #says = $state('')
  #control: AbortController | undefined

  constructor(
    private readonly model: () => LanguageModel | undefined,
    private readonly now: () => number,
    private readonly explain: (failure: LanguageModelFailure) => string,
  ) {}

  get text(): string {
    return this.#text
  }

  get asking(): boolean {
    return this.#asking
  }

  /** How it went, in a sentence. */
  get says(): string {
    return this.#says
  }

  async ask(prompt: string) {
    const model = this.model()
    if (!model || this.#asking) return
    this.#text = ''
    this.#says = ''
    this.#asking = true
    const control = (this.#control = new AbortController())
    const began = this.now()
    try {
      const given = await model.generate([{ role: 'user', content: prompt }], {
        maxTokens: 200,
        signal: control.signal,
        ontext: (piece) => (this.#text += piece),
      })
      this.#text = given.text
      const seconds = ((this.now() - began) / 1000).toFixed(1)
      const cut = given.ended === 'repetition' ? ' It repeated itself and was stopped.' : ''
      this.#says = `${given.promptTokens} tokens read and ${given.outputTokens} written in ${seconds} s.${cut}`
    } catch (fault) {
      this.#says = this.#ending(fault)
    } finally {
      this.#asking = false
    }
  }

  stop() {
    this.#control?.abort()
  }

  #ending(fault: unknown): string {
    if (fault instanceof LanguageModelFailure) return this.explain(fault)
    if ((fault as Error).name === 'AbortError') return 'Stopped.'
    throw fault
  }
}
