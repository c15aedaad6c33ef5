/** The embedded server through every mishap that a test may cause. As whom it runs, and where: place.test.ts. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connect } from '../../src/db/client.ts'
import { makeWhole, packagedNative } from '../../src/db/embedded/binaries.ts'
import { officeFlags } from '../../src/db/embedded/flags.ts'
import { choosePlace } from '../../src/db/embedded/place.ts'
import { runningServer, startServer } from '../../src/db/embedded/server.ts'
import { type Embedded, startEmbedded } from '../../src/db/embedded.ts'
import { inTurn } from '../support/proof.ts'

// initdb syncs a thousand files: made once, and copied for the tests that are not about it.
let seed: string
beforeAll(async () => {
  seed = join(newFolder(), 'postgres')
  await (await startEmbedded({ dir: seed })).stop()
})
afterAll(() => rmSync(join(seed, '..'), { recursive: true }))

let dir: string
let open: (Embedded | Owner)[]
beforeEach(() => {
  dir = join(newFolder(), 'postgres')
  open = []
})
afterEach(async () => {
  for (const server of open.reverse()) await server.stop()
  await serverGone()
  rmSync(join(dir, '..'), { recursive: true })
})

const copySeed = () => void execFileSync('cp', ['-a', seed, dir]) // with its owners, where we are root

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ysqgk-embedded-'))
  chmodSync(folder, 0o711)
  return folder
}

async function start(flags?: string[]): Promise<Embedded> {
  const server = await startEmbedded({ dir, ...(flags ? { flags } : {}) })
  open.push(server)
  return server
}

async function ask<T = string>(url: string, question: string): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return Object.values((await sql.unsafe(question))[0] ?? {})[0] as T
  } finally {
    await sql.end({ timeout: 5 })
  }
}

const serverGone = () => expect.poll(() => runningServer(join(dir, '18'))).toBeUndefined()
const says = (words: string) =>
  expect.poll(() => readFileSync(join(dir, 'postgres.log'), 'utf8'), { interval: 1 }).toContain(words)
/** The number of one of its processes that serves somebody. */
const sessionOf = (url: string) => {
  const lasting = postgres(url, { max: 1, onnotice: () => {} })
  return lasting<{ pid: number }[]>`select pg_backend_pid() as pid`.then(([row]) => row!.pid)
}
const killSession = (pid: number) => process.kill(pid, 'SIGKILL')
const pidFile = () => join(dir, '18', 'postmaster.pid')
const serverPid = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0])

type Owner = { url: string; process: ChildProcess; kill(): Promise<void>; stop(): Promise<void> }

/** A process of its own that owns the server and dies as the test likes. */
async function startOwner(): Promise<Owner> {
  const module = fileURLToPath(new URL('../../src/db/embedded.ts', import.meta.url))
  const script = `import { startEmbedded } from ${JSON.stringify(module)}
    const { url } = await startEmbedded({ dir: ${JSON.stringify(dir)} })
    process.stdout.write(url + '\\n')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.once('data', (line) => resolve(String(line).trim()))
    child.once('exit', (code) => reject(new Error(`The owner ended with ${code}`)))
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = () => {
    child.kill('SIGKILL')
    return gone
  }
  const owner = { url, process: child, kill, stop: kill }
  open.push(owner)
  return owner
}

describe('a first start', () => {
  test('gives a durable database that knows Chinese, to a role that is no superuser', async () => {
    const { url, adminUrl, adopted } = await start()
    expect(adopted).toBe(false)
    expect(await ask(url, 'show fsync')).toBe('on')
    expect(await ask(url, 'show data_checksums')).toBe('on')
    expect(await ask(url, 'show listen_addresses')).toBe('127.0.0.1')
    // The pools of whoever started it go by its socket.
    const { sql } = connect(url, 1)
    expect(await sql`select inet_client_addr() is null as near`).toEqual([{ near: true }])
    await sql.end()
    await ask(url, 'create extension pg_trgm')
    expect(await ask(url, `select show_trgm('政府')::text`)).not.toBe('{}')
    expect(await ask(url, `select rolsuper from pg_roles where rolname = current_user`)).toBe(false)
    expect(await ask(adminUrl, `select rolsuper from pg_roles where rolname = current_user`)).toBe(true)
  })

  inTurn(0, 3)('three at once: one makes it, and the others come when it answers', async () => {
    const all = await Promise.all([start(), start(), start()])
    expect(await Promise.all(all.map(({ url }) => ask(url, 'select 1')))).toEqual([1, 1, 1])
  })

  test('nobody enters without the secret, which only we can read', async () => {
    copySeed()
    const { url, adminUrl } = await start()
    expect(statSync(join(dir, 'secret')).mode & 0o777).toBe(0o600)
    expect(new URL(url).password).not.toBe(new URL(adminUrl).password)
    for (const user of ['postgres', 'ysqgk']) {
      const wrong = new URL(url)
      wrong.username = user
      wrong.password = 'guess'
      await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/)
    }
  })

  inTurn(1, 3)('after an initdb that was killed half-way', async () => {
    mkdirSync(join(dir, '18.init', 'base'), { recursive: true })
    writeFileSync(join(dir, '18.password'), 'old')
    expect(await ask((await start()).url, 'select 1')).toBe(1)
    expect(readdirSync(dir).sort()).toEqual(['18', 'postgres.log', 'secret'])
  })
})

describe('what was committed is there again', () => {
  beforeEach(copySeed)

  const keep = (url: string) => ask(url, `create table kept as select '依申请公开' as word`)
  const kept = (url: string) => ask(url, 'select word from kept')

  inTurn(2, 3)('after the role of the service took its own password and set what it sees', async () => {
    const { runtimeUrl, stop } = await start()
    const sql = postgres(runtimeUrl, { max: 1, onnotice: () => {} })
    await sql`alter role ysqgk_app set search_path = pg_temp`
    await sql`alter role ysqgk_app in database ysqgk set default_transaction_read_only = on`
    await sql`alter role ysqgk_app password 'owned'`
    await sql.end()
    await stop()
    open.pop()
    const again = await start()
    expect(
      await ask(
        again.runtimeUrl,
        `select current_setting('search_path') || current_setting('default_transaction_read_only')`,
      ),
    ).toBe('"$user", publicoff')
  })

  inTurn(1, 3)('after an orderly stop', async () => {
    const first = await start()
    await keep(first.url)
    await first.stop()
    expect(existsSync(pidFile())).toBe(false)
    expect(await kept((await start()).url)).toBe('依申请公开')
  })

  test('after kill -9 of its owner, and the server does not outlive it', async () => {
    const owner = await startOwner()
    await keep(owner.url)
    await owner.kill()
    await serverGone()
    const again = await start()
    expect(again.adopted).toBe(false)
    expect(await kept(again.url)).toBe('依申请公开')
  })

  inTurn(0, 3)('after kill -9 of both, as when the power fails', async () => {
    const owner = await startOwner()
    await keep(owner.url)
    process.kill(serverPid(), 'SIGKILL')
    await owner.kill()
    expect(existsSync(pidFile())).toBe(true)
    expect(await kept((await start()).url)).toBe('依申请公开')
  })

  inTurn(1, 3)(
    'after the kernel killed one of its sessions, and its owner while it recovered: no server is left behind',
    async () => {
      const owner = await startOwner()
      await keep(owner.url)
      await ask(owner.url, `create table much as select repeat('x', 1000) as x from generate_series(1, 20000)`)
      killSession(await sessionOf(owner.url))
      await says('reinitializing')
      await owner.kill()
      await serverGone()
      expect(await kept((await start()).url)).toBe('依申请公开')
    },
  )

  inTurn(2, 3)('after it was told to stop while it recovered, which alone it would never end', async () => {
    const server = await start()
    await keep(server.url)
    await ask(server.url, `create table much as select repeat('x', 1000) as x from generate_series(1, 20000)`)
    killSession(await sessionOf(server.url))
    await says('reinitializing')
    await server.stop()
    expect(await kept((await start()).url)).toBe('依申请公开')
  })

  inTurn(0, 3)('after the kernel killed the server alone: it comes back on its port', async () => {
    const { url } = await start()
    await keep(url)
    process.kill(serverPid(), 'SIGKILL')
    await expect.poll(() => kept(url).catch(() => 'not yet'), { interval: 200 }).toBe('依申请公开')
  })
})

describe('one folder, one server', () => {
  beforeEach(copySeed)

  inTurn(2, 3)('three at once: one owns it, the others share it and leave it running', async () => {
    const all = await Promise.all([start(), start(), start()])
    expect(all.map(({ adopted }) => adopted).sort()).toEqual([false, true, true])
    expect(new Set(all.map(({ url }) => url)).size).toBe(1)
    for (const guest of all.filter(({ adopted }) => adopted)) await guest.stop()
    expect(await ask(all[0]!.url, 'select 1')).toBe(1)
  })

  inTurn(1, 3)('another process shares it, by whatever path it comes', async () => {
    const owner = await startOwner()
    symlinkSync(dir, `${dir}-too`)
    const guest = await startEmbedded({ dir: `${dir}-too` })
    expect(guest).toMatchObject({ adopted: true, url: owner.url })
  })

  inTurn(2, 3)('a pid file whose number another program has by now', async () => {
    await (await start()).stop()
    writeFileSync(pidFile(), `${process.pid}\n${join(dir, '18')}\n1700000000\n5432\n\n127.0.0.1\n  1 2\nready   \n`)
    expect(await ask((await start()).url, 'select 1')).toBe(1)
    expect(serverPid()).not.toBe(process.pid)
  })

  inTurn(0, 3)('a server that outlived its owner is stopped, not kept: nothing would end it with us', async () => {
    await (await start()).stop()
    const place = choosePlace(dir, packagedNative())
    const orphan = await startServer(place, { flags: officeFlags(), log: join(dir, 'postgres.log') })
    const { adopted } = await start()
    expect(adopted).toBe(false)
    expect(serverPid()).not.toBe(orphan.pid)
    expect(runningServer(place.data)?.pid).toBe(serverPid())
  })
})

describe('what cannot be is said plainly', () => {
  beforeEach(copySeed)

  test('the cluster of another version', async () => {
    await (await start()).stop()
    writeFileSync(join(dir, '18', 'PG_VERSION'), '17\n')
    await expect(start()).rejects.toThrow(
      /was made by PostgreSQL 17, and this is 18\. Restore a backup .* DATABASE_URL/,
    )
  })

  test('the secret is lost', async () => {
    await (await start()).stop()
    rmSync(join(dir, 'secret'))
    await expect(start()).rejects.toThrow(/secret, which opens the database beside it, is gone\. Restore it/)
  })

  test('a setting that the server refuses, with its own words; the next start is free', async () => {
    await expect(start(['shared_buffers=much'])).rejects.toThrow(/FATAL.*shared_buffers/s)
    expect(await ask((await start()).url, 'select 1')).toBe(1)
  })
})

test('the libraries get their links where npm ran no install script', () => {
  const native = join(dir, 'native')
  mkdirSync(join(native, 'bin'), { recursive: true })
  mkdirSync(join(native, 'lib'))
  for (const file of ['bin/initdb', 'bin/postgres', 'lib/libx.so.1.2'])
    writeFileSync(join(native, file), 'x', { mode: 0o644 })
  const links = [{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }]
  writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links))
  makeWhole(native)
  makeWhole(native)
  expect(readFileSync(join(native, 'lib/libx.so.1'), 'utf8')).toBe('x')
  expect(statSync(join(native, 'bin/postgres')).mode & 0o111).toBe(0o111)
})

test('memory is given by what the machine has, within bounds', () => {
  const shared = (gigabytes: number) =>
    officeFlags(gigabytes * 1024 ** 3).find((flag) => flag.startsWith('shared_buffers'))
  expect([0.5, 4, 64].map(shared)).toEqual(['shared_buffers=128MB', 'shared_buffers=512MB', 'shared_buffers=1024MB'])
})
