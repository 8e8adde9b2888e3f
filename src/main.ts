import './styles/base.css'
import { mount } from 'svelte'
import App from './app/App.svelte'
import { Busy } from './app/busy.svelte'
import { systemClock } from './app/clock'
import { pack } from './app/pack'
import { Router } from './app/router.svelte'
import { Settings } from './app/settings.svelte'
import { updates } from './offline/updates.svelte'
import { openDatabase } from './storage/open'
import { settingStore } from './storage/settings'

const target = document.getElementById('app')!

async function start() {
  const db = await openDatabase()
  const settings = new Settings(settingStore(db, systemClock.now))
  await settings.load()
  mount(App, {
    target,
    props: { services: { clock: systemClock, pack, router: new Router(), settings, busy: new Busy() } },
  })
  setTimeout(() => void updates.register(), 500)
}

start().catch((fault: unknown) => {
  target.textContent = `Preflight could not open its storage (${fault instanceof Error ? fault.message : 'unknown'}). Reload the page; if you browse privately, open it in a normal window.`
})
