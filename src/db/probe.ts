/**
 * Looking after the database without waiting for it: a connection of its own, and a limit. One that says nothing in time is
 * thrown away, for it may lead to a machine that is no longer there.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type Sql } from './client.ts'

export type Probe = {
  /** @throws Error of the database, or where it says nothing within `limit` ms */
  ask<T>(limit: number, look: (sql: Sql) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Said of a database that gives no answer at all. */
export class Silent extends Error {
  override name = 'Silent'
}

/** Sees the rows of every agency, as jobs do. Connects when it is first asked. */
export function openProbe(url: string, name?: string): Probe {
  const open = () => connect(url, 2, 'all', name).sql
  let sql = open()
  return {
    async ask(limit, look) {
      const own = sql
      const answer = look(own)
      answer.catch(() => {}) // it may come when nobody waits for it
      const silence = new AbortController()
      const silent = sleep(limit, undefined, { signal: silence.signal, ref: false }).then(() => {
        if (sql === own) {
          sql = open()
          void own.end({ timeout: 0 }).catch(() => {})
        }
        throw new Silent(`no answer within ${limit / 1_000} s`)
      })
      silent.catch(() => {})
      return Promise.race([answer, silent]).finally(() => silence.abort())
    },
    close: () => sql.end(),
  }
}
