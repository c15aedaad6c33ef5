/** Says at the end of a run what it did not try, so that nobody takes it for proven. */
import type { TestProject } from 'vitest/node'
import { has, mustHaveAll, type Program, WHOLE_FILES, wanting } from './programs.ts'

export default function setup({ vitest }: TestProject) {
  return () => {
    const notTried = new Map<string, number>()
    for (const module of vitest.state.getTestModules())
      for (const test of module.children.allTests('skipped')) {
        const result = test.result()
        const why = result.state === 'skipped' && result.note
        if (why) notTried.set(why, (notTried.get(why) ?? 0) + 1)
      }
    for (const [why, tests] of notTried) console.log(`not tried: ${tests === 1 ? 'a test' : `${tests} tests`}: ${why}`)
    for (const { program, files } of leftOut())
      console.log(`not tried: ${files.join(' and ')}: needs ${wanting(program)}`)
  }
}

/** What `exclude` of the configuration leaves out. */
export const leftOut = () =>
  mustHaveAll()
    ? []
    : Object.entries(WHOLE_FILES).flatMap(([name, files]) =>
        has(name as Program) ? [] : [{ program: name as Program, files }],
      )
