/** What a registrar decides of a mail: an application of its own, a paper of the case that it seems to belong to, or neither; and trying again. SQL: its looks and writes are of the row. */

import { Refused } from '../../workflows/disclosure/decide.ts'
import { refusedBy } from '../cases/accept.ts'
import { readAs, within } from '../db/client.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House, Working } from '../house.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { attachIt, become, claim, fileIt, type InHand } from './place.ts'
import { cameBack, inHand, kindOfOurs } from './sort.ts'

/** 另立一件, 附入, 不是申请. */
export const ACTS = ['file', 'attach', 'aside'] as const
export type Act = (typeof ACTS)[number]

/** States from which each may be done: what is with a case already stays there. */
const FROM: Record<Act, readonly string[]> = {
  file: ['proposed', 'aside', 'taken'],
  attach: ['proposed'],
  aside: ['proposed'],
}

/** The agency among those that they take in for to which this mail came. @throws Refusal NOT_FOUND */
export async function agencyOf(sql: House['sql'], viewer: Viewer, id: string): Promise<string> {
  const agencies = agenciesAs(viewer, ['registrar'])
  const [row] = isId(id)
    ? await within(sql, agencies, (tx) => tx<{ agencyId: string }[]>`select agency_id from mails where id = ${id}`)
    : []
  if (!row) throw notFound()
  return row.agencyId
}

/** The mail with its bytes. @throws Refusal NOT_FOUND, also where its bytes are not here */
export async function theMail(house: Pick<House, 'sql' | 'blobs'>, viewer: Viewer, id: string): Promise<InHand> {
  const agencyId = await agencyOf(house.sql, viewer, id)
  const hand = await readAs(house, [agencyId], (within) => inHand({ ...house, sql: within.sql }, agencyId, id))
  if (!hand) throw notFound()
  return hand
}

/**
 * Does it.
 * @throws Refusal NOT_FOUND; MAIL_DONE where it was decided before; what the procedure refuses, by the code of its rule
 */
export async function decide(house: Working, viewer: Viewer, id: string, act: Act): Promise<void> {
  const hand = await theMail(house, viewer, id)
  const { row } = hand
  const actor = { by: `staff:${viewer.username}`, at: house.time.now() }
  if (!FROM[act].includes(row.state)) throw new Refusal('MAIL_DONE')
  if (act === 'file') return fileIt(house, hand, actor)
  if (act === 'aside')
    return house.sql.begin(async (tx) => {
      await claim(tx, row)
      await become(tx, id, { state: 'aside', why: 'byHand', by: actor.by }, actor.at)
    }) as Promise<void>
  const [found] = await within(
    house.sql,
    [row.agencyId],
    (tx) => tx<{ caseId: string }[]>`
    select case_id from mails where id = ${id} and case_id is not null`,
  )
  if (!found) throw notFound()
  const { mail, source } = hand
  const kind = row.why === 'bounce' && mail ? kindOfOurs(house, mail, source) : undefined
  if (kind?.is === 'bounce') return cameBack(house, hand, { agencyId: row.agencyId, ...found }, kind, actor.by)
  try {
    await attachIt(house, hand, { agencyId: row.agencyId, caseId: found.caseId }, actor)
  } catch (error) {
    throw error instanceof Refused ? refusedBy(error) : error
  }
}

/** What failed, once more: one job for each. @returns how many */
export async function tryAgain({ sql }: Pick<House, 'sql'>, agencies: readonly string[]): Promise<number> {
  return within(sql, agencies, async (tx) => {
    const rows = await tx<{ id: string; agencyId: string }[]>`
      update mails set fault = null where agency_id = any(${agencies as string[]}) and state = 'taken' and fault is not null
      returning id, agency_id`
    for (const { id, agencyId } of rows) await enqueue(tx, 'sortMail', { agencyId, mail: id })
    return rows.length
  })
}
