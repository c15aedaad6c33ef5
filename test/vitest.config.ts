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
    // ms. They end what hangs; a machine that is busy with something else may be ten times slower than usual.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    passWithNoTests: false,
    env: { TZ: 'America/New_York' }, // days are Asia/Shanghai's: code that reads the machine's zone shows itself
  },
})
