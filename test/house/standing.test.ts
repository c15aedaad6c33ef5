/** What stands when something is away, slow or closing: who is told what, and who waits for whom. */
import { once } from 'node:events'
import { type AddressInfo, connect as dial } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { connect, type Sql } from '../../src/db/client.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
let server: Sql
let address: string
beforeAll(async () => {
  office = await openOffice({ ownPools: true })
  server = connect(inject('serverUrl'), 2).sql
  address = await office.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await server.end()
  await office.close()
})

const ready = async () => (await fetch(`${address}/health/ready`)).json() as Promise<Record<string, unknown>>
/** The sessions of the service that wait for a lock. */
const waiting = () => office.sql<{ pid: number }[]>`
  select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
/** Holds a table while `work` goes on. */
const locked = (table: string, work: () => Promise<void>) =>
  office.sql.begin(async (tx) => {
    await tx.unsafe(`lock table ${table} in access exclusive mode`)
    await work()
  })

test('ready names what it looked at; a year without a notice stops nobody', async () => {
  const stops = ['database', 'ledger', 'disk']
  const besides = ['files', 'mail', 'jobs', 'clock', 'calendar', 'night', 'witness', 'signing', 'pressure']
  const all = await ready()
  expect(Object.keys(all)).toEqual(['ready', ...stops, ...besides])
  expect(all).toMatchObject({ ready: true, database: 'ok', ledger: 'ok', disk: 'ok', calendar: 'ok', clock: 'ok' })
  office.itIs('2031-03-03')
  expect(await ready()).toMatchObject({ ready: true, calendar: expect.stringContaining('not loaded') })
  office.itIs('2026-03-02')
})

test('a database that is away: health says so, everybody else is told to come again, and it is seen when it is back', async () => {
  const notes = vi.spyOn(console, 'error').mockImplementation(() => {})
  const { pathname } = new URL(office.house.databaseUrl)
  const name = pathname.slice(1)
  try {
    await server.unsafe(`alter database ${name} allow_connections false`)
    await server`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`
    await expect.poll(async () => (await fetch(`${address}/track`)).status).toBe(503)
    const refused = await fetch(`${address}/api/v1/applications`, { method: 'POST', body: '{}' })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await refused.json()).toMatchObject({ code: 'AWAY', next: expect.stringContaining('没有提交') })
    expect(await ready()).toMatchObject({ ready: false, database: expect.not.stringMatching(/^ok$/), disk: 'ok' })
    expect((await fetch(`${address}/health/live`)).status).toBe(200)
  } finally {
    await server.unsafe(`alter database ${name} allow_connections true`)
    await expect.poll(async () => (await ready()).ready).toBe(true)
    await expect.poll(async () => (await fetch(`${address}/track`)).status).toBe(200)
    notes.mockRestore()
  }
})

test('a commit that nobody can be sure of is called that, and the same request again files once', async () => {
  const notes = vi.spyOn(console, 'error').mockImplementation(() => {})
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'the-same-page' }
  const body = JSON.stringify(application())
  const file = () => fetch(`${address}/api/v1/applications`, { method: 'POST', headers, body })
  try {
    let first: Promise<Response> | undefined
    await locked('cases', async () => {
      first = file()
      await expect.poll(async () => (await waiting()).length).toBe(1)
      await server`select pg_terminate_backend(${(await waiting())[0]!.pid})`
      await first
    })
    const told = await first!
    expect([told.status, told.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await told.json()).toMatchObject({ code: 'UNCERTAIN', next: '请用同一页面重试，不会重复。' })
  } finally {
    notes.mockRestore()
  }
  const before = (await office.sql`select 1 from cases`).length
  const statuses = [(await file()).status, (await file()).status]
  expect(statuses).toEqual([201, 201])
  expect((await office.sql`select 1 from cases`).length).toBe(before + 1)
})

test('questions of visitors that wait keep nobody from filing, nor the desk; and who has left asks no more', async () => {
  await locked('released', async () => {
    const leaving = new AbortController()
    const visits = Array.from({ length: 24 }, () => fetch(`${address}/released?q=征收`, leaving).catch(() => 'left'))
    await expect.poll(async () => (await waiting()).length).toBeGreaterThan(0)
    expect((await office.registrar.gets('/api/v1/cases')).status).toBe(200)
    expect(await office.citizen.files()).toMatchObject({ receipt: expect.any(String) })
    leaving.abort()
    expect(await Promise.all(visits)).toEqual(Array(24).fill('left'))
    await expect.poll(async () => (await waiting()).length).toBe(0)
  })
})

test('a statement has its time: the shortest for visitors, none for jobs', async () => {
  const longest = async ({ sql }: { sql: Sql }) => (await sql`show statement_timeout`)[0]!.statementTimeout
  const { house } = office
  expect(await Promise.all([house.visitors, house, house.everywhere].map(longest))).toEqual(['10s', '1min', '0'])
})

test('an upload that is refused before it was read closes its connection', async () => {
  const { port } = office.app.server.address() as AddressInfo
  const socket = dial(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(
    'POST /api/v1/cases/none/files HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 9000000\r\n\r\n--x\r\n',
  )
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 [345]\d\d .*\r\nconnection: close\r\n/is)
})

test('while it closes, what is in hand is finished, and whoever comes is told to come again', async () => {
  let first: Promise<Response> | undefined
  let drained: Promise<void> | undefined
  await locked('released', async () => {
    first = fetch(`${address}/released`)
    await expect.poll(async () => (await waiting()).length).toBeGreaterThan(0)
    drained = office.app.drain()
    const newcomer = await fetch(`${address}/track`)
    expect([newcomer.status, newcomer.headers.get('retry-after'), newcomer.headers.get('connection')]).toEqual([
      503,
      '5',
      'close',
    ])
  })
  expect((await first!).status).toBe(200)
  await drained
})
