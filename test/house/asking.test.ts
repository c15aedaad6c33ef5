/** What a request has asked of the database, and been answered, is held by nobody: a register asks for a hundred thousand rows in one. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { askingFor, knownToAsker } from '../../src/db/asking.ts'
import type { Sql } from '../../src/db/client.ts'

/** A client of the driver's form, whose statements are answered when they are told to be. */
function client() {
  const sent: { resolve(rows: unknown): void; reject(why: Error): void }[] = []
  const sql = () => {
    const query = {
      ...{ executed: true, active: true, state: {} },
      handler: (query: never) => sent.push(query),
      canceller: async () => {},
      resolve(_rows: unknown) {
        query.active = false
      },
      reject(_why: Error) {
        query.active = false
      },
    }
    return query
  }
  return { sql: knownToAsker(Object.assign(sql, { unsafe: sql }) as unknown as Sql), sent }
}
type Sent = { handler(query: unknown): void }

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

test('the rows of an answered statement are garbage while the request goes on', async () => {
  const { sql, sent } = client()
  await askingFor(async () => {
    const ask = () => {
      const query = sql`select` as unknown as Sent
      query.handler(query)
      return new WeakRef(query as object)
    }
    const [answered, failed, waiting] = [ask(), ask(), ask()]
    sent.shift()!.resolve([])
    sent.shift()!.reject(new Error('no'))
    await new Promise((resolve) => setTimeout(resolve, 5))
    collect()
    expect(answered.deref()).toBeUndefined()
    expect(failed.deref()).toBeUndefined()
    expect(waiting.deref()).toBeDefined()
  })
})
