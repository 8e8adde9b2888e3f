/** A file of the store under the address by which a library asks for it; read, and hashed, when it is. */
export type StoredFiles = Map<string, () => Promise<Blob>>

/** Addresses that no network has: what the library asks for under these, the store answers. */
export const storeAddress = 'https://store.invalid/'

/**
 * Puts the store in the place of the browser's caches and of the network, for everything in this worker. web-llm looks in
 * caches by address and fetches what is not there: it finds everything, and finds it verified.
 */
export function answerFromStore(scope: Pick<typeof globalThis, 'fetch'>, files: StoredFiles): void {
  const networkOnly = scope.fetch.bind(scope)
  const fetchStored = async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = addressOf(input)
    return url.startsWith(storeAddress) ? respond(files, url) : networkOnly(input, init)
  }
  const value = {
    open: async () => cacheOf(files),
    keys: async () => [],
    has: async () => true,
    delete: async () => false,
  }
  Object.defineProperty(scope, 'caches', { configurable: true, value })
  Object.defineProperty(scope, 'fetch', { configurable: true, writable: true, value: fetchStored })
}

function cacheOf(files: StoredFiles) {
  return {
    match: async (input: RequestInfo | URL) =>
      files.has(addressOf(input)) ? lazily(files, addressOf(input)) : undefined,
    keys: async () => [...files.keys()].map((url) => new Request(url)),
    add: (input: RequestInfo | URL) => Promise.reject(new TypeError(`The store has no ${addressOf(input)}`)),
    delete: async () => false,
  }
}

/** The library asks for a file twice, once only to see whether it is there: that must not read it. */
function lazily(files: StoredFiles, url: string): Pick<Response, 'json' | 'arrayBuffer'> {
  return {
    json: async () => (await respond(files, url)).json() as Promise<unknown>,
    arrayBuffer: async () => (await respond(files, url)).arrayBuffer(),
  }
}

async function respond(files: StoredFiles, url: string): Promise<Response> {
  const read = files.get(url)
  return read ? new Response(await read()) : new Response(null, { status: 404 })
}

function addressOf(input: RequestInfo | URL): string {
  return typeof input === 'string' ? input : input instanceof URL ? input.href : input.url
}
