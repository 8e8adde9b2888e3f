import Dexie from 'dexie'
import { userTables } from '../backup/tables'

/** Calls back whenever something that the user made was written, in any tab or worker of this origin. */
export function onUserWrite(database: string, changed: () => void): void {
  const prefixes = userTables.filter((table) => table !== 'settings').map((table) => `idb://${database}/${table}/`)
  Dexie.on('storagemutated', (parts) => {
    if (Object.keys(parts).some((part) => prefixes.some((prefix) => part.startsWith(prefix)))) changed()
  })
}
