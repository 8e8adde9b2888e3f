/** Tables that hold what the user made; a backup carries exactly these, in this order. */
export const userTables = [
  'cards',
  'decks',
  'flags',
  'reviews',
  'documents',
  'texts',
  'media',
  'answers',
  'sessions',
  'turns',
  'drafts',
  'assessments',
  'decisions',
  'estimates',
  'loops',
  'ownQuestions',
  'settings',
] as const

export type UserTable = (typeof userTables)[number]

/** Lines are only ever added to these; what is there is never replaced. */
export const appendOnly: ReadonlySet<UserTable> = new Set<UserTable>(['reviews', 'turns', 'decisions', 'estimates'])
