import { spawn } from 'node:child_process'
import { ensureChromium } from './chromium.ts'

/** `npm test`: finds or installs a browser, then runs everything. The last line counts what passed and failed. */
const steps: [string, string, string[], NodeJS.ProcessEnv?][] = [
  ['types, lint and format', 'npm', ['run', '--silent', 'check']],
  ['the content pack', 'npm', ['run', '--silent', 'content:check']],
  ['unit, browser and architecture tests', 'npx', ['vitest', 'run']],
  ['the build', 'npx', ['vite', 'build', '--logLevel', 'warn']],
  [
    'the next build, for the update test',
    'npx',
    ['vite', 'build', '--logLevel', 'warn', '--outDir', '.cache/dist-next'],
    { PREFLIGHT_VERSION: '0.0.0-next' },
  ],
  ['end-to-end tests on the built app', 'npx', ['playwright', 'test']],
]

await ensureChromium()
let passed = 0
const failed: string[] = []
for (const [what, command, args, env] of steps) {
  console.log(`\n— ${what}`)
  if ((await run(command, args, env)) === 0) passed++
  else failed.push(what)
}
for (const what of failed) console.log(`failed: ${what}`)
console.log(`\n${passed} passed, ${failed.length} failed`)
process.exitCode = failed.length ? 1 : 0

function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, ...env },
    })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
