/**
 * What fails a run without failing a test: an error that nobody caught, a worker that ended, a file whose turn never came.
 * The runner's JSON knows none of them; `.ci/run` names them at its end, and tries their files once more.
 */
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Reporter, TestModule, TestSpecification, Vitest } from 'vitest/node'

/** `file` from the root of the project; absent where the runner does not know in which file it happened. */
export type BesideTests = { file?: string; text: string }[]

export default class Beside implements Reporter {
  #root = ''
  #asked: string[] = []

  onInit({ config }: Vitest) {
    this.#root = config.root
  }

  onTestRunStart(specifications: readonly TestSpecification[]) {
    this.#asked = specifications.map(({ moduleId }) => moduleId)
  }

  /** Into the file that `BESIDE_TESTS` names; to standard error where it names none. */
  onTestRunEnd(modules: readonly TestModule[], errors: Parameters<NonNullable<Reporter['onTestRunEnd']>>[1]) {
    const ended = new Set(modules.flatMap((one) => (/queued|pending/.test(one.state()) ? [] : [one.moduleId])))
    const found: BesideTests = [
      ...errors.map(({ VITEST_TEST_PATH: path, type, name, message, stack, cause }) => {
        // A worker that ended says only in words what it was about.
        const file = path ?? /running test file (.+)$/m.exec(cause?.message ?? '')?.[1]
        return {
          ...(typeof file === 'string' && { file: relative(this.#root, file) }),
          text: `${type ?? name}: ${cause?.message ?? stack ?? message}`,
        }
      }),
      ...this.#asked.flatMap((id) =>
        ended.has(id) ? [] : [{ file: relative(this.#root, id), text: 'Its turn did not come.' }],
      ),
    ]
    const into = process.env.BESIDE_TESTS
    if (into) writeFileSync(into, JSON.stringify(found))
    else if (found.length > 0) console.error(found)
  }
}
