/** The case whose bundle is forged: on its whole way, the same some facts earlier, and another one. */
import { verifierKey } from '../../../src/ground/checkpoint.ts'
import { type Office, openOffice } from '../house.ts'

export let office: Office
export let key: string
/** A case on its whole way, the same some facts earlier, and another case. */
export let genuine: Buffer
export let earlier: Buffer
export let another: Buffer

/** Opens the office and makes the bundles; whoever calls it closes the office. */
export async function beginForging(): Promise<void> {
  office = await openOffice()
  key = verifierKey(office.house.keys)
  const bundleOf = async (id: string) => (await office.registrar.gets(`/api/v1/cases/${id}/evidence`)).bytes
  const { id } = await office.caseUntil('searched')
  const { files } = (
    await office.registrar.adds(id, [
      { name: '检索记录.txt', content: '逐一检索。' },
      { name: '会议纪要.txt', content: '同意公开。' },
    ])
  ).json
  await office.registrar.records(id, { type: 'fileAdded', files: [files[0].id] })
  await office.registrar.records(id, { type: 'fileAdded', files: [files[1].id] })
  await office.registrar.records(id, { type: 'noted', text: '与承办机构核对，第一次。' })
  earlier = await bundleOf(id)
  await office.registrar.records(id, { type: 'noted', text: '与承办机构核对，第二次。' })
  await office.goes(id, 'searched', 'archived')
  genuine = await bundleOf(id)
  another = await bundleOf((await office.caseUntil('assigned')).id)
}
