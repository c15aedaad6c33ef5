/**
 * The job: finds out what a mail is that was taken, and puts it where it belongs. Of what fails the row says why; the queue tries
 * again, and after its last try a person does, from the page. SQL: a job asks, and writes what became of it.
 */
import { enter, type Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { report } from '../ground/log.ts'
import { type House, overAll, type Working } from '../house.ts'
import type { Jobs } from '../jobs/enqueue.ts'
import { keyOf } from '../ledger/case-file.ts'
import { caseOfMail, isKeyed, markReturned } from '../sending/deliveries.ts'
import { without } from '../sending/without.ts'
import { caseAnswered, isFromApplicant, sameBefore } from './belongs.ts'
import { addressesIn } from './head.ts'
import { type Bounce, type Kind, kindOf } from './kind.ts'
import { attachIt, type Became, become, claim, fileIt, type InHand, isRefused, type MailRow, move } from './place.ts'
import { readApart } from './read-apart.ts'
import { idsIn, type Mail } from './read-mail.ts'
import type { Why } from './tables.ts'

/** @param lastTry the queue gives up after it @throws where another try may succeed */
export async function sortMail(
  of: Working & Pick<House, 'everywhere'>,
  { agencyId, mail: id }: Jobs['sortMail'],
  lastTry = false,
): Promise<void> {
  const house = overAll(of)
  try {
    const hand = await inHand(house, agencyId, id)
    if (hand?.row.state === 'taken') await sorted(house, hand)
  } catch (error) {
    const fault = (error as Error).message.slice(0, 300)
    await house.sql`update mails set tries = tries + 1, fault = ${fault} where id = ${id} and state = 'taken'`
    if (!lastTry) throw error
    report('A mail could not be sorted', error)
  }
}

/** A mail with its bytes, as it lies; undefined where it is not there, or its bytes are not. What nobody could read is not tried again. */
export async function inHand(
  { sql, blobs }: Pick<House, 'sql' | 'blobs'>,
  agencyId: string,
  id: string,
): Promise<InHand | undefined> {
  const [row] = await sql<(MailRow & { sha256: string | null; isRead: boolean })[]>`
    select id, agency_id, state, why, arrived_at, size, sha256, sealed is not null as is_read from mails where agency_id = ${agencyId} and id = ${id}`
  if (!row?.sha256) return undefined
  const source = await blobs.read(row.sha256)
  return { row, source, mail: row.isRead ? await readApart(source).catch(() => undefined) : undefined }
}

async function sorted(house: Working, hand: InHand): Promise<void> {
  const { mail, row, source } = hand
  const now = house.time.now()
  // Nobody could read it, and it may be an application all the same (Art 29): a person looks.
  if (!mail) return fileIt(house, hand, { by: 'applicant', at: now })
  const kind = kindOfOurs(house, mail, source)
  if (kind.is === 'aside') return aside(house, row, kind.why, null)
  if (kind.is === 'bounce') return returned(house, hand, kind)
  const before = await sameBefore(house.sql, row, mail)
  if (before?.isSame) return aside(house, row, 'duplicate', before.caseId)
  if (before) return put(house, row, { state: 'proposed', why: 'sameId', caseId: before.caseId })
  const found = await caseAnswered(house.sql, mail)
  if (kind.is === 'proposed')
    return put(house, row, { state: 'proposed', why: kind.why, ...here(found?.row, row.agencyId) })
  if (!found) return fileIt(house, hand, { by: 'applicant', at: now })
  const { row: answered, isOurs } = found
  const propose = (why: Why) => put(house, row, { state: 'proposed', why, caseId: answered.id })
  if (answered.agencyId !== row.agencyId && !isFromApplicant(house, answered, mail)) {
    // Whoever is not known there is shown to nobody of another agency.
    return fileIt(house, hand, { by: 'applicant', at: now })
  }
  if (!isFromApplicant(house, answered, mail)) return propose('sender')
  // An address and a number are known to others, too: until a person has looked, it is on file of nothing.
  if (!isOurs) return proposedThere(house, hand, keyOf(answered))
  try {
    return await attachIt(house, hand, keyOf(answered), { by: 'system', at: now })
  } catch (error) {
    if (!isRefused(error)) throw error
    return answered.agencyId === row.agencyId ? propose('closed') : fileIt(house, hand, { by: 'applicant', at: now })
  }
}

/** The address that our mails come from, bare. */
const ownAddress = ({ config }: Pick<House, 'config'>): string =>
  (idsIn(config.mailFrom)[0] ?? config.mailFrom).replace(/[<>]/g, '').trim().toLowerCase()

/** What it is, for this office. */
export const kindOfOurs = (house: Pick<House, 'config'>, mail: Mail, source: Uint8Array): Kind =>
  kindOf(mail, ownAddress(house), source)

/** The case, where it is one of the agency whose registrars decide: those of others are not shown to them. */
const here = (found: { id: string; agencyId: string } | undefined, agencyId: string) =>
  found?.agencyId === agencyId ? { caseId: found.id } : {}

async function put(house: Pick<House, 'sql' | 'time'>, row: MailRow, became: Became): Promise<void> {
  await house.sql.begin(async (tx) => {
    await claim(tx, row)
    await become(tx, row.id, became, house.time.now())
  })
}

/** Proposed for a case by sender address alone; its row goes to the agency of the case, whose registrars decide. */
async function proposedThere(house: Working, hand: InHand, { agencyId, caseId }: CaseKey): Promise<void> {
  const { row } = hand
  await house.sql.begin(async (tx) => {
    await claim(tx, row)
    await enter(tx, [row.agencyId, agencyId])
    if (agencyId !== row.agencyId) await move(tx, house, hand, agencyId)
    await become(tx, row.id, { state: 'proposed', why: 'address', caseId }, house.time.now())
  })
}

const aside = (house: Pick<House, 'sql' | 'time'>, row: MailRow, why: Why, caseId: string | null) =>
  put(house, row, { state: 'aside', why, caseId })

/**
 * One of ours that came back: staff see it on the case as a mail that nobody has, with the bounce on file. Only a report that names
 * a mail by an id that nobody can compute is believed; of any other a registrar decides.
 */
async function returned(house: Working, hand: InHand, bounce: Bounce): Promise<void> {
  const { row, mail } = hand
  const sure = bounce.isReport ? bounce.of.filter(isKeyed) : []
  const sent = sure.length > 0 ? await caseOfMail(house.sql, sure) : undefined
  if (sent) return cameBack(house, hand, sent, { ...bounce, of: sure }, 'system')
  const seems = bounce.of.length > 0 ? await caseOfMail(house.sql, bounce.of) : undefined
  if (!seems && (bounce.isReport || bounce.isMachine)) return aside(house, row, 'unknownBounce', null)
  if (!seems) {
    const answered = mail && (await caseAnswered(house.sql, mail))
    return put(house, row, { state: 'proposed', why: 'machine', ...here(answered?.row, row.agencyId) })
  }
  await house.sql.begin(async (tx) => {
    await claim(tx, row)
    await enter(tx, [row.agencyId, seems.agencyId])
    if (seems.agencyId !== row.agencyId) await move(tx, house, hand, seems.agencyId)
    await become(tx, row.id, { state: 'proposed', why: 'bounce', caseId: seems.caseId }, house.time.now())
  })
}

/**
 * Marks the mails of this case that it names as returned, and puts it on file there.
 * @param by `system`, or whoever decided
 * @throws Refusal MAIL_DONE
 */
export async function cameBack(
  house: Working,
  hand: InHand,
  key: CaseKey,
  { of, failure: said }: Pick<Bounce, 'of' | 'failure'>,
  by: string,
): Promise<void> {
  const now = house.time.now()
  const failure = addressesIn(said).reduce((text, address) => without(address, text), said)
  const before = (tx: Tx) => markReturned(tx, key, of, now, failure)
  try {
    await attachIt(house, hand, key, { by, at: now }, { state: 'returned', before })
  } catch (error) {
    if (!isRefused(error)) throw error
    await house.sql.begin(async (tx) => {
      await claim(tx, hand.row)
      await enter(tx, [hand.row.agencyId, key.agencyId])
      await before(tx)
      await become(tx, hand.row.id, { state: 'returned', caseId: key.caseId, ...(by === 'system' ? {} : { by }) }, now)
    })
  }
}
