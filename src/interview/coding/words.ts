import type { Language } from '../../../content/format-coding'

export const languageNames: Record<Language, string> = { python: 'Python', javascript: 'JavaScript' }
