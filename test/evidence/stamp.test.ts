/** The time stamp over the statement of a bundle: made when it is sealed and when it is asked for, proven offline by us and by openssl. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sourceOf } from '../../src/evidence/proof/unzip.ts'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { withStamp } from '../../src/evidence/proof/verify-stamp.ts'
import { verifierKey } from '../../src/ground/checkpoint.ts'
import { certificatesIn } from '../../src/seals/chain.ts'
import { openAuthority, stampFor } from '../seals/authority.ts'
import { authority, pem, rsa } from '../seals/certificates.ts'
import { bagFaults, membersOf, openBag, packed } from '../support/bags.ts'
import { type Office, openOffice } from '../support/house.ts'
import { program } from '../support/programs.ts'

let office: Office
let tsa: Awaited<ReturnType<typeof openAuthority>>
let answer: (query: Buffer) => Buffer
let folder: string
let id: string
let stamped: Buffer
beforeAll(async () => {
  answer = stampFor
  tsa = await openAuthority((query) => answer(query))
  office = await openOffice({ timestampAuthorities: [tsa.url] })
  folder = mkdtempSync(join(tmpdir(), 'ysqgk-stamp-'))
  id = (await office.caseUntil('archived')).id
  stamped = (await asks('?stamp=yes')).bytes
})
afterAll(async () => {
  await office.close()
  await tsa.close()
  rmSync(folder, { recursive: true })
})

const asks = (query: string) => office.registrar.gets(`/api/v1/cases/${id}/evidence${query}`)
const ROOT = () => certificatesIn(pem(authority))
const proven = (zip: Buffer, trusted?: ReturnType<typeof ROOT>) =>
  withStamp(verifyBundle(zip, { key: verifierKey(office.house.keys) }), sourceOf(zip), trusted)

test('asked for, it lies beside the statement, and is proven as far as the reader gives the means', async () => {
  const bag = openBag(stamped)
  expect(bag.tags.has('statement.tsr')).toBe(true)
  expect(bagFaults(new Map(membersOf(bag)))).toEqual([])
  const at = expect.stringMatching(/^20\d\d-/)
  const name = expect.stringContaining('示例时间戳')
  expect(await proven(stamped)).toMatchObject({ ok: true, stamp: { at, authority: name, chain: 'unchecked' } })
  expect(await proven(stamped, ROOT())).toMatchObject({ ok: true, authenticated: true, stamp: { chain: 'trusted' } })
  expect(await proven(stamped, certificatesIn(pem(rsa)))).toMatchObject({
    ok: false,
    firstFault: { file: 'statement.tsr', what: expect.stringContaining('does not lead to the one that is trusted') },
  })
})

test('without being asked for there is none, and the bundle says so', async () => {
  const plain = (await asks('')).bytes
  const bag = openBag(plain)
  expect([bag.tags.has('statement.tsr'), bag.tags.get('核验说明.txt')!.toString().includes('没有时间戳')]).toEqual([
    false,
    true,
  ])
  const verdict = await proven(plain)
  expect([verdict.ok, verdict.stamp]).toEqual([true, undefined])
  expect(await proven(plain, ROOT())).toMatchObject({
    ok: false,
    firstFault: { what: 'there is no time stamp in the bundle' },
  })
})

test('what 核验说明 says is typed, and openssl agrees; over another statement it does not', async () => {
  program('openssl')
  const { base, tags } = openBag(stamped)
  for (const [name, content] of membersOf(openBag(stamped))) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  writeFileSync(join(folder, base, 'tsa-ca.pem'), pem(authority))
  const how = tags.get('核验说明.txt')!.toString()
  const command = /^\$ (openssl ts .*)$/m.exec(how)![1]!
  const typed = async () => {
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', command], { cwd: join(folder, base) })
    return stdout + stderr
  }
  expect(await typed()).toContain('Verification: OK')
  writeFileSync(join(folder, base, 'statement.json'), `${tags.get('statement.json')!} `)
  await expect(typed()).rejects.toMatchObject({ code: 1 })
})

test('forged: a stamp over another statement, a changed one, one that nobody could make', async () => {
  const other = openBag(
    (await office.registrar.gets(`/api/v1/cases/${(await office.caseUntil('assigned')).id}/evidence?stamp=yes`)).bytes,
  )
  const with_ = (stamp: Buffer) => {
    const bag = openBag(stamped)
    bag.tags.set('statement.tsr', stamp)
    return packed(bag)
  }
  const own = openBag(stamped).tags.get('statement.tsr')!
  const changed = Buffer.from(own)
  changed[changed.length - 1]! ^= 1
  for (const [name, stamp] of [
    ['of another bundle', other.tags.get('statement.tsr')!],
    ['with another signature', changed],
    ['no answer at all', Buffer.from('时间戳')],
    ['empty', Buffer.alloc(0)],
  ] as const)
    expect(await proven(with_(stamp)), name).toMatchObject({
      ...{ ok: false, authenticated: false, firstFault: { file: 'statement.tsr' } },
    })
  const gone = openBag(stamped)
  gone.tags.delete('statement.tsr')
  // Whoever takes it out has a bundle without one: its words say that there was one.
  const verdict = await proven(packed(gone))
  expect([verdict.ok, verdict.stamp]).toEqual([true, undefined])
})

test('at archiving it is stamped; while the authority is silent the job comes again, and at last seals without', async () => {
  await office.theJobsRun()
  const storedOf = async (of: string) => {
    const [row] = await office.sql<{ sha256: string }[]>`select sha256 from seals where case_id = ${of}`
    return row && office.house.blobs.read(row.sha256)
  }
  expect(await proven((await storedOf(id))!, ROOT())).toMatchObject({ ok: true, stamp: { chain: 'trusted' } })

  const { storeBundle } = await import('../../src/evidence/bundle/store-bundle.ts')
  const { overAll } = await import('../../src/house.ts')
  answer = () => Buffer.from('busy')
  const second = (await office.caseUntil('archived')).id
  const [at] = await office.sql<{ position: number }[]>`select length as position from cases where id = ${second}`
  const job = { agencyId: 'yunxi', caseId: second, position: at!.position }
  await expect(storeBundle(overAll(office.house), job)).rejects.toMatchObject({ code: 'TIMESTAMP_WRONG' })
  expect(await storedOf(second)).toBeUndefined()
  const refused = await office.registrar.gets(`/api/v1/cases/${second}/evidence?stamp=yes`)
  expect([refused.status, refused.json.code]).toEqual([503, 'STAMP_FAILED'])
  await storeBundle(overAll(office.house), job, true)
  const verdict = await proven((await storedOf(second))!)
  expect([verdict.ok, verdict.stamp]).toEqual([true, undefined])
  answer = stampFor
})

test('an office without an authority refuses the wish by its field', async () => {
  const plain = await openOffice()
  const filed = await plain.caseUntil('submitted')
  const refused = await plain.registrar.gets(`/api/v1/cases/${filed.id}/evidence?stamp=yes`)
  expect([refused.status, refused.json.errors]).toEqual([422, [expect.objectContaining({ field: 'stamp' })]])
  await plain.close()
})
