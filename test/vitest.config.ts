import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import { leftOut } from './support/not-tried.ts'
import { LongestFirst } from './support/order.ts'
import { PROOF } from './support/proof.ts'

const MINUTE = 60_000 // ms

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  // As tsconfig.json says it; the runner does not read that file for JSX.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // Packages as an office runs them: asked for `development`, XState checks each step of a search once more.
  ssr: { resolve: { conditions: ['node'] } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, ...leftOut().flatMap(({ files }) => files)],
    globalSetup: ['test/support/global.ts', 'test/support/not-tried.ts'],
    // The suite shares two cores with the database and the browser, for which one worker or another always waits. Each
    // loads the house once for all its files: loading it anew for each took a third of the time.
    maxWorkers: 3,
    isolate: false,
    // Whole cases and letters die young: in the usual 16 MB their remains are copied again and again, which took a sixth
    // of the time.
    execArgv: ['--max-semi-space-size=64'],
    sequence: { sequencer: LongestFirst },
    // They end what hangs; a machine that is busy with something else may be ten times slower than usual. So no test
    // sets a shorter one of its own.
    testTimeout: PROOF ? 60 * MINUTE : 3 * MINUTE,
    hookTimeout: 3 * MINUTE,
    expect: { poll: { timeout: MINUTE } },
    passWithNoTests: false,
    env: { TZ: 'America/New_York' }, // days are Asia/Shanghai's: code that reads the machine's zone shows itself
  },
})
