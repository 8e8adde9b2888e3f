import { svelte } from '@sveltejs/vite-plugin-svelte'
import { playwright } from '@vitest/browser-playwright'
import { defaultClientConditions } from 'vite'
import { defineConfig } from 'vitest/config'
import { contentPack } from './content/plugin.ts'
import { characterMaps } from './src/notes/formats/pdf/cmap-plugin.ts'
import { chromiumArgs, installedChromium } from './tests/chromium.ts'

const plugins = () => [contentPack(), characterMaps(), svelte({ configFile: false })]
const define = { __APP_VERSION__: JSON.stringify('test') }

export default defineConfig({
  test: {
    projects: [
      {
        plugins: plugins(),
        define,
        test: { name: 'unit', environment: 'node', testTimeout: 60_000, include: ['tests/unit/**/*.test.ts'] },
      },
      {
        plugins: plugins(),
        define,
        worker: { format: 'es', plugins },
        resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
        optimizeDeps: {
          include: [
            '@xenova/transformers',
            'hash-wasm',
            '@wllama/wllama/esm/index.js',
            '@mlc-ai/web-llm',
            '@mlc-ai/web-xgrammar',
            'htmlparser2',
            '@lucide/svelte/icons/x',
            'pdfjs-dist/legacy/build/pdf.mjs',
            'pdfjs-dist/legacy/build/pdf.worker.mjs',
          ],
        },
        test: {
          name: 'browser',
          testTimeout: 60_000,
          include: ['tests/browser/**/*.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: installedChromium(), args: chromiumArgs } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: { name: 'architecture', environment: 'node', include: ['tests/architecture/**/*.test.ts'] },
      },
    ],
  },
})
