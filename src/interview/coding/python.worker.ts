import factory from 'pyodide/pyodide.asm.mjs'
import { watchBy, type FromRunner, type ToRunner } from './protocol'
import { pythonRoom } from './python'
import { loadPython } from './python-load'
import type { RunOutcome, RunRequest, Watch } from './run'

// Kept from before the room is closed.
const post = self.postMessage.bind(self)
const reply = (message: FromRunner) => post(message)
const clock = performance
let run: ((request: RunRequest, watch: Watch) => RunOutcome) | undefined

addEventListener('message', async ({ data }: MessageEvent<ToRunner>) => {
  try {
    if (data.kind === 'start') {
      const { wasm, library } = data.files
      const python = await loadPython(globalThis, factory, { wasm: wasm!, library: library! })
      run = pythonRoom(python, () => clock.now())
      return reply({ kind: 'ready' })
    }
    reply({ kind: 'done', outcome: run!(data.request, watchBy(reply)) })
  } catch (fault) {
    reply({ kind: 'failed', message: String(fault) })
  }
})
