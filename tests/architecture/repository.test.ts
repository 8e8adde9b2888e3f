import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../src/offline/headers'

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter(Boolean)

describe('the repository', () => {
  it('has the fixed top level and nothing beside it', () => {
    const allowed = new Set([
      'src',
      'public',
      'content',
      'tests',
      'index.html',
      'vite.config.ts',
      'package.json',
      'tsconfig.json',
      'README.md',
    ])
    const tools = new Set([
      'package-lock.json',
      'LICENSE',
      'eslint.config.js',
      'vitest.config.ts',
      'playwright.config.ts',
    ])
    const top = new Set(tracked.map((file) => file.split('/')[0]!))
    expect([...top].filter((name) => !allowed.has(name) && !tools.has(name) && !name.startsWith('.'))).toEqual([])
  })

  it('holds exact versions only', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
      string,
      Record<string, string>
    >
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+/.test(version),
    )
    expect(loose).toEqual([])
  })

  it('says the same policy in public/_headers as in the code', () => {
    expect(readFileSync('public/_headers', 'utf8')).toContain(
      `Content-Security-Policy: ${contentSecurityPolicy}; frame-ancestors 'none'`,
    )
  })

  it('keeps model weights of others and large files out', () => {
    const large = tracked.filter((file) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 6_000_000)
    expect(large).toEqual([])
    expect(tracked.filter((file) => /\.(onnx|safetensors|gguf)$/.test(file))).toEqual([])
  })

  it('has no test file without an assertion', () => {
    const tests = tracked.filter((file) => /^tests\/.*\.(test|spec)\.ts$/.test(file))
    expect(tests.filter((file) => !/expect|assert/.test(readFileSync(file, 'utf8')))).toEqual([])
  })

  it('keeps a fixture for every schema version', () => {
    const versions = [...readFileSync('src/storage/database.ts', 'utf8').matchAll(/this\.version\((\d+)\)/g)].map(
      (match) => `v${match[1]}.json`,
    )
    expect(readdirSync('tests/fixtures/schema').sort()).toEqual(versions.sort())
  })
})
