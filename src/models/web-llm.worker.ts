import { MLCEngine } from '@mlc-ai/web-llm'
import { serve } from '../app/worker-serve'
import { chatHandlers } from './chat-handlers'
import type { ChatCalls } from './chat-protocol'
import { WebLlmEngine } from './web-llm-engine'

serve<ChatCalls>(chatHandlers(async () => new WebLlmEngine((config) => new MLCEngine(config))))
