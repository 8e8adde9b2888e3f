import { resolve } from 'node:path'
import { build, defaultClientConditions, type PluginOption } from 'vite'

/** Builds a page of the benchmark as the app is built, into `folder`; its workers get the same plugins. */
export async function buildPage(root: string, folder: string, plugins: () => PluginOption[] = () => []): Promise<void> {
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'error',
    plugins: plugins(),
    resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
    worker: { format: 'es', plugins },
    build: {
      outDir: resolve(folder),
      emptyOutDir: true,
      target: 'es2023',
      assetsInlineLimit: 0,
      rolldownOptions: {
        output: {
          assetFileNames: ({ names }) =>
            `assets/[name]-[hash]${names.some((name) => name.endsWith('.mjs')) ? '.js' : '[extname]'}`,
        },
      },
    },
  })
}
