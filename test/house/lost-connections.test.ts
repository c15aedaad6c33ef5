/** The database goes away under the house, again and again: nothing ends, nothing hangs, nothing is written that was not meant to be. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { connect, type Sql } from '../../src/db/client.ts'
import { freshDatabase } from '../support/postgres.ts'
import { times } from '../support/proof.ts'

const CONNECTIONS = 6
const CALLERS = 16
const ROUNDS = times(12, 200)

let database: Awaited<ReturnType<typeof freshDatabase>>
let sql: Sql
let killer: Sql
beforeAll(async () => {
  database = await freshDatabase()
  ;({ sql } = connect(database.url, CONNECTIONS))
  killer = connect(database.url, 1).sql
  await sql`create table written (caller int, turn int, said text)`
})
beforeEach(() => inTheEnd(() => sql`truncate written`))
afterAll(async () => {
  await Promise.all([sql.end(), killer.end()])
  await database.drop()
})

/** Ends every connection but the one that asks: as when the server is restarted. */
const cut = () => killer`
  select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`

test('connections are cut a dozen times under sixteen callers: each is answered, and what was answered stands', async () => {
  let over = false
  const told: string[] = []
  const caller = async (who: number) => {
    for (let turn = 0; !over; turn++)
      await sql
        .begin(async (tx) => {
          await tx`insert into written values (${who}, ${turn}, 'first')`
          const [own] = await tx<{ who: number }[]>`select ${who}::int as who, pg_sleep(0.001)`
          expect(own!.who).toBe(who)
          await tx`insert into written values (${who}, ${turn}, 'second')`
        })
        .then(() => told.push(`${who} ${turn}`))
        .catch(() => sleep(2))
  }
  const asker = async (who: number) => {
    while (!over) {
      const rows = await sql<{ who: number }[]>`select ${who}::int as who`.catch(() => undefined)
      if (rows) expect(rows).toEqual([{ who }])
      else await sleep(2)
    }
  }
  const all = Array.from({ length: CALLERS }, (_, who) => (who % 2 ? asker(who) : caller(who)))
  for (let round = 0; round < ROUNDS; round++) {
    const before = told.length
    await expect.poll(() => told.length, { interval: 5, timeout: 20_000 }).toBeGreaterThan(before)
    await sleep((round * 7) % 20) // at another moment of what is under way
    await cut()
  }
  over = true
  await Promise.all(all)

  const rows = await inTheEnd(
    () => sql<{ caller: number; turn: number; n: number }[]>`
    select caller, turn, count(*)::int as n from written group by 1, 2`,
  )
  expect(rows.filter(({ n }) => n !== 2)).toEqual([]) // whole, or not at all
  const stands = new Set(rows.map(({ caller, turn }) => `${caller} ${turn}`))
  expect(told.filter((one) => !stands.has(one))).toEqual([])
})

/** Whoever asks on a connection that has just been cut is told so, once for each that there is. */
async function inTheEnd<T>(ask: () => Promise<T>, tries = CONNECTIONS): Promise<T> {
  return ask().catch((error) => {
    if (tries === 0) throw error
    return sleep(5).then(() => inTheEnd(ask, tries - 1))
  })
}

test('a transaction that lost its connection writes nothing more, on whatever connection', async () => {
  const after = await sql
    .begin(async (tx) => {
      await tx`insert into written values (1, 1, 'before')`
      await cut()
      await tx`select 1`.catch(() => {})
      const later = ['a', 'b', 'c'].map((said) => tx`insert into written values (1, 1, ${said})`)
      return Promise.allSettled(later)
    })
    .catch((error: Error) => error)
  expect(after).toBeInstanceOf(Error)
  expect(await inTheEnd(() => sql`select * from written`)).toEqual([])
})

test('of many statements of one transaction none waits for ever', async () => {
  const ended = await sql
    .begin(async (tx) => {
      const asked = Array.from({ length: 20 }, (_, i) => tx`select pg_sleep(0.05), ${i}::int`)
      const settled = Promise.allSettled(asked)
      await sleep(20)
      await cut()
      return settled
    })
    .catch((error: Error) => error)
  expect(ended).toBeInstanceOf(Error)
  await inTheEnd(() => sql.begin((tx) => tx`insert into written values (2, 2, 'next')`))
  expect(await inTheEnd(() => sql`select said from written`)).toEqual([{ said: 'next' }])
})

test('a pool ends though a connection was lost under a statement and nobody used it again', async () => {
  const { sql: pool } = connect(database.url, 3)
  const asked = Promise.allSettled([pool`select pg_sleep(60)`, pool.begin((tx) => tx`select pg_sleep(60)`)])
  await expect.poll(() => asleep(), { timeout: 20_000 }).toBe(2)
  await killer`select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep(60)%'`
  expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await pool.end()
})

const asleep = async () =>
  (await killer`select 1 from pg_stat_activity where query like 'select pg_sleep(60)%' and state = 'active'`).length

test('where no connection comes about each caller is told, and none waits for the place of another', async () => {
  const away = connect(database.url.replace(/:\d+\//, ':1/'), 3).sql
  const all = await Promise.allSettled(Array.from({ length: 12 }, () => away.begin((tx) => tx`select 1`)))
  expect(all.map(({ status }) => status)).toEqual(Array(12).fill('rejected'))
  await away.end()
})

test('lists go in and come out as they are, of every type that the house keeps', async () => {
  const lists = {
    text: ['a', '', 'null', null, '"q"', 'b\\c', '{x,y}', '云溪 区'],
    int4: [1, -2, null],
    int8: ['9007199254740993'],
    float8: [0.5, -1],
    uuid: ['00000000-0000-4000-8000-000000000000'],
    jsonb: ['{"a": [1, "x,y"]}', '"t"'],
  }
  for (const [type, list] of Object.entries(lists)) {
    const [row] = await sql.unsafe(`select $1::${type}[] as back, cardinality($1::${type}[]) as n`, [list as never])
    expect([type, row]).toEqual([
      type,
      { back: type === 'jsonb' ? list.map((each) => JSON.parse(each as string)) : list, n: list.length },
    ])
  }
  const [read] = await sql<{ bools: unknown; bytes: unknown }[]>`
    select array[true, null, false] as bools, array['abc', '']::bytea[] as bytes`
  expect(read).toEqual({ bools: [true, null, false], bytes: [Buffer.from('abc'), Buffer.alloc(0)] })
  const [nested] = await sql<
    { back: unknown }[]
  >`select ${[['a', 'b'], ['c', 'd,e']]}::text[] as back, '{}'::int[] as none`
  expect(nested).toEqual({
    back: [
      ['a', 'b'],
      ['c', 'd,e'],
    ],
    none: [],
  })
  await expect(sql`select ${['a', undefined as never]}::text[]`).rejects.toThrow(/undefined/)
})
