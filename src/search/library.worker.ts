import { serve } from '../app/worker-serve'
import { libraryHandlers } from './library-handlers'
import type { LibraryCalls } from './protocol'

serve<LibraryCalls>(libraryHandlers)
