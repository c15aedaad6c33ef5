/** What refuses a start or a command is said in Chinese and in English, names the remedy, and leaves nothing behind. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backupCommand } from '../../src/cli/keep.ts'
import { keysCommand } from '../../src/cli/keys.ts'
import { EmbeddedFault } from '../../src/db/embedded/fault.ts'
import { ConfigFault, readConfig } from '../../src/ground/config.ts'
import { addressFor, noteAddress } from '../../src/ground/listening.ts'
import { refusalInBoth } from '../../src/upkeep/refusal.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ysqgk-refused-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function said(work: () => unknown): string[] {
  try {
    work()
  } catch (error) {
    return refusalInBoth(error)?.split('\n') ?? [`not a refusal: ${error}`]
  }
  throw new Error('nothing was refused')
}

test('wrong settings: all of them in Chinese with what each wants, then all in English', () => {
  const lines = said(() => readConfig({ DATA_DIR: folder, PORT: 'x', ROLE: 'king' }))
  expect(lines).toEqual([
    expect.stringMatching(/^PORT 有误：请给出 .*端口号.*。$/),
    expect.stringMatching(/^ROLE 有误：请给出 all、web 或者 worker。$/),
    expect.stringMatching(/^PORT is "x", which is not a port\. Give a number/),
    expect.stringMatching(/^ROLE is "king"/),
  ])
})

test('what is not about a setting says its own sentence; the packaged database likewise; a fault of the program is no refusal', () => {
  const taken = [{ name: 'PORT', problem: 'is taken', remedy: 'Set another', zh: 'PORT 3000 已被占用。' }]
  expect(said(() => throws(new ConfigFault(taken)))).toEqual(['PORT 3000 已被占用。', 'PORT is taken. Set another.'])
  const [first, then] = said(() => throws(new EmbeddedFault('it is gone', 'Restore it')))
  expect(first).toMatch(/^随软件包的数据库没有启动/)
  expect(then).toMatch(/^The embedded database cannot start: it is gone/)
  expect(refusalInBoth(new TypeError('x'))).toBeUndefined()
})

function throws(error: Error): never {
  throw error
}

async function run(command: typeof keysCommand, env: Record<string, string>, args: string[]) {
  let errors = ''
  const sink = new Writable({ write: (_chunk, _encoding, done) => done() })
  const told = new Writable({
    write(chunk, _encoding, done) {
      errors += chunk
      done()
    },
  })
  return { code: await command(env, args, sink, told), errors }
}

test('keys at a place without data: a plain refusal, and no database is made there', async () => {
  const nowhere = join(folder, 'nothing')
  for (const args of [[], ['rotate'], ['hand-over']]) {
    const { code, errors } = await run(keysCommand, { DATA_DIR: nowhere }, args)
    expect([code, errors]).toEqual([1, expect.stringMatching(/^NOTHING_HERE .*nothing 中没有本系统的数据.*npm start/)])
  }
  expect(existsSync(nowhere)).toBe(false)
})

test('a backup goes into an ordinary folder or is refused at once: below /proc, into a file, with keys there', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const env = { DATA_DIR: join(folder, 'data') }
  for (const args of [['/proc/ysqgk/backup'], [file], [join(folder, 'b'), '--keys', '/proc/ysqgk/keys']]) {
    const { code, errors } = await run(backupCommand, env, args)
    expect([code, errors], args.join(' ')).toEqual([1, expect.stringMatching(/^FOLDER_UNUSABLE .*没有备份任何内容/)])
  }
  expect(readdirSync(folder).toSorted()).toEqual(['data', 'file'])
})

test('links of commands name PUBLIC_URL, else where the service of this folder answers, else what is set', async () => {
  const config = readConfig({ DATA_DIR: folder, PORT: '3999' })
  const server: Server = createServer((_request, response) => response.end('{"live":true}'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const running = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  expect(await addressFor(config)).toBe('http://127.0.0.1:3999')
  const forget = noteAddress(config, running)
  expect(await addressFor(config)).toBe(running)
  expect(await addressFor({ ...config, publicUrl: 'https://gk.example.gov.cn' })).toBe('https://gk.example.gov.cn')
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  expect(await addressFor(config), 'nobody answers there any more').toBe('http://127.0.0.1:3999')
  noteAddress(config, 'http://127.0.0.1:1')
  forget()
  expect(readdirSync(folder), 'another process has come since').toContain('address')
})
