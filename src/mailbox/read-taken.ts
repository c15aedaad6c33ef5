/**
 * Reads what was taken, once each and in the order in which it came, and says so in its row: then a job sorts it. What nobody can
 * read is known by its bytes alone, and never read again. SQL: its looks and writes are of the row.
 */
import { sha256 } from '../ground/canonical.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { readApart } from './read-apart.ts'
import { digestsOf, sealedSaid } from './sender.ts'

/** What taking and reading need of the house. */
export type Taking = Pick<House, 'sql' | 'keys' | 'time' | 'blobs'>

/** A process that ended over a mail so often did so because of it, and not by chance. */
const MOST_TRIES = 3

type Unread = { id: string; agencyId: string; sha256: string }

/**
 * All that are here and unread.
 * @param house over every agency
 * @param goesOn asked before each
 * @throws what the store or the database says, after the others have been read
 */
export async function readTaken(house: Taking, box: string, goesOn: () => Promise<boolean>): Promise<void> {
  const unread = await house.sql<Unread[]>`
    select id, agency_id, sha256 from mails
    where box = ${box} and state = 'taken' and content_digest is null and sha256 is not null order by taken_at, uid`
  const faults: unknown[] = []
  for (const row of unread) {
    if (!(await goesOn())) return
    await readOne(house, row).catch((error) => faults.push(error))
  }
  if (faults.length > 0) throw faults[0]
}

/** The try is counted before it begins: whatever becomes of this process, the next one knows. */
async function readOne({ sql, blobs, keys }: Taking, { id, agencyId, sha256: stored }: Unread): Promise<void> {
  const [tried] = await sql<{ tries: number }[]>`
    update mails set tries = tries + 1 where id = ${id} and content_digest is null returning tries`
  if (!tried) return
  const source = await blobs.read(stored)
  const mail = tried.tries > MOST_TRIES ? undefined : await readApart(source).catch(() => undefined)
  const read = mail
    ? { ...digestsOf(mail), sealed: sealedSaid(keys, { agencyId, id }, mail) }
    : { contentDigest: sha256(source) }
  await sql.begin(async (tx) => {
    const rows = await tx`
      update mails set ${tx({ ...read, tries: 0 })} where id = ${id} and content_digest is null returning 1 as done`
    if (rows.length > 0) await enqueue(tx, 'sortMail', { agencyId, mail: id })
  })
}
