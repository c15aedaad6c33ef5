/**
 * The job: finds out what a mail is that was taken, and puts it where it belongs. Of what fails the row says why; the queue tries
 * again, and after its last try a person does, from the page. SQL: a job asks, and writes what became of it.
 */
import { enter } from '../db/client.ts'
import { report } from '../ground/log.ts'
import { type House, overAll, type Working } from '../house.ts'
import type { Jobs } from '../jobs/enqueue.ts'
import { keyOf } from '../ledger/case-file.ts'
import { caseOfMail, markReturned } from '../sending/deliveries.ts'
import { without } from '../sending/without.ts'
import { caseAnswered, isFromApplicant, sameBefore } from './belongs.ts'
import { kindOf } from './kind.ts'
import { attachIt, become, claim, fileIt, type InHand, isRefused, type MailRow } from './place.ts'
import { readApart } from './read-apart.ts'
import { idsIn } from './read-mail.ts'
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

/** A mail with its bytes, as it lies; undefined where it is not there, or its bytes are not. */
export async function inHand(
  { sql, blobs }: Pick<House, 'sql' | 'blobs'>,
  agencyId: string,
  id: string,
): Promise<InHand | undefined> {
  const [row] = await sql<(MailRow & { sha256: string | null })[]>`
    select id, agency_id, state, arrived_at, size, sha256 from mails where agency_id = ${agencyId} and id = ${id}`
  if (!row?.sha256) return undefined
  const source = await blobs.read(row.sha256)
  return { row, source, mail: await readApart(source).catch(() => undefined) }
}

async function sorted(house: Working, hand: InHand): Promise<void> {
  const { mail, row, source } = hand
  const now = house.time.now()
  // Nobody could read it, and it may be an application all the same (Art 29): a person looks.
  if (!mail) return fileIt(house, hand, { by: 'applicant', at: now })
  const kind = kindOf(mail, ownAddress(house), source)
  if (kind.is === 'aside') return aside(house, row, kind.why, null)
  if (kind.is === 'bounce') return returned(house, hand, kind.of, kind.failure)
  const before = await sameBefore(house.sql, row, mail)
  if (before) return aside(house, row, 'duplicate', before.caseId)
  const answered = await caseAnswered(house.sql, mail)
  if (!answered) return fileIt(house, hand, { by: 'applicant', at: now })
  const propose = (why: Why) => put(house, row, { state: 'proposed', why, caseId: answered.id })
  if (answered.agencyId !== row.agencyId && !isFromApplicant(house, answered, mail)) {
    // Whoever is not known there is shown to nobody of another agency.
    return fileIt(house, hand, { by: 'applicant', at: now })
  }
  if (!isFromApplicant(house, answered, mail)) return propose('sender')
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

type Became = Parameters<typeof become>[2]

async function put(house: Pick<House, 'sql' | 'time'>, row: MailRow, became: Became): Promise<void> {
  await house.sql.begin(async (tx) => {
    await claim(tx, row)
    await become(tx, row.id, became, house.time.now())
  })
}

const aside = (house: Pick<House, 'sql' | 'time'>, row: MailRow, why: Why, caseId: string | null) =>
  put(house, row, { state: 'aside', why, caseId })

/** One of ours that came back: staff see it on the case as a mail that nobody has, with the bounce on file. */
async function returned(house: Working, hand: InHand, of: readonly string[], said: string): Promise<void> {
  const sent = await caseOfMail(house.sql, of)
  if (!sent) return aside(house, hand.row, 'unknownBounce', null)
  const now = house.time.now()
  const failure = addressesIn(said).reduce((text, address) => without(address, text), said)
  const actor = { by: 'system', at: now }
  try {
    await attachIt(house, hand, sent, actor, 'returned', (tx) => markReturned(tx, of, now, failure))
  } catch (error) {
    if (!isRefused(error)) throw error
    await house.sql.begin(async (tx) => {
      await claim(tx, hand.row)
      await markReturned(tx, of, now, failure)
      await enter(tx, [hand.row.agencyId, sent.agencyId])
      await become(tx, hand.row.id, { state: 'returned', caseId: sent.caseId }, now)
    })
  }
}

const addressesIn = (text: string): string[] => text.match(/[^\s<>(),;:"@]{1,64}@[^\s<>(),;:"@]{1,255}/g) ?? []
