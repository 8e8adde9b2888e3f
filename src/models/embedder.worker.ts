import { serve } from '../app/worker-serve'
import { embedderHandlers } from './embedder-handlers'
import type { EmbedderCalls } from './protocol'

serve<EmbedderCalls>(embedderHandlers)
