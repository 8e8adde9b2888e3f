// Vitest rewrites dynamic imports in all it serves, and leaves what they need out of workers.
Object.assign(globalThis, { __vitest_browser_runner__: { wrapDynamicImport: (load: () => unknown) => load() } })
import '../../../src/notes/notes.worker'
