/**
 * What is asked of the database for somebody who has left is asked no more: of requests that only read, and of those not what
 * is told of them. The statements of one request are known by its asynchronous context, so that no question has to be handed a
 * signal.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type postgres from 'postgres'

/** The driver's own, of which its types say nothing. */
type Query = {
  handler?: (query: Query) => unknown
  resolve: (result: unknown) => void
  reject: (why: unknown) => void
  executed: boolean
  /** It is with the server. */
  active: boolean
  /** Of the connection that has or had it. */
  state: unknown
  canceller: ((query: Query) => Promise<void>) | null
}
/**
 * What ends by itself is left to: the server is told of a connection, not of a statement, and where that ended meanwhile the
 * next one of somebody else would be called off. One that has gone on as long as this seldom ends in the millisecond of the way.
 */
const SHORT = 500 // ms

const asking = new AsyncLocalStorage<Set<Query>>()

/** Runs `work`; `gone` calls off what is then with the server, or waits for a connection. */
export function askingFor<T>(work: (gone: () => void) => T): T {
  const asked = new Set<Query>()
  const callOff = () => {
    for (const query of asked)
      if (query.active || (query.executed && !query.state)) query.canceller?.(query)?.catch(() => {}) // it ends by itself
  }
  const gone = () => void setTimeout(callOff, SHORT).unref()
  return asking.run(asked, () => work(gone))
}

/** Runs `work`, which is finished though nobody waits for it. */
export const askedByNobody = <T>(work: () => T): T => asking.exit(work)

/**
 * The same client, whose statements are known to whoever asks from when they are sent until they are answered: a statement holds its
 * rows, and a register that is fetched asks for a hundred thousand of them in one request.
 */
export function knownToAsker<S extends postgres.Sql | postgres.ReservedSql>(sql: S): S {
  const known = <Q>(asked: Q): Q => {
    const all = asking.getStore()
    const query = asked as unknown as Query
    const { handler, resolve, reject } = query
    if (!all || typeof handler !== 'function') return asked // a name, a list
    const answered =
      <A>(how: (answer: A) => void) =>
      (answer: A) => {
        all.delete(query)
        how(answer)
      }
    query.resolve = answered(resolve)
    query.reject = answered(reject)
    const send = (sent: Query) => {
      all.add(query)
      return handler(sent)
    }
    query.handler = Object.assign(send, handler)
    return asked
  }
  const client = sql as postgres.Sql
  return Object.assign(((...asked: Parameters<typeof client>) => known(client(...asked))) as unknown as S, sql, {
    unsafe: (...asked: Parameters<typeof client.unsafe>) => known(client.unsafe(...asked)),
  })
}

/** Whether anybody asks, for whom it would be worth knowing. */
export const isAsked = () => asking.getStore() !== undefined
