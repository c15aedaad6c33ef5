/** 移交: of a case marked after its sealing neither the sealed bundle nor the reading copy of then leaves the house. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oneRun } from '../../src/archive/checks/runs.ts'
import { oneTransfer } from '../../src/archive/transfer/transfers.ts'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { sha256 } from '../../src/ground/canonical.ts'
import { verifierKey } from '../../src/ground/checkpoint.ts'
import { openBag } from '../support/bags.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const STATE = '归档以后才发现的秘密内容。'
const HANDED = {
  ...{ archive: '云溪区档案馆', work: '第1批', medium: '移动硬盘，1TB' },
  ...{ description: '政府信息公开申请档案，电子文件。', carriers: '1' },
}
const posts = (path: string, body: object) => office.archivist.posts(path, '', { agency: 'yunxi', ...body })

test('a case marked after it was sealed goes with the bundle of today alone, and the list names the one that is withheld', async () => {
  const { id } = await office.caseUntil('replyServed')
  const { files } = (await office.registrar.adds(id, [{ name: '涉密.txt', content: STATE }])).json
  await office.registrar.records(id, { type: 'fileAdded', files: [files[0].id] })
  await office.archivist.records(id, { type: 'archived', retention: '10年' })
  await office.theJobsRun()
  await office.counsel.records(id, {
    ...{ type: 'evidenceClosed', files: [files[0].id], kind: 'stateSecret', why: '来文标注为秘密。' },
  })
  const checks = await posts('/archive/checks', { which: 'ticked', [`case.${id}`]: 'yes' })
  const n = Number(/checks\/(\d+)/.exec(String(checks.headers.location))?.[1])
  await office.theJobsRun()
  for (const { code, asks } of (await oneRun(office.house, 'yunxi', n)).items)
    if (asks) await posts(`/archive/checks/${n}/confirmations`, { item: code, passed: 'yes', why: '逐件核对。' })
  expect((await posts(`/archive/checks/${n}/transfer`, HANDED)).status).toBe(303)
  await office.theJobsRun()
  const { made } = await oneTransfer(office.house, 'yunxi', 1)
  expect(made).toMatchObject({ state: 'made', trouble: null })
  const zip = await office.house.blobs.read(made.sha256!)
  const { payload, tags } = openBag(zip)
  const names = [...payload.keys()].filter((name) => name.startsWith('案卷/')).map((name) => name.split('/').at(-1))
  expect(names.toSorted()).toEqual(['元数据.xml', '证据卷（移交时）.zip'])
  expect([...payload].find(([name]) => name.endsWith('元数据.xml'))![1].includes('涉密.txt')).toBe(false)
  const fresh = [...payload].find(([name]) => name.endsWith('证据卷（移交时）.zip'))![1]
  expect(verifyBundle(fresh, { key: verifierKey(office.house.keys) })).toMatchObject({ ok: true, authenticated: true })
  expect([...openBag(fresh).payload.values()].map(sha256)).not.toContain(files[0].sha256)
  const [seal] = await office.sql<{ sha256: string }[]>`select sha256 from seals where case_id = ${id}`
  const list = payload.get('移交目录.txt')!.toString()
  for (const said of [seal!.sha256, sha256(fresh), '不随包移交', '证据卷（移交时）.zip']) expect(list).toContain(said)
  expect(JSON.parse(tags.get('transfer.json')!.toString()).cases).toMatchObject([
    { bundle: sha256(fresh), withheld: seal!.sha256 },
  ])
})
