import { getContext, setContext } from 'svelte'
import type { Backups } from '../backup/backups.svelte'
import type { Busy } from './busy.svelte'
import type { Clock } from './clock'
import type { Pack } from './pack'
import type { Router } from './router.svelte'
import type { Settings } from './settings.svelte'

/** What main.ts made and the screens use. Each feature's interface is owned by the feature. */
export interface Services {
  clock: Clock
  pack: Pack
  router: Router
  settings: Settings
  busy: Busy
  backups: Backups
}

const key = Symbol('services')

export function provideServices(services: Services): void {
  setContext(key, services)
}

export function useServices(): Services {
  return getContext<Services>(key)
}
