/** Sentences that speak to an assistant rather than to a reader. Notes about such attacks quote them too: then only the quotation counts for nothing. */
const patterns = [
  /\b(?:ignore|disregard|forget|override)\b[^.!?\n]{0,40}\b(?:previous|prior|above|earlier|all|any|your|these|the)\b[^.!?\n]{0,30}\b(?:instructions?|prompts?|rules?|directions?|messages?|questions?)\b/i,
  /\b(?:you are now|from now on|act as|pretend to be|your new (?:task|role|instructions?))\b/i,
  /\b(?:reply|respond|answer|output|write|say|print|return)\b[^.!?\n]{0,20}\b(?:only|exactly|just|instead|nothing but)\b/i,
  /\b(?:do not|don['’]t|never|stop)\b[^.!?\n]{0,20}\b(?:cit(?:e|ing)|quot(?:e|ing)|mention(?:ing)?|answer(?:ing)?|follow(?:ing)?)\b/i,
  /\b(?:system prompt|developer mode|note to (?:the )?(?:ai|assistant|model|llm)|(?:dear|hey|attention),? (?:ai|assistant|model|llm))\b/i,
]

export function speaksToModel(sentence: string): boolean {
  return patterns.some((pattern) => pattern.test(sentence))
}

/** The passage with what speaks to a model blanked out by spaces, so that places in it stay: no claim can rest on that. */
export function withoutPlanted(passage: string): string {
  return passage.replace(/[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*/g, (sentence) =>
    speaksToModel(sentence) ? ' '.repeat(sentence.length) : sentence,
  )
}
