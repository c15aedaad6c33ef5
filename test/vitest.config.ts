import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import { leftOut } from './support/not-tried.ts'
import { PROOF } from './support/proof.ts'

const MINUTE = 60_000 // ms

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  // As tsconfig.json says it; the runner does not read that file for JSX.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, ...leftOut().flatMap(({ files }) => files)],
    globalSetup: ['test/support/global.ts', 'test/support/not-tried.ts'],
    // The suite shares two cores with the database and the browser, for which one worker or another always waits. Each
    // loads the house once for all its files: loading it anew for each took a third of the time.
    maxWorkers: 3,
    isolate: false,
    // They end what hangs; a machine that is busy with something else may be ten times slower than usual.
    testTimeout: PROOF ? 60 * MINUTE : 3 * MINUTE,
    hookTimeout: 3 * MINUTE,
    expect: { poll: { timeout: MINUTE / 2 } },
    passWithNoTests: false,
    env: { TZ: 'America/New_York' }, // days are Asia/Shanghai's: code that reads the machine's zone shows itself
  },
})
