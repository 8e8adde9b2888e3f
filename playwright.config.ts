import { defineConfig } from '@playwright/test'
import { chromiumArgs, installedChromium } from './tests/chromium.ts'

/** End-to-end tests on the built app. tests/run.ts builds it first (dist, and .cache/dist-next for the update test). */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 2,
  // A machine of two cores is busy with two browsers: what fails twice fails.
  retries: 1,
  fullyParallel: false,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    serviceWorkers: 'allow',
    trace: 'retain-on-failure',
    actionTimeout: 15_000,
    launchOptions: { executablePath: installedChromium(), args: chromiumArgs },
  },
})
