/** A bundle proven without a line of ours: unpacked by programs of others, then typed what 核验说明 in it says, word for word. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fingerprint, verifierKey } from '../../src/ground/checkpoint.ts'
import { membersOf, openBag } from '../support/bags.ts'
import { type Office, openOffice } from '../support/house.ts'
import { program } from '../support/programs.ts'
import { some } from '../support/proof.ts'

const HOW = '核验说明.txt'

let office: Office
let folder: string
let zip: string
let bytes: Buffer
beforeAll(async () => {
  office = await openOffice()
  folder = mkdtempSync(join(tmpdir(), 'ysqgk-by-hand-'))
  const { id } = await office.caseUntil('replySigned')
  const { files } = (await office.registrar.adds(id, [{ name: '检索 记录（一）.txt', content: '逐一检索。' }])).json
  await office.registrar.records(id, { type: 'fileAdded', files: [files[0].id] })
  bytes = (await office.registrar.gets(`/api/v1/cases/${id}/evidence`)).bytes
  zip = join(folder, 'evidence.zip')
  writeFileSync(zip, bytes)
})
afterAll(async () => {
  await office.close()
  rmSync(folder, { recursive: true })
})

/** Whatever follows `$ `, one after the other in one shell, as a reader types them; each must succeed. */
async function typed(at: string, of: RegExp = /./): Promise<string> {
  const { base } = openBag(bytes)
  const how = readFileSync(join(at, base, HOW), 'utf8')
  const commands = [...how.matchAll(/^\$ (.*)$/gm)].map(([, command]) => command!)
  expect(commands.length).toBeGreaterThan(7)
  const [into, ...rest] = commands
  const script = ['set -e -o pipefail', into, ...rest.filter((command) => of.test(command))].join('\n')
  const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' }
  return (await promisify(execFile)('bash', ['-c', script], { cwd: at, env })).stdout
}

const UNPACKED = {
  unzip: (to: string) => ['-q', zip, '-d', to],
  python3: (to: string) => ['-m', 'zipfile', '-e', zip, to],
} as const

async function unpacked(by: keyof typeof UNPACKED): Promise<string> {
  const to = mkdtempSync(join(folder, `${by}-`))
  await promisify(execFile)(program(by), UNPACKED[by](to), { env: { ...process.env, LC_ALL: 'C.UTF-8' } })
  return to
}

test.each(['unzip', 'python3'] as const)('%s unpacks it, and every command succeeds', async (by) => {
  program('openssl')
  const at = await unpacked(by)
  const there = readdirSync(at, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  const paths = there.map((one) => join(one.parentPath, one.name).slice(at.length + 1))
  expect(paths.sort()).toEqual(
    membersOf(openBag(bytes))
      .map(([name]) => name)
      .sort(),
  )
  const said = await typed(at)
  expect(said).toContain('Signature Verified Successfully')
  const files = openBag(bytes)
  expect(said.match(/: OK$/gm)).toHaveLength(2 * (files.payload.size + files.tags.size - 2))
  const { verifier } = office.house.keys
  expect(said).toContain(fingerprint(verifier).replaceAll(' ', ''))
  const how = files.tags.get(HOW)!.toString()
  expect(how).toContain(`公钥   ${verifierKey(office.house.keys)}\n指纹   ${fingerprint(verifier)}\n`)
})

test('a changed byte makes the command fail that is to find it', async () => {
  program('openssl')
  const { base, payload, tags } = openBag(bytes)
  const at = join(folder, 'changed')
  for (const [name, content] of membersOf(openBag(bytes))) {
    mkdirSync(join(at, name, '..'), { recursive: true })
    writeFileSync(join(at, name), content)
  }
  await typed(at)
  const letter = [...payload.keys()].find((name) => name.startsWith('letters/'))!
  const CHANGED = [
    ['data/facts.jsonl', /^sha256sum -c manifest/],
    [`data/${letter}`, /^sha512sum -c manifest/],
    ['bag-info.txt', /^sha256sum -c tagmanifest/],
    ['key.txt', /^sha512sum -c tagmanifest/],
    ['statement.json', /^openssl pkeyutl/],
    ['statement.sig', /^openssl pkeyutl/],
    ['manifest-sha256.txt', /^grep .*manifest-sha256/],
    ['manifest-sha512.txt', /^grep .*manifest-sha512/],
  ] as const
  for (const [name, command] of some(CHANGED, 4)) {
    const path = join(at, base, name)
    const whole = readFileSync(path)
    const changed = Buffer.from(whole)
    changed[whole.length >> 1]! ^= 1
    writeFileSync(path, changed)
    await expect(typed(at, command), name).rejects.toMatchObject({ code: 1 })
    writeFileSync(path, whole)
  }
  // Other manifests over other files are found by the statement alone, which is signed.
  const other = Buffer.from(
    tags
      .get('manifest-sha256.txt')!
      .toString()
      .replace(/^[0-9a-f]{64}/, createHash('sha256').digest('hex')),
  )
  writeFileSync(join(at, base, 'manifest-sha256.txt'), other)
  await expect(typed(at, /^grep .*manifest-sha256/)).rejects.toMatchObject({ code: 1 })
})
