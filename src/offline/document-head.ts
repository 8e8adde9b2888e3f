import type { Plugin } from 'vite'
import { contentSecurityPolicy } from './headers.ts'

/** Puts the policy and the one preloaded font into the built index.html (development keeps Vite's inline styles). */
export function documentHead(): Plugin {
  return {
    name: 'preflight-document-head',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const font = Object.keys(bundle ?? {}).find((file) => /instrument-sans-latin-wght-normal.*\.woff2$/.test(file))
        return {
          html,
          tags: [
            {
              tag: 'meta',
              attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
              injectTo: 'head-prepend' as const,
            },
            ...(font
              ? [
                  {
                    tag: 'link',
                    attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `./${font}`, crossorigin: '' },
                    injectTo: 'head' as const,
                  },
                ]
              : []),
          ],
        }
      },
    },
  }
}
