/**
 * Puts a mail where it belongs, in one transaction with its row: a case of its own, or on file of a case that is there. The mail
 * as it came is on file beside what lay in it. SQL: the row is locked, so that two who decide at once do not both decide.
 */
import { Readable } from 'node:stream'
import { Refused } from '../../workflows/disclosure/decide.ts'
import { openCase } from '../cases/open.ts'
import { type Actor, record } from '../cases/record.ts'
import { enter, type Tx } from '../db/client.ts'
import { scanned } from '../files/scans.ts'
import { holding } from '../files/upload-form.ts'
import { isTaken, keepContent, putOnFile, type Shelf, type Taken, takeFile } from '../files/uploads.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { Refusal } from '../ground/errors.ts'
import { dayIn } from '../ground/time.ts'
import type { Recording, Working } from '../house.ts'
import { arrivalSays, submittedBy } from './application.ts'
import type { Mail } from './read-mail.ts'
import { sealedSaid } from './sender.ts'
import type { MailState, Why } from './tables.ts'
import { LARGEST_MAIL } from './take.ts'

export type MailRow = {
  id: string
  agencyId: string
  state: MailState
  why: Why | null
  arrivedAt: string
  size: number
}
/** A mail with its bytes, and what was read of it; undefined where nobody could read it. */
export type InHand = { row: MailRow; source: Buffer; mail: Mail | undefined }

/** What lies in one mail is put on file so far; the mail itself, whole, is the first. */
const MOST_PIECES = 200

/** What became of it, as its row says. */
export type Became = { state: MailState; why?: Why | null; caseId?: string | null; by?: string }

/**
 * Opens a case with it.
 * @throws Refusal MAIL_DONE where somebody else has decided meanwhile
 */
export const fileIt = (house: Working, hand: InHand, actor: Actor): Promise<void> =>
  withFiles(house, hand, actor, async (tx, files, held) => {
    const { row, mail } = hand
    const fact = submittedBy(row.agencyId, mail, new Date(row.arrivedAt), files)
    const opened = await openCase(tx, held, row.agencyId, fact, actor)
    await putOnFile(tx, opened, files, actor.by, actor.at)
    return { became: { state: 'filed', caseId: opened.caseId, why: null, ...byPerson(actor) }, agencyId: row.agencyId }
  })

/**
 * Puts it on file of this case, for whoever handles it to see; no limit moves by it.
 * @param state `returned` for a bounce
 * @throws Refused where the procedure takes nothing more; Refusal MAIL_DONE
 */
export const attachIt = (
  house: Working,
  hand: InHand,
  key: CaseKey,
  actor: Actor,
  { state = 'attached', before = async () => {} }: Attaching = {},
): Promise<void> =>
  withFiles(house, hand, actor, async (tx, files, held) => {
    await before(tx)
    await enter(tx, [key.agencyId])
    await putOnFile(tx, key, files, actor.by, actor.at)
    const [mail, arrivedAt] = [hand.mail, new Date(hand.row.arrivedAt)]
    const ids = files.map(({ id }) => id)
    const fact = {
      type: 'fileAdded' as const,
      on: dayIn(arrivedAt),
      files: ids,
      evidence: arrivalSays(mail, arrivedAt),
    }
    await record(tx, held, key, fact, actor)
    return { became: { state, caseId: key.caseId, why: null, ...byPerson(actor) }, agencyId: key.agencyId }
  })

type Attaching = {
  state?: 'attached' | 'returned'
  before?: (tx: Tx) => Promise<unknown>
}

const byPerson = ({ by }: Actor) => (by.startsWith('staff:') ? { by } : {})

async function withFiles(
  house: Working,
  hand: InHand,
  actor: Actor,
  put: (tx: Tx, files: Taken[], held: Recording) => Promise<{ became: Became; agencyId: string }>,
): Promise<void> {
  await holding(house, async (held, shelf) => {
    const files = await filesOf(shelf, hand, actor.at)
    await scanned(held, files)
    await held.sql.begin(async (tx) => {
      const { row } = hand
      await claim(tx, row)
      const { became, agencyId } = await put(tx, files, held)
      await enter(tx, [row.agencyId, agencyId])
      if (agencyId !== row.agencyId) await move(tx, held, hand, agencyId)
      await become(tx, row.id, became, actor.at)
      await keepContent(held.blobs, files)
    })
  })
}

/** Locks the row as it was read. @throws Refusal MAIL_DONE */
export async function claim(tx: Tx, { id, agencyId, state }: MailRow): Promise<void> {
  await enter(tx, [agencyId])
  const rows = await tx`select 1 as there from mails where id = ${id} and state = ${state} for update`
  if (rows.length === 0) throw new Refusal('MAIL_DONE')
}

export const become = (tx: Tx, id: string, { state, why = null, caseId, by }: Became, at: Date) => tx`
  update mails set ${tx({
    ...{ state, why, fault: null, doneAt: at.toISOString() },
    ...(caseId !== undefined && { caseId }),
    ...(by !== undefined && { by }),
  })} where id = ${id}`

/** It came to one agency and belongs to a case of another: its row goes there, sealed anew for its place. */
export async function move(
  tx: Tx,
  { keys }: Pick<Recording, 'keys'>,
  { row, mail }: InHand,
  agencyId: string,
): Promise<void> {
  const sealed = mail ? sealedSaid(keys, { agencyId, id: row.id }, mail) : null
  await tx`update mails set agency_id = ${agencyId}, sealed = ${sealed} where id = ${row.id}`
}

/** The mail, then what lay in it. What is empty is left out; whatever would run is kept, and marked. */
async function filesOf(shelf: Shelf, { source, mail, row }: InHand, at: Date): Promise<Taken[]> {
  const own = { name: `来件原文-${dayIn(new Date(row.arrivedAt))}.eml`, content: source as Uint8Array }
  const taken: Taken[] = []
  for (const { name, content } of [own, ...(mail?.pieces ?? []).slice(0, MOST_PIECES)]) {
    const file = await takeFile(shelf, name, Readable.from([content]), at, 'staff', LARGEST_MAIL)
    if (isTaken(file)) taken.push(file)
  }
  return taken
}

/** Would the procedure take no more? */
export const isRefused = (error: unknown): boolean => error instanceof Refused
