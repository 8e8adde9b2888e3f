/** Jobs that the choice of questions can lean to: the topics that such interviews dwell on. */
export interface Role {
  id: string
  title: string
  about: string
  topics: readonly string[]
}

export const roles: readonly Role[] = [
  {
    id: 'ai-engineer',
    title: 'AI engineer',
    about: 'Builds products on models.',
    topics: ['rag', 'agents', 'prompting', 'embeddings', 'production', 'evaluation'],
  },
  {
    id: 'ml-engineer',
    title: 'ML engineer',
    about: 'Trains and serves models.',
    topics: ['fine-tuning', 'inference', 'alignment', 'llm-fundamentals', 'production', 'machine-learning'],
  },
  {
    id: 'data-scientist',
    title: 'Data scientist',
    about: 'Measures and decides.',
    topics: ['evaluation', 'machine-learning', 'llm-fundamentals', 'prompting', 'rag', 'safety'],
  },
  {
    id: 'applied-scientist',
    title: 'Applied scientist',
    about: 'Knows the models from inside.',
    topics: ['llm-fundamentals', 'alignment', 'fine-tuning', 'evaluation', 'multimodal'],
  },
]

export function topicsOf(role: string | undefined): readonly string[] {
  return roles.find(({ id }) => id === role)?.topics ?? []
}
