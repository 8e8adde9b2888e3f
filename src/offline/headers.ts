/**
 * What a page of ours may do. Workers loaded by URL do not inherit a page's meta policy, so the service worker puts
 * these on every response too; `npm start` and public/_headers send them on the first visit.
 */
const policy = (connect: string, worker = "'self'") =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    // MathML's and Svelte's `style` attributes; no style element or foreign sheet is allowed.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    `worker-src ${worker}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

export const contentSecurityPolicy = policy("'self'")

/** In the address of a download worker: the origins that the user asked to fetch a model from. */
export const connectParameter = 'connect'

/** An https origin, with all its subdomains where it begins with a star, or this device's own. */
const origin = /^https:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?$|^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/

/** The scripts of the language models' engines, and where they are kept once a model is here. */
export const engineScript = /\/(wllama|web-llm)\.worker-[^/]+\.js$/
export const engineCache = 'preflight-engines'

/**
 * Workers have policies of their own. Those that run models or code may ask nobody. One of these, wllama's, starts its library's
 * worker from a blob and hands it the runtime as one: nothing else may. The one that fetches models may ask, beside this
 * site, exactly the origins it was started for; no other part of the app may ever ask any.
 */
export function policyFor({ pathname, searchParams }: URL): string {
  if (/\/(embedder|web-llm|javascript|python)\.worker-[^/]+\.js$/.test(pathname)) return policy("'none'")
  if (/\/wllama\.worker-[^/]+\.js$/.test(pathname)) return policy('blob:', 'blob:')
  if (!/\/download\.worker-[^/]+\.js$/.test(pathname)) return contentSecurityPolicy
  const asked = (searchParams.get(connectParameter) ?? '').split(' ').filter((one) => origin.test(one))
  return policy(["'self'", ...asked].join(' '))
}

export const securityHeaders: Record<string, string> = {
  'Content-Security-Policy': `${contentSecurityPolicy}; frame-ancestors 'none'`,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': 'camera=(), geolocation=(), payment=(), usb=()',
}
