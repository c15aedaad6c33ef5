/**
 * Connections for transactions, each a client of the driver with one connection, lent to one transaction at a time.
 *
 * postgres.js 3.4.9 lends from its own pool (`reserve`) and forgets that what is lent may be lost: the next statement is
 * written to no socket and ends the process (porsager/postgres#1208), or goes out on the connection that somebody else has
 * opened in its place, outside of any transaction; what waits behind it is never answered; and a place in the pool whose
 * connection fails while it is lent is given to whoever was refused, and lost for good. Here it lends what is open alone. A
 * client that has lost its connection answers what is still asked of it with that loss, and is thrown away.
 */
import type postgres from 'postgres'

export type Lent = {
  sql: postgres.ReservedSql
  isLost(): boolean
  /** Gives it to the next one; after it nothing is asked of `sql` any more. */
  giveBack(): void
}

/** The driver's own, of which its types say nothing. */
type Query = {
  handler?: (query: Query) => unknown
  resolve: (result: unknown) => void
  reject: (why: Error) => void
}
type Slot = { client: postgres.Sql; isOpen: boolean; since: number; whenLost: ((why: Error) => void) | undefined }

/** What the server keeps of a connection grows with it. */
const HALF_AN_HOUR = 1_800_000 // ms

/** @param open a client with one connection, which calls back when that is closed */
export function openSlots(open: (closed: () => void) => postgres.Sql, max: number) {
  const idle: Slot[] = []
  const waiting: ((slot: Slot) => void)[] = []
  const all = new Set<Slot>()
  let ended = false

  const made = (): Slot => {
    const closed = () => {
      slot.isOpen = false
      slot.whenLost?.(closedUnder())
    }
    const slot: Slot = { client: open(closed), isOpen: false, since: Date.now(), whenLost: undefined }
    all.add(slot)
    return slot
  }
  const take = (): Promise<Slot> => {
    const slot = idle.pop() ?? (all.size < max ? made() : undefined)
    return slot ? Promise.resolve(slot) : new Promise((resolve) => waiting.push(resolve))
  }
  const give = (slot: Slot) => {
    const next = waiting.shift()
    if (next) next(slot)
    else idle.push(slot)
  }
  const throwAway = (slot: Slot) => {
    all.delete(slot)
    void slot.client.end({ timeout: 0 }).catch(() => {})
    const next = ended ? undefined : waiting.shift()
    if (next) next(made())
  }

  /** @throws Error where no connection comes about */
  async function lend(): Promise<Lent> {
    const slot = await take()
    let own: postgres.ReservedSql
    try {
      // Asked for one that is not open yet, the driver would lend it before it is, or never.
      if (!slot.isOpen) await slot.client`select`
      slot.isOpen = true
      own = await slot.client.reserve()
    } catch (error) {
      throwAway(slot)
      throw error
    }
    let lost: Error | undefined
    const unanswered = new Set<Query>()
    slot.whenLost = (why) => {
      lost ??= why
      for (const query of unanswered) query.reject(lost)
    }
    const guarded = <T>(asked: T): T => {
      const query = asked as Query
      const { handler, resolve, reject } = query
      if (typeof handler !== 'function') return asked // a name, a list
      const answered =
        <A>(how: (answer: A) => void) =>
        (answer: A) => {
          unanswered.delete(query)
          how(answer)
        }
      query.resolve = answered(resolve)
      query.reject = answered((why: Error) => {
        if (isLoss(why)) lost ??= why
        reject(why)
      })
      const send = (sent: Query) => {
        if (lost) return query.reject(lost)
        unanswered.add(query)
        return handler(sent)
      }
      query.handler = Object.assign(send, handler)
      return asked
    }
    const sql = Object.assign(((...asked: Parameters<typeof own>) => guarded(own(...asked))) as typeof own, own, {
      unsafe: (...asked: Parameters<typeof own.unsafe>) => guarded(own.unsafe(...asked)),
    })
    return {
      sql,
      isLost: () => lost !== undefined,
      giveBack() {
        slot.whenLost = undefined
        if (lost || Date.now() - slot.since > HALF_AN_HOUR) return throwAway(slot)
        own.release()
        give(slot)
      },
    }
  }

  const end = async (options: { timeout?: number }) => {
    ended = true
    await Promise.all([...all].map(({ client }) => client.end(options)))
  }
  return { lend, end }
}

const closedUnder = () =>
  Object.assign(new Error('The connection to the database was lost.'), { code: 'CONNECTION_CLOSED' })

/** The connection's fault, not the statement's: what became of the transaction nobody can say before asking anew. */
export function isLoss(error: unknown): boolean {
  const { code = '', syscall, severity } = error as { code?: string; syscall?: string; severity?: string }
  return (
    /^CONNECT/.test(code) ||
    /^(read|write|connect)$/.test(syscall ?? '') ||
    severity === 'FATAL' ||
    severity === 'PANIC'
  )
}
