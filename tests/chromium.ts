import { existsSync } from 'node:fs'
import { execFileSync } from 'node:child_process'

/** Flags that keep a test browser quiet and able to run as root in a container. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const known = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** An installed Chromium or Chrome; undefined where only Playwright's own may be there. */
export function installedChromium(): string | undefined {
  return known.find((path) => path && existsSync(path))
}

/** Finds a browser, or installs Playwright's, or Debian's. Returns its path, or undefined for Playwright's own. */
export async function ensureChromium(): Promise<string | undefined> {
  const installed = installedChromium()
  if (installed) return installed
  const { chromium } = await import('playwright')
  if (existsSync(chromium.executablePath())) return undefined
  const attempts: [string, () => void][] = [
    ["Playwright's Chromium", () => run('npx', ['playwright', 'install', 'chromium'])],
    [
      "Debian's Chromium",
      () => (run('apt-get', ['update', '-q']), run('apt-get', ['install', '-y', '-q', 'chromium'])),
    ],
  ]
  for (const [name, install] of attempts) {
    console.log(`No Chromium found; installing ${name} …`)
    try {
      install()
    } catch {
      console.log(`${name} could not be installed here.`)
      continue
    }
    if (installedChromium() || existsSync(chromium.executablePath())) return installedChromium()
  }
  throw new Error('The tests need Chromium or Chrome. Install one, or set CHROMIUM_PATH to it, and run npm test again.')
}

function run(command: string, args: string[]) {
  execFileSync(command, args, { stdio: 'inherit', timeout: 10 * 60_000 })
}
