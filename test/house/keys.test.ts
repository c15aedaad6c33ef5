/** The keys of the house: what seals opens in its own row alone, under each key of the ring, in either way; codes outlive their key. */
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, type Sql } from '../../src/db/client.ts'
import { requireKeys } from '../../src/db/keys-in-use.ts'
import { bringUpToDate } from '../../src/db/up-to-date.ts'
import { verifierKey } from '../../src/ground/checkpoint.ts'
import { ConfigFault } from '../../src/ground/config.ts'
import { keptRing, type Ring, ringText } from '../../src/ground/key-ring.ts'
import { keysOf, openKeys } from '../../src/ground/keys.ts'
import { keyOfSealed, SEALINGS, Unopened } from '../../src/ground/sealing.ts'
import { keepSigners, SIGNING_KEY } from '../../src/ground/signing-key.ts'
import { applicantIndexes, foundBy, indexesMeant, toldAt } from '../../src/ledger/found-by.ts'
import { freshDatabase } from '../support/postgres.ts'

const ONE = { id: '1', secret: 'the first secret of the tests, thirty-two long' }
const TWO = { id: '2', secret: 'the second secret of the tests, as long as that' }
const [old, both, fresh] = [keysOf([ONE]), keysOf([TWO, ONE]), keysOf([TWO])]
const PLACE = ['yunxi', 'c4', 2]

describe.each(SEALINGS)('sealed by %s', (sealing) => {
  const keys = keysOf([ONE], { sealing })
  const sealed = keys.seal('words', PLACE, '电话 13800000001')

  test('it opens, in its row and for its use alone, and never reads the same twice', () => {
    expect(keys.open('words', PLACE, sealed).toString()).toBe('电话 13800000001')
    expect(sealed.includes('13800000001')).toBe(false)
    expect(keys.seal('words', PLACE, '电话 13800000001').equals(sealed)).toBe(false)
    for (const other of [['yunxi', 'c4', 3], ['yunxi', 'c', '42'], ['yunxi', 'c4'], []])
      expect(() => keys.open('words', other, sealed), other.join()).toThrow(Unopened)
    expect(() => keys.open('letters', PLACE, sealed)).toThrow(Unopened)
  })

  test('each changed byte is found, the head’s too, and a cut or empty one', () => {
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed)
      changed[i]! ^= 1
      expect(() => keys.open('words', PLACE, changed), `byte ${i}`).toThrow(Unopened)
    }
    for (let length = 0; length < sealed.length; length++)
      expect(() => keys.open('words', PLACE, sealed.subarray(0, length)), `${length} bytes`).toThrow(Unopened)
  })

  test('the ring opens what any of its keys sealed, in whichever way', () => {
    expect(both.open('words', PLACE, sealed).toString()).toBe('电话 13800000001')
    expect(keyOfSealed(sealed)).toBe('1')
    expect(() => fresh.open('words', PLACE, sealed)).toThrow(/by the key 1 does not open/)
    expect(keyOfSealed(both.seal('words', PLACE, ''))).toBe('2')
  })
})

test('what is found again: by each key of the ring, numbers as people write them, and nobody without a number', () => {
  expect(both.blind('x')).toEqual([...fresh.blind('x'), ...old.blind('x')])
  expect(toldAt(old, ' A@Example.CN ')).toEqual(toldAt(old, 'a@example.cn'))
  expect(indexesMeant(old, ['yunxi'], '+86 138-0000-0001')).toEqual(
    expect.arrayContaining(indexesMeant(old, ['yunxi'], '13800000001').slice(-1)),
  )
  // One person's numbers look different with each agency; whoever searches two asks for both.
  const person = { kind: 'person', name: '张三', idType: 'residentId', idNumber: '11010119900307001X' } as const
  const at = (agency: string) => foundBy(old, agency, { applicant: { ...person, phone: '13800000001' } }, null)
  expect(at('yunxi').filter((index) => at('yunxi-zjj').includes(index))).toEqual([])
  expect(at('yunxi')).toEqual(at('yunxi'))
  for (const agency of ['yunxi', 'yunxi-zjj'])
    expect(at(agency)).toEqual(expect.arrayContaining(indexesMeant(old, [agency], '13800000001').slice(-1)))
  expect(indexesMeant(old, ['yunxi', 'yunxi-zjj'], 'a@example.cn')).toHaveLength(2)
  for (const words of ['张三', '征收补偿方案', '云依申复〔2026〕1号', '2026', 'a@b'])
    expect(indexesMeant(old, ['yunxi'], words)).toEqual([])
  expect(applicantIndexes(old, 'yunxi', { kind: 'person', name: '张三' })).toEqual([])
})

test('a code outlives the key from which it follows', () => {
  const by = { keys: '1', code: null }
  const code = old.enquiryCode('20260302-1', by)
  expect(code).toMatch(/^[2-9A-HJ-NP-TV-Z]{10}$/)
  expect(both.enquiryCodeFits('20260302-1', by, ` ${code.slice(0, 5)}-${code.slice(5).toLowerCase()}`)).toBe(true)
  expect(() => fresh.enquiryCode('20260302-1', by)).toThrow(/which the ring lacks/)
  const kept = { keys: '2', code: both.keepCode('20260302-1', by, 0) }
  expect(fresh.enquiryCode('20260302-1', kept)).toBe(code)
  // The next one that is given out follows from the new key; of another number it opens nothing.
  expect(fresh.enquiryCode('20260302-1', kept, 1)).toBe(fresh.enquiryCode('20260302-1', { keys: '2', code: null }, 1))
  expect(() => fresh.enquiryCode('20260302-2', kept)).toThrow(Unopened)
})

test('a ring is kept as text, one secret alone as it was', () => {
  for (const ring of [[ONE], [TWO, ONE], [{ id: '1', secret: `with:colons ${'x'.repeat(32)}` }], [TWO]] as Ring[])
    expect(keptRing(ringText(ring))).toEqual(ring)
  expect(ringText([ONE])).toBe(ONE.secret)
})

describe('a database and its keys', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let sql: Sql
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ysqgk-keys-'))
    database = await freshDatabase()
    await bringUpToDate(database.runtimeUrl, database.url, 'DATABASE_URL')
    sql = connect(database.runtimeUrl, 1).sql
  })
  afterAll(async () => {
    await sql.end()
    await database.drop()
    rmSync(folder, { recursive: true })
  })
  const at = new Date('2026-03-02T09:30:00+08:00')
  const refused = async (ring: Ring) => {
    const { faults } = (await requireKeys(sql, keysOf(ring, { signers: old.signers }), at).catch(
      (error) => error,
    )) as ConfigFault
    return faults.map(({ name, problem }) => `${name} ${problem}`)
  }

  test('the signing key is a file of its own, and one for all machines', async () => {
    const config = (secrets: Ring) => ({ secrets, dataDir: folder, sealing: 'aes' as const })
    const first = openKeys(config([ONE]))
    await requireKeys(sql, first, at)
    keepSigners(folder, first.signers)
    expect(readFileSync(join(folder, SIGNING_KEY), 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----/)
    // Of another secret, it signs as before; a machine without the file and the old secret would not.
    expect(verifierKey(openKeys(config([TWO])))).toBe(verifierKey(first))
    await expect(requireKeys(sql, keysOf([TWO]), at)).rejects.toThrow(
      /DATA_DIR holds another signing key .*Copy signing\.key/s,
    )
    // One that was put there signs, whatever the secrets are.
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(join(folder, SIGNING_KEY), privateKey.export({ type: 'pkcs8', format: 'pem' }))
    expect(verifierKey(openKeys(config([ONE])))).toBe(verifierKey(keysOf([TWO], { signers: [privateKey] })))
    expect(verifierKey(openKeys(config([ONE])))).not.toBe(verifierKey(first))
    writeFileSync(join(folder, SIGNING_KEY), 'spoilt')
    expect(() => openKeys(config([ONE]))).toThrow(ConfigFault)
  })

  test('a start without a key under which rows are sealed is refused by name, and so is another one of its name', async () => {
    expect(await refused([TWO])).toEqual(['SECRET_KEYS lacks 1, under which this database is sealed'])
    expect(await refused([{ ...ONE, secret: TWO.secret }])).toEqual([
      expect.stringMatching(/^SECRET_KEYS means another secret by 1 /),
    ])
    await requireKeys(sql, keysOf([TWO, ONE], { signers: old.signers }), at)
    expect(await refused([ONE])).toEqual(['SECRET_KEYS lacks 2, under which this database is sealed'])
  })
})
