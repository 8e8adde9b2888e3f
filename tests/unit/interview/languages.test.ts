import { describe, expect, it } from 'vitest'
import { assess } from '../../../src/interview/assess/assess'
import { guardAgainst } from '../../../src/interview/assess/guards'
import { shippedKnowledge } from '../../bench/assessor-examples'

const { pack, instant } = shippedKnowledge()
const lora = pack.questions.find(({ id }) => id === 'ft-explain-lora')!

function judge(text: string) {
  return assess({ question: lora.ask, criteria: lora.criteria, said: [{ turnId: 't', text }] }, instant)
}

const notEnglish = 'The answer does not seem to be in English, so it was not judged.'
const formulas = 'The answer is mostly formulas, which are not judged without a model.'
const code = 'The answer is mostly code, which is not judged without a model.'

/** Right answers in other words than English ones: left to the candidate, and said so. */
const declined: Record<string, [text: string, why: string]> = {
  German: [
    'Die ursprünglichen Gewichte bleiben eingefroren, und man trainiert nur zwei kleine Matrizen, deren Produkt auf die Gewichte addiert wird.',
    notEnglish,
  ],
  'a short German sentence': ['Man friert die Gewichte ein und trainiert nur zwei Matrizen.', notEnglish],
  'German with English terms': [
    'LoRA trainiert low-rank Matrizen neben frozen weights, Rank r klein, Produkt BA addiert, Inferenz ohne extra Latenz nach Merge.',
    notEnglish,
  ],
  French: [
    'On gèle les poids du modèle et on entraîne seulement deux petites matrices dont le produit est ajouté aux poids.',
    notEnglish,
  ],
  Turkish: [
    'Orijinal ağırlıklar dondurulur ve yalnızca iki küçük düşük dereceli matris eğitilir, çarpımları ağırlıklara eklenir.',
    notEnglish,
  ],
  Arabic: ['تبقى الأوزان الأصلية مجمدة، ونضيف مصفوفتين صغيرتين منخفضتي الرتبة ونتدرب عليهما فقط.', notEnglish],
  Hebrew: ['המשקולות המקוריות קפואות ומאמנים רק שתי מטריצות קטנות.', notEnglish],
  'Arabic after a few English words': [
    'The base weights stay frozen. ونضيف مصفوفتين صغيرتين منخفضتي الرتبة ونتدرب عليهما فقط ونجمعهما مع الأوزان.',
    notEnglish,
  ],
  Chinese: ['冻结原始权重，只训练两个低秩矩阵，它们的乘积加到权重上。', notEnglish],
  Japanese: ['元の重みは凍結し、低ランク行列だけを学習する。', notEnglish],
  Hindi: ['मूल भार जमे रहते हैं और केवल दो छोटे मैट्रिक्स प्रशिक्षित किए जाते हैं।', notEnglish],
  'maths notation': ["W' = W + (α/r)·BA, B ∈ ℝ^{d×r}, A ∈ ℝ^{r×k}, r ≪ min(d,k), ∂L/∂W = 0", formulas],
  LaTeX: ["$W' = W + \\frac{\\alpha}{r} BA$ where $B \\in \\mathbb{R}^{d \\times r}$", formulas],
  'a line of code': ['y = W(x) + x @ A.T @ B.T', formulas],
  code: [
    'class LoRA(nn.Module):\n    def __init__(self, d, r):\n        self.A = nn.Parameter(torch.randn(r, d))\n        self.B = nn.Parameter(torch.zeros(d, r))\n    def forward(self, x):\n        return self.W(x) + x @ self.A.T @ self.B.T',
    code,
  ],
}

describe('an answer that the app cannot read', () => {
  it.each(Object.entries(declined))('%s is left to the candidate, and the line says why', (_, [text, why]) => {
    for (const judgement of judge(text)) {
      expect(judgement.verdict).toBe('unsure')
      expect(judgement.provenance.startsWith(why)).toBe(true)
      expect(judgement).toMatchObject({ likelihood: 0, evidence: '' })
    }
  })

  it.each([
    ['nothing but spaces of no width', '\u200b\u2060 \ufeff', 'There is no answer.'],
    ['marks without letters', '\u0301\u0651\u093c', 'There is no answer.'],
    ['pictures alone', '🧊⚖️➕🤏🤏🎯', 'The answer has no words.'],
  ])('%s earn nothing', (_, text, why) => {
    for (const judgement of judge(text)) {
      expect(judgement.verdict).toBe('missed')
      expect(judgement.provenance.startsWith(why)).toBe(true)
    }
  })
})

describe('an answer in English with something else in it', () => {
  it.each([
    'In LoRA the original weights stay frozen, and you train two small low-rank matrices whose product is added to the weights (מטריצות קטנות).',
    "W stays fixed: ∂L/∂W = 0. W' = W + BA with A ∈ ℝ^{r×k}, B ∈ ℝ^{d×r}, and r is much smaller than d, so only r(d+k) numbers are trained.",
  ])('is judged by its words, with evidence to the letter: %s', (text) => {
    const judgements = judge(text)
    expect(judgements.some(({ verdict }) => verdict === 'met')).toBe(true)
    for (const { evidence } of judgements) expect(text).toContain(evidence)
  })

  it('is judged alike with and without the pictures in it', () => {
    const plain = lora.answer
    const decorated = plain.replaceAll(/\bweights?\b/g, '$& 🧊').replaceAll(/\bmatrices\b/g, '$& 🤏🏽🤏')
    expect(decorated).not.toBe(plain)
    const verdicts = (text: string) => judge(text).map(({ verdict, likelihood }) => [verdict, likelihood.toFixed(2)])
    expect(verdicts(decorated)).toEqual(verdicts(plain))
    expect(verdicts(plain).some(([verdict]) => verdict === 'met')).toBe(true)
  })

  it('is never called foreign or a formula for a name, a symbol or a term', () => {
    const plain = [
      'Naïve Bayes assumes that the features are independent given the class, which is rarely so.',
      'The loss is L = -log p(y), averaged over the tokens, and it falls as the model learns.',
      'You use A/B tests and/or offline sets; precision/recall and input/output costs decide.',
      'I set temperature=0 and top_p=1, so the output_format stays stable between runs of the same prompt.',
    ]
    for (const text of plain) expect(guardAgainst(text, [])).toBeUndefined()
    for (const { answer } of pack.questions)
      expect(['language', 'formula']).not.toContain(guardAgainst(answer, [])?.code)
  })
})
