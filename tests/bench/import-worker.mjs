// A thread has no TypeScript of its own.
import { register } from 'tsx/esm/api'

register()
await import('./import-thread.ts')
