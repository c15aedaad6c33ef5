/** One whole story with SEALING=sm4: what is at rest is sealed by SM4 and SM3, and everything opens, prints again and verifies. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { verifierKey } from '../../src/ground/checkpoint.ts'
import { asForm, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ settings: { SEALING: 'sm4' } })
})
afterAll(() => office.close())

test('filed with a file, answered, served, archived, complained of; followed, reprinted, bundled, verified', async () => {
  const files = [{ name: '申请书.txt', content: '申请公开征收补偿方案。' }]
  const filed = await office.citizen.files(application(), { files, key: 'once' })
  const id = await office.registrar.finds(filed)
  await office.goes(id, 'submitted', 'archived')
  office.itIs('2026-04-01')
  await office.counsel.records(id, { type: 'remedySought', kind: 'reconsideration', number: '云复〔2026〕9号' })
  await office.theJobsRun()

  // 2 is SM4 (src/ground/sealing.ts); nothing is sealed otherwise.
  for (const table of ['words', 'letters', 'answers']) {
    const ways = await office.sql.unsafe(`select distinct get_byte(sealed, 0) as way from ${table}`)
    expect(ways, table).toEqual([{ way: 2 }])
  }
  // Nor a stored letter, file or bundle (src/ground/blobs/pieces.ts).
  const stored = await office.sql<{ sha256: string }[]>`
    select sha256 from letters union select sha256 from files union select sha256 from seals`
  expect(stored.length).toBeGreaterThan(3)
  for (const { sha256 } of stored) {
    const path = join(office.house.config.blobDir, sha256.slice(0, 2), sha256.slice(2))
    expect(readFileSync(path).subarray(0, 8).toString('latin1'), sha256).toBe('\u0000ysqgk\u0002\n')
  }
  expect((await office.citizen.follows(filed)).stage).toBe('archive')
  const opened = await send(office.app, {
    method: 'POST',
    url: '/track',
    ...asForm({ receipt: filed.receipt, enquiryCode: filed.enquiryCode }),
  })
  expect(opened.status).toBe(303)
  const shown = await office.registrar.opens(id)
  expect(shown.applicant.name).toBe('张三')
  const reply = shown.letters.findLast(({ kind }: { kind: string }) => kind === 'reply')
  expect((await office.registrar.gets(`/api/v1/cases/${id}/letters/${reply.id}/reprint`)).json).toMatchObject({
    identical: true,
  })

  const zip = (await office.registrar.gets(`/api/v1/cases/${id}/evidence`)).bytes
  expect(verifyBundle(zip, { key: verifierKey(office.house.keys) })).toMatchObject({ ok: true, authenticated: true })
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})
