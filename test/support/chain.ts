/** An agency chooses who approves its replies: proposed by the administrator, approved by the head, in force at once. */
import type { Office } from './house.ts'
import { needs } from './people.ts'

/** @param value the steps, one a line (`workflows/statute/chain.ts`) */
export async function choosesChain(office: Office, value: string, from = office.house.time.today()): Promise<void> {
  const path = '/api/v1/choices/replyChain/proposals'
  const body = { value, from, why: '本机关公文审批规定。' }
  const { proposal } = needs(await office.staff('admin').posts(path, '', body), 201, 'could not propose').json
  needs(await office.head.posts(`${path}/${proposal}/approval`, '', { why: '同意。' }), 201, 'could not approve')
}
