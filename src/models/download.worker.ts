import { serve } from '../app/worker-serve'
import { downloadHandlers } from './download-handlers'
import type { DownloadCalls } from './protocol'

serve<DownloadCalls>(downloadHandlers)
