import { readFileSync } from 'node:fs'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { VitePWA } from 'vite-plugin-pwa'
import { defaultClientConditions, defineConfig } from 'vite'
import { contentPack } from './content/plugin.ts'
import { characterMaps } from './src/notes/formats/pdf/cmap-plugin.ts'
import { securityHeaders } from './src/offline/headers.ts'
import { documentHead } from './src/offline/document-head.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

export default defineConfig({
  // Relative: the build works under any path of any static host.
  base: './',
  define: { __APP_VERSION__: JSON.stringify(process.env.PREFLIGHT_VERSION ?? version) },
  plugins: [
    contentPack(),
    characterMaps(),
    svelte({ configFile: false }),
    documentHead(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/offline',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        id: './',
        name: 'Preflight',
        short_name: 'Preflight',
        description: 'Prepare for generative-AI interviews on your own device.',
        lang: 'en-GB',
        start_url: './',
        scope: './',
        display: 'standalone',
        background_color: '#f8f7f2',
        theme_color: '#f8f7f2',
        categories: ['education', 'productivity'],
        icons: [
          { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
        shortcuts: [
          { name: 'Review cards', url: './#/cards/review' },
          { name: 'Ask your notes', url: './#/ask' },
          { name: 'Mock interview', url: './#/interview' },
        ],
      },
      injectManifest: {
        globPatterns: [
          '**/*.{js,css,html,json,svg,png,webmanifest}',
          '**/*-latin-*.woff2',
          'assets/{instant,basis,cmaps}-*.bin',
          // The interpreter of the coding round's JavaScript.
          'assets/emscripten-module-*.wasm',
        ],
        // The instant encoder's weights are part of the offline app.
        maximumFileSizeToCacheInBytes: 5_000_000,
        // Python (src/interview/coding/python-files.ts) and the engines of language models are fetched with what needs them.
        globIgnores: ['**/*-latin-ext-*', 'models/**', 'assets/pyodide*', 'assets/{wllama,web-llm}.worker-*'],
      },
    }),
  ],
  // Else the runtime of the models is built in a second time.
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  worker: { format: 'es', plugins: () => [contentPack(), characterMaps()] },
  build: {
    target: 'es2023',
    sourcemap: true,
    assetsInlineLimit: 0,
    rolldownOptions: { output: { assetFileNames } },
  },
  // Models use threads only where the page is isolated.
  server: {
    headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
  },
  preview: { port: 4173, headers: securityHeaders },
})

/** Not every host knows .mjs, and a module of an unknown type is refused. */
function assetFileNames({ names }: { names: string[] }): string {
  return names.some((name) => name.endsWith('.mjs')) ? 'assets/[name]-[hash].js' : 'assets/[name]-[hash][extname]'
}
