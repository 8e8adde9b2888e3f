import { PreflightDatabase } from './database'
import { storageState } from './state.svelte'

/**
 * Opens the database and keeps watch over it: another tab that blocks an upgrade, a newer version in another tab, and
 * a browser that closes the storage underneath (iOS does in the background) are each said in the interface.
 */
export async function openDatabase(name?: string): Promise<PreflightDatabase> {
  const db = new PreflightDatabase(name)
  db.on('blocked', () =>
    storageState.report('Another tab of Preflight is open with an older version. Close it, and this one goes on.', {
      canReload: false,
    }),
  )
  db.on('versionchange', () => {
    // The newer tab must not wait for us; what was written here is durable already.
    db.close()
    storageState.report('A newer version of Preflight runs in another tab. Reload this one to go on.', {
      canReload: true,
    })
  })
  db.on('close', () => void reopenOnce(db))
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && db.hasBeenClosed() && !storageState.trouble) void reopenOnce(db)
  })
  await db.open()
  storageState.clear()
  return db
}

async function reopenOnce(db: PreflightDatabase) {
  try {
    await db.open()
    await db.settings.count()
  } catch {
    storageState.report('The browser closed the storage. Nothing that was saved is lost; reload to go on.', {
      canReload: true,
    })
  }
}
