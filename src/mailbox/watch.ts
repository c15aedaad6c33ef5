/** Watches the mailbox for as long as the worker runs: connects, takes what lies there, waits for news, connects again. */
import { randomUUID } from 'node:crypto'
import { openBox } from '../ground/imap.ts'
import { boxNamed, type ImapSet } from '../ground/imap-set.ts'
import { report } from '../ground/log.ts'
import { type House, overAll, type Serving } from '../house.ts'
import { every, type Repeated } from '../jobs/every.ts'
import { failed, hold, letGo, looked } from './lease.ts'
import { takeMails } from './take.ts'

/** Where no mail comes, the lease is renewed and the mailbox looked through so often: a server may forget to tell. */
const LOOK_EVERY = 60_000 // ms
/** After a connection that failed or ended, and where another process watches. */
const AGAIN_AFTER = 10_000 // ms

/** Undefined where no mailbox is set. @param again ms between two tries to connect */
export function watchMailbox(
  of: Serving & Pick<House, 'everywhere' | 'portal' | 'blobs'>,
  again = AGAIN_AFTER,
): Repeated | undefined {
  const { imap } = of.config
  if (!imap) return undefined
  const house = overAll(of)
  const me = randomUUID()
  const ends = new AbortController()
  const watching = every(again, 'The mailbox', () => watch(house, imap, me, ends.signal))
  return {
    async stop() {
      ends.abort()
      await watching.stop()
    },
  }
}

async function watch(
  house: Pick<House, 'sql' | 'portal' | 'blobs' | 'time' | 'keys'>,
  imap: ImapSet,
  me: string,
  ends: AbortSignal,
): Promise<void> {
  const { sql, time } = house
  const name = boxNamed(imap)
  // Before the office is set up nobody is there to whom an application could go.
  if (ends.aborted || !(await house.portal.isOpen()) || !(await hold(sql, name, me))) return
  const goesOn = async () => !ends.aborted && (await hold(sql, name, me))
  try {
    const box = await openBox(imap)
    try {
      while (await goesOn()) {
        await takeMails(house, name, box, goesOn)
        await looked(sql, name, time.now())
        await box.news(LOOK_EVERY, ends)
      }
    } finally {
      await box.close()
    }
  } catch (error) {
    const { message } = error as Error
    if (await failed(sql, name, message.slice(0, 300), time.now())) report('The mailbox cannot be read', error as Error)
  } finally {
    await letGo(sql, name, me)
  }
}
