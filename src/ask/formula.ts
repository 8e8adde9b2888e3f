const signs: Record<string, string> = {
  times: '×',
  cdot: '·',
  approx: '≈',
  le: '≤',
  leq: '≤',
  ge: '≥',
  geq: '≥',
  ne: '≠',
  neq: '≠',
  in: '∈',
  to: '→',
  sum: 'Σ',
  prod: 'Π',
  infty: '∞',
  pm: '±',
  propto: '∝',
  mid: '|',
  ldots: '…',
  dots: '…',
  log: 'log',
  ln: 'ln',
  exp: 'exp',
  max: 'max',
  min: 'min',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  theta: 'θ',
  lambda: 'λ',
  mu: 'μ',
  pi: 'π',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  Delta: 'Δ',
  sqrt: '√',
  quad: ' ',
  qquad: ' ',
  ll: '≪',
  gg: '≫',
  top: '⊤',
  odot: '⊙',
  partial: '∂',
  nabla: '∇',
  sim: '~',
  lVert: '‖',
  rVert: '‖',
}

/** LaTeX in a quoted sentence as plain signs, as far as one line can show them: "\times" as "×", "\frac{a}{b}" as "a/b". */
export function plainFormula(text: string): string {
  if (!text.includes('\\') && !/\{,\}|[_^]\{/.test(text)) return text
  return text
    .replace(/\\(?:mathrm|mathbb|mathbf|mathcal|text|operatorname|textbf|boldsymbol)\s*\{([^{}]*)\}/g, '$1')
    .replace(/\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}/g, '$1/$2')
    .replace(/\\(?:left|right|[Bb]igg?[lr]?)(?![a-z])/g, '')
    .replace(/\\([a-zA-Z]+)/g, (whole, name: string) => signs[name] ?? whole.slice(1))
    .replace(/\{([,.])\}/g, '$1')
    .replace(/([_^])\{([^{}]*)\}/g, (_, mark: string, inner: string) => (mark === '^' ? `^${inner}` : `_${inner}`))
    .replace(/\\([%$#&_{}])/g, '$1')
    .replace(/\\[,;!: ]/g, ' ')
}
