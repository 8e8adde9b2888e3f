import { serve } from '../app/worker-serve'
import { loadEncoder } from './load'
import { embedMany } from './packed'
import type { EncoderCalls } from './protocol'

serve<EncoderCalls>({
  embedMany: async ({ texts, dtype }, context) => embedMany(await loadEncoder(), texts, dtype, context),
})
