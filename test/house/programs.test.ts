/** What a run says of programs that it could not find, tried by a run of the suite on a machine that has none of them. */
import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, matchesGlob, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { PACKAGES, WHOLE_FILES } from '../support/programs.ts'
import { inTurn } from '../support/proof.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Three tests, one of them with pdftotext. */
const FILE = 'test/documents/embedding.test.ts'

/** What the embedded server needs beside node. */
const path = join(tmpdir(), 'bare-machine')
mkdirSync(path)
for (const name of ['setpriv', 'test'])
  symlinkSync(execFileSync('which', [name], { encoding: 'utf8' }).trim(), join(path, name))
symlinkSync(process.execPath, join(path, 'node'))

const runOf = (env: object) =>
  new Promise<{ failed: boolean; output: string }>((resolve) => {
    const { HOME, TMPDIR, KEPT_TMPDIR } = process.env
    const vitest = [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'test/vitest.config.ts', FILE]
    const options = { cwd: ROOT, env: { PATH: path, HOME, TMPDIR, KEPT_TMPDIR, NO_COLOR: '1', ...env } }
    execFile(process.execPath, vitest, options, (failed, stdout, stderr) =>
      resolve({ failed: failed !== null, output: stdout + stderr }),
    )
  })

inTurn(0, 4)('what needs a missing program is not tried, and the run says so at its end', async () => {
  const { failed, output } = await runOf({})
  expect(failed, output).toBe(false)
  expect(output).toMatch(/2 passed/)
  expect(output).toMatch(/not tried: (a test|\d+ tests): needs pdftotext \(Debian: poppler-utils\)/)
  expect(output).toContain(
    'not tried: test/seals/** and **/reprint.test.ts and **/stamp.test.ts: needs openssl (Debian: openssl)',
  )
})

inTurn(2, 4)('in CI a missing program fails', async () => {
  const { failed, output } = await runOf({ CI: '1' })
  expect(failed, output).toBe(true)
  expect(output).toContain('pdftotext (Debian: poppler-utils) is not installed.')
  expect(output).not.toContain('not tried')
})

test('CI installs each of them', () => {
  const script = readFileSync(join(ROOT, '.ci/run'), 'utf8')
  for (const name of Object.values(PACKAGES)) expect(script).toMatch(new RegExp(`^need \\S+ ${name}$`, 'm'))
})

test('a file that makes keys and certificates while it is loaded is left out whole where openssl is missing', () => {
  const folder = join(ROOT, 'test')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'))
  const loaded = files.filter((name) => /from '.*\/certificates\.ts'/.test(readFileSync(join(folder, name), 'utf8')))
  const known = (name: string) =>
    WHOLE_FILES.openssl!.some((glob) => matchesGlob(relative(ROOT, join(folder, name)), glob))
  expect(loaded.length).toBeGreaterThan(3)
  expect(loaded.filter((name) => !known(name))).toEqual([])
})
