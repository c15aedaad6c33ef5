/**
 * Takes what lies in the mailbox: the bytes into the store, a row into the database, and only then the mark in the mailbox.
 * Whoever is stopped in between finds the row when it comes again, and marks: nothing is lost, nothing taken twice. Nobody reads
 * a mail before it is here: what a reader breaks at is a row by then.
 * SQL: its look and its write are one transaction each.
 */
import { enter, isDuplicate } from '../db/client.ts'
import { newId } from '../ground/ids.ts'
import type { Box, Fetched, Lying } from '../ground/imap.ts'
import type { House } from '../house.ts'
import { type Agency, namedAgencies } from '../people/queries.ts'
import { addressedIn } from './head.ts'
import { readTaken, type Taking } from './read-taken.ts'

/** Servers let through 50 MB at most; what is larger is named on the page, and stays where it lies. */
export const LARGEST_MAIL = 60 * 1024 * 1024

/**
 * Everything that waits, first come first; then what is here is read.
 * @param house over every agency
 * @param name of the mailbox in our tables
 * @param goesOn asked before each: false where another process has taken over, or this one stops
 * @returns how many were taken
 * @throws what the mailbox, the store or the database says; what was taken before stays so
 */
export async function takeMails(
  house: Taking,
  name: string,
  box: Box,
  goesOn: () => Promise<boolean>,
): Promise<number> {
  let taken = 0
  for (const lying of await box.waiting()) {
    if (!(await goesOn())) return taken
    const known = await stateAt(house, name, box.uidValidity, lying.uid)
    if (known === 'left') continue // named once; it is marked never, for it was not taken
    if (known === 'new' && (await takeOne(house, name, box, lying))) taken++
    if (known === 'taken' || lying.size <= LARGEST_MAIL) await box.mark(lying.uid)
  }
  await readTaken(house, name, goesOn)
  return taken
}

async function stateAt({ sql }: Pick<House, 'sql'>, box: string, validity: string, uid: number) {
  const [row] = await sql<{ why: string | null }[]>`
    select why from mails where (box, uid_validity, uid) = (${box}, ${validity}, ${uid})`
  if (!row) return 'new'
  return row.why === 'tooLarge' ? 'left' : 'taken'
}

async function takeOne(house: Taking, name: string, box: Box, { uid, size }: Lying): Promise<boolean> {
  const now = house.time.now()
  const agencies = await namedAgencies(house.sql)
  const id = newId(now)
  const place = { id, box: name, uidValidity: box.uidValidity, uid, size, takenAt: now.toISOString(), tries: 0 }
  if (size > LARGEST_MAIL) {
    const left = { ...place, arrivedAt: now.toISOString(), state: 'aside', why: 'tooLarge', agencyId: agencies[0]!.id }
    return put(house, left)
  }
  const fetched = await box.fetch(uid)
  if (!fetched) return false
  return put(house, { ...place, state: 'taken', ...(await kept(house, fetched, agencies)) })
}

async function kept({ blobs, time }: Taking, { source, arrivedAt }: Fetched, agencies: readonly Agency[]) {
  const { sha256 } = await blobs.put(source)
  const now = time.now()
  return {
    ...{ agencyId: addressed(source, agencies).id, sha256, size: source.length },
    // The clock of the mail server may be ahead: nothing arrived after it was fetched.
    arrivedAt: (arrivedAt > now ? now : arrivedAt).toISOString(),
  }
}

/** The agency whose published address it went to; where there is none, the office that takes in. */
function addressed(source: Buffer, agencies: readonly Agency[]): Agency {
  const to = addressedIn(source)
  return agencies.find(({ profile }) => profile.email && to.includes(profile.email.toLowerCase())) ?? agencies[0]!
}

/** @returns false where another process was faster, or the same bytes are there already */
async function put({ sql }: Pick<House, 'sql'>, row: { agencyId: string; id: string; state: string }) {
  try {
    await sql.begin(async (tx) => {
      await enter(tx, [row.agencyId])
      await tx`insert into mails ${tx(row)}`
    })
    return true
  } catch (error) {
    if (isDuplicate(error, 'mails_once') || isDuplicate(error, 'mails_bytes')) return false
    throw error
  }
}
