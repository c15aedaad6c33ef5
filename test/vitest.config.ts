import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig, type Plugin } from 'vitest/config'
import { leftOut } from './support/not-tried.ts'
import { LongestFirst } from './support/order.ts'
import { PROOF } from './support/proof.ts'
import { waiting } from './support/turns.ts'

const MINUTE = 60_000 // ms

/** Another each day, here, where all workers have it from: see test/support/proof.ts. */
const SAMPLE = process.env.SAMPLE ?? String(Math.floor(Date.now() / 86_400_000))

/**
 * Packages as an office runs them: asked for `development`, XState checks each step once more. That condition is added
 * when every configuration has been read.
 */
const asAnOfficeRunsThem: Plugin = {
  name: 'as-an-office-runs-them',
  configResolved({ ssr, environments }) {
    for (const { conditions = [] } of [ssr.resolve ?? {}, environments.ssr!.resolve])
      conditions.splice(0, conditions.length, 'node')
  },
}

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  // As tsconfig.json says it; the runner does not read that file for JSX.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [asAnOfficeRunsThem],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, ...leftOut().flatMap(({ files }) => files), ...waiting(Number(SAMPLE))],
    setupFiles: ['test/support/by-socket.ts'],
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
    // Days are Asia/Shanghai's: code that reads the machine's zone shows itself.
    env: { TZ: 'America/New_York', SAMPLE },
  },
})
