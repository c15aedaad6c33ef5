/** 更正个人信息 (个人信息保护法 第四十六条): what an applicant asks to be put right is a note of the case, which whoever handles it reads. */
import type { House, Working } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { record } from './record.ts'

/** @param what is wrong, and what it should be, in the applicant's words @throws Refused where the case hears no more notes */
export async function askToPutRight(
  house: Working & Pick<House, 'time'>,
  row: Pick<CaseRow, 'agencyId' | 'id'>,
  what: string,
): Promise<void> {
  const text = `申请人请求更正个人信息（个人信息保护法第四十六条）：${what}`
  const fact = { type: 'noted' as const, on: house.time.today(), text }
  await house.sql.begin((tx) => record(tx, house, keyOf(row), fact, { by: 'applicant', at: house.time.now() }))
}
