import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  // As tsconfig.json says it; the runner does not read that file for JSX.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/global.ts'],
    // The suite shares two cores with the database and the browser.
    maxWorkers: 2,
    testTimeout: 20_000, // ms; a journey in a browser takes some seconds on a busy machine
    hookTimeout: 60_000, // the first file may wait for the browser to be unpacked
    passWithNoTests: false,
    env: { TZ: 'America/New_York' }, // days are Asia/Shanghai's: code that reads the machine's zone shows itself
  },
})
