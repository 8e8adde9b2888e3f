import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { readFileSync } from 'node:fs'
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test'
import { securityHeaders } from '../../src/offline/headers.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** A plain static server for a folder that can be stopped, started again on its port, and pointed at another build. */
export class StaticServer {
  private server: Server | undefined
  private port = 0

  constructor(
    public folder: string,
    /** Served under this path, to show that any sub-path works. */
    readonly base = '/some/path/',
    /** Answers a path by itself and says so. */
    private readonly answers?: (path: string, request: IncomingMessage, response: ServerResponse) => Promise<boolean>,
  ) {}

  get url(): string {
    return `http://localhost:${this.port}${this.base}`
  }

  async start() {
    this.server = createServer(async (request, response) => {
      const path = decodeURIComponent((request.url ?? '/').split('?')[0]!)
      const file = path.startsWith(this.base) ? path.slice(this.base.length) || 'index.html' : undefined
      if (file && (await this.answers?.(file, request, response))) return
      try {
        const body = await readFile(join(this.folder, file!))
        response.writeHead(200, {
          'Content-Type': types[extname(file!)] ?? 'application/octet-stream',
          'Cache-Control': 'no-cache',
          ...securityHeaders,
        })
        response.end(body)
      } catch {
        response.writeHead(404).end('not found')
      }
    })
    await new Promise<void>((ready) => this.server!.listen(this.port, '127.0.0.1', ready))
    this.port = (this.server.address() as { port: number }).port
  }

  async stop() {
    this.server?.closeAllConnections()
    await new Promise((done) => this.server?.close(done) ?? done(undefined))
    this.server = undefined
  }
}

/** Everything that a page asked of the network, and everything it complained about. */
export interface Watch {
  origins: Set<string>
  errors: string[]
}

export function watch(context: BrowserContext): Watch {
  const seen: Watch = { origins: new Set(), errors: [] }
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') || protocol.startsWith('ws')) seen.origins.add(origin)
  })
  context.on('weberror', (error) => seen.errors.push(error.error().message))
  context.on('console', (message) => {
    // The reachability probe is allowed to fail when the server is stopped.
    if (
      message.type() === 'error' &&
      !/ERR_CONNECTION_REFUSED|ERR_INTERNET|Failed to load resource/.test(message.text())
    )
      seen.errors.push(message.text())
  })
  return seen
}

/** A server with the built app, and a page that counts its requests and errors. */
export const test = base.extend<{ server: StaticServer; seen: Watch }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright's way to depend on nothing
  server: async ({}, use) => {
    const server = new StaticServer('dist')
    await server.start()
    await use(server)
    await server.stop()
  },
  seen: async ({ context, server }, use) => {
    const seen = watch(context)
    await use(seen)
    expect(
      [...seen.origins].filter((origin) => origin !== new URL(server.url).origin),
      'requests to another origin',
    ).toEqual([])
    expect(seen.errors, 'errors on the console').toEqual([])
  },
})

export { expect }

/** Opens the app and waits until it would work without a network. */
export async function openReady(page: Page, server: StaticServer) {
  await page.goto(server.url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller)
      await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }))
    return registration.active?.state
  })
}

/** Goes to a screen by the navigation, as a person does. */
export async function visit(page: Page, name: string) {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
}

const axeSource = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

/** Accessibility rules that the current screen breaks. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }> }
    }
    const { violations } = await axe.run()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
  })
}
