import { watchBy, type FromRunner, type ToRunner } from './protocol'
import { pythonRoom } from './python'
import { loadPython, type PythonProgram } from './python-load'
import type { RunOutcome, RunRequest, Watch } from './run'

// Kept from before the room is closed.
const post = self.postMessage.bind(self)
const reply = (message: FromRunner) => post(message)
const clock = performance
let run: ((request: RunRequest, watch: Watch) => RunOutcome) | undefined

addEventListener('message', async ({ data }: MessageEvent<ToRunner>) => {
  try {
    if (data.kind === 'start') {
      const { wasm, library } = data.files as { wasm: WebAssembly.Module; library: ArrayBuffer }
      const python = await loadPython(globalThis, await program(data.programs), { wasm, library })
      run = pythonRoom(python, () => clock.now())
      return reply({ kind: 'ready' })
    }
    reply({ kind: 'done', outcome: run!(data.request, watchBy(reply)) })
  } catch (fault) {
    reply({ kind: 'failed', message: String(fault) })
  }
})

/** As files of their own, as they were published: a bundler has nothing to gain here. */
async function program(programs: Record<string, string>): Promise<PythonProgram> {
  const from = (name: string) => import(/* @vite-ignore */ programs[name]!) as Promise<unknown>
  const [loader, asm] = await Promise.all([from('loader'), from('program')])
  const { loadPyodide } = loader as Pick<PythonProgram, 'loadPyodide'>
  return { loadPyodide, factory: (asm as { default: PythonProgram['factory'] }).default }
}
