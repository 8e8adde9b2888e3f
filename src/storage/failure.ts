import { refuse, type Failure } from '../app/failures'

/** What a failed write means to the user; `subject` is what was being saved. Quota errors can hide inside others. */
export function storageFailure(error: unknown, subject: string): Failure {
  const names = causes(error).map((cause) => cause.name)
  if (names.includes('QuotaExceededError')) return refuse('storage-full', subject).failure
  if (names.some((name) => name === 'DatabaseClosedError' || name === 'InvalidStateError'))
    return refuse('storage-closed', subject).failure
  return refuse('storage-failed', subject, error instanceof Error ? error.message.split('\n')[0] : undefined).failure
}

interface Nested {
  name?: string
  inner?: unknown
  cause?: unknown
  failures?: unknown[]
}

function causes(error: unknown, depth = 0): Nested[] {
  if (!error || typeof error !== 'object' || depth > 4) return []
  const nested = error as Nested
  const inner = [nested.inner, nested.cause, ...(nested.failures ?? [])]
  return [nested, ...inner.flatMap((cause) => causes(cause, depth + 1))]
}
