import { serve } from '../app/worker-serve'
import { chatHandlers } from './chat-handlers'
import type { ChatCalls } from './chat-protocol'
import { WllamaEngine } from './wllama-engine'

serve<ChatCalls>(chatHandlers(async () => new WllamaEngine()))
