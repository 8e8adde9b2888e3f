import { serve } from '../app/worker-serve'
import { PreflightDatabase } from '../storage/database'
import { backupHandlers } from './handlers'
import type { BackupCalls } from './protocol'

serve<BackupCalls>(backupHandlers(new PreflightDatabase(self.name || undefined)))
