/**
 * The key by which strangers prove a bundle: published, handed over twice, and asked for by the command with its exit codes. Who
 * keeps any of the keys proves every bundle that its office signed with one of them; notes that are forged, cut or reordered
 * prove nothing.
 */
import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openApp } from '../../src/app.ts'
import { chainAudit } from '../../src/audit/chain.ts'
import { keysCommand } from '../../src/cli/keys.ts'
import { verifyCommand } from '../../src/cli/verify.ts'
import { readUse, verifyAllCommand } from '../../src/cli/verify-all.ts'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { fingerprint, verifierKey } from '../../src/ground/checkpoint.ts'
import { handOverNote, handOversText, readHandOvers } from '../../src/ground/hand-over.ts'
import { openKeys } from '../../src/ground/keys.ts'
import { verifierOf } from '../../src/ground/signed-note.ts'
import { keepSigners, signersText } from '../../src/ground/signing-key.ts'
import { overAll } from '../../src/house.ts'
import { type OpenHouse, openHouse } from '../../src/open-house.ts'
import { backUp } from '../../src/upkeep/backup.ts'
import { databaseChecks } from '../../src/upkeep/doctor-database.ts'
import { handOver } from '../../src/upkeep/hand-over.ts'
import { restore } from '../../src/upkeep/restore.ts'
import { openBag, packed, restated } from '../support/bags.ts'
import { earlyBag } from '../support/bags-early.ts'
import { type Office, openOffice } from '../support/house.ts'
import { memberAt } from '../support/people.ts'
import { freshDatabase } from '../support/postgres.ts'
import { some } from '../support/proof.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SECRET = 'a secret of the tests, and of nobody else'

let office: Office
let folder: string
let address: string
let id: string
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  folder = mkdtempSync(join(tmpdir(), 'ysqgk-trusted-'))
  address = `${await office.app.listen({ port: 0, host: '127.0.0.1' })}/.well-known/ysqgk-key`
  id = (await office.caseUntil('archived')).id
  keep('first.zip', await bundleOf(office.app))
  keep('first.key', `${verifierKey(office.house.keys)}\n`)
})
afterAll(async () => {
  await office.close()
  rmSync(folder, { recursive: true })
})

const keep = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const kept = (name: string) => join(folder, name)
const bundleOf = async (app: FastifyInstance) =>
  (await memberAt(app, 'registrar').gets(`/api/v1/cases/${id}/evidence`)).bytes

/** The command, with what it writes. */
async function verify(...args: string[]) {
  const [out, err] = [new PassThrough(), new PassThrough()]
  const code = await verifyCommand(args, out, err)
  out.end()
  err.end()
  const said = await text(out)
  return { code, verdict: said ? JSON.parse(said) : undefined, errors: await text(err) }
}
const codeOf = async (...args: string[]) => (await verify(...args)).code

const FIELDS = ['ok', 'authenticated', 'origin', 'key', 'agency', 'case', 'entries', 'files', 'erased']

describe('the command', () => {
  test('0 with the key, from a file and from where it is published', async () => {
    for (const where of [kept('first.key'), address]) {
      const { code, verdict, errors } = await verify(kept('first.zip'), '--key', where)
      expect([code, errors]).toEqual([0, ''])
      expect(Object.keys(verdict).slice(0, FIELDS.length)).toEqual(FIELDS)
      expect(Object.keys(verdict).slice(FIELDS.length)).toEqual(['checkpoint', 'end', 'audience'])
      const [row] = await office.sql<
        { number: string; length: number }[]
      >`select number, length from cases where id = ${id}`
      expect(verdict).toMatchObject({
        ...{ ok: true, authenticated: true, origin: 'gk.example.gov.cn/ysqgk', key: verifierKey(office.house.keys) },
        ...{ agency: 'yunxi', case: row!.number, entries: row!.length, files: expect.any(Number), erased: [] },
      })
    }
  })

  test('3 without a key, 1 for another key and for a fault', async () => {
    expect(await verify(kept('first.zip'))).toMatchObject({ code: 3, verdict: { ok: true, authenticated: false } })
    const { publicKey: verifier } = generateKeyPairSync('ed25519')
    const other = keep('other.key', verifierKey({ verifier, origin: office.house.keys.origin }))
    const { code, verdict } = await verify(kept('first.zip'), '--key', other)
    expect([code, verdict.ok, verdict.authenticated]).toEqual([1, false, false])
    expect(verdict.firstFault).toEqual({ file: 'statement.sig', what: expect.stringContaining('another key') })
    const bag = openBag(readFileSync(kept('first.zip')))
    bag.payload.set('目录.txt', Buffer.from('没有目录。\n'))
    const damaged = keep('damaged.zip', packed(bag))
    for (const args of [[damaged], [damaged, '--key', kept('first.key')]])
      expect(await verify(...args)).toMatchObject({
        code: 1,
        verdict: { ok: false, firstFault: { file: 'data/目录.txt' } },
        errors: expect.stringMatching(/^不成立：文件 data\/目录\.txt，[\p{Script=Han}，、]+/u),
      })
    expect(await verify(keep('none.zip', 'no archive'))).toMatchObject({ code: 1, verdict: { ok: false } })
  })

  test('what a bundle is called and says comes to a terminal without signs that steer it', async () => {
    const bag = openBag(readFileSync(kept('first.zip')))
    bag.tags.set('\u202etxt.\u2066x', Buffer.from('x'))
    const [out, err] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY: true })]
    expect(await verifyCommand([keep('turned.zip', packed(bag))], out, err)).toBe(1)
    expect(await verifyCommand(['\u001b[2Jnowhere\u009b.zip'], out, err)).toBe(2)
    out.end()
    err.end()
    const [said, shown] = [await text(out), await text(err)]
    expect(JSON.parse(said).firstFault.file).toBe('\u202etxt.\u2066x')
    expect(shown).toContain('文件 \\u202etxt.\\u2066x，夹带的文件')
    expect(shown).toContain('\\u001b[2Jnowhere\\u009b.zip 读不出来')
    expect(`${said}${shown}`.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
  })

  test('2 for wrong arguments, a file or a key that cannot be read; as a process, too', async () => {
    expect(await codeOf()).toBeUndefined()
    for (const args of [['--key'], ['--key', ''], ['--kee', 'x'], ['--key', 'x', 'y']])
      expect(await codeOf(kept('first.zip'), ...args)).toBeUndefined()
    expect(await codeOf(kept('nowhere.zip'))).toBe(2)
    expect(await codeOf(kept('first.zip'), '--key', kept('nowhere.key'))).toBe(2)
    expect(await codeOf(kept('first.zip'), '--key', keep('no.key', 'no key\n'))).toBe(2)
    const process_ = (...args: string[]) =>
      new Promise<unknown[]>((resolve) => {
        const words = ['--import', 'tsx', 'src/cli.ts', 'verify', ...args]
        const { PATH, HOME, TMPDIR } = process.env
        execFile(process.execPath, words, { cwd: ROOT, env: { PATH, HOME, TMPDIR } }, (error, stdout) =>
          resolve([error?.code ?? 0, stdout && JSON.parse(stdout).ok]),
        )
      })
    for (const [args, told] of some(
      [
        [
          [kept('first.zip'), '--key', address],
          [0, true],
        ],
        [[kept('first.zip')], [3, true]],
        [
          [kept('first.zip'), '--kee'],
          [2, ''],
        ],
        [
          ['--all', '--resume', 'x'],
          [2, ''],
        ],
      ],
      4,
    ))
      expect(await process_(...args), args.join(' ')).toEqual(told)
  })

  test('--all: its arguments; 0 or 3, 1 for a fault, 2 for a witness that is none', async () => {
    expect(readUse(['--resume', '--witness', 'a', '--witness', 'b'])).toEqual({ resume: true, paths: ['a', 'b'] })
    for (const args of [['--witness'], ['x'], ['--resume', '--resume'], ['--resume', 'x']])
      expect(readUse(args)).toBeUndefined()
    const all = async (...args: string[]) => {
      const [out, err] = [new PassThrough(), new PassThrough()]
      const code = await verifyAllCommand(office.house as OpenHouse, readUse(args)!, out, err)
      out.end()
      err.end()
      const said = await text(out)
      return { code, verdict: said && JSON.parse(said), errors: await text(err) }
    }
    await office.theJobsRun()
    const whole = await all()
    expect(whole).toMatchObject({
      code: 0,
      verdict: { ok: true, authenticated: true, origin: 'gk.example.gov.cn/ysqgk' },
    })
    expect(whole.errors).toContain('WITNESS_URL')
    let now = Date.now()
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => (now += 6_000))
    const shown = await all('--resume')
    clock.mockRestore()
    expect(shown.errors).toContain('没有中断的核验')
    expect(shown.errors).toMatch(/^核验：台账 \d+\/\d+ 条（\d+%，每秒 \d+ 条.*），文件 \d+ 个$/m)
    expect(await all('--witness', kept('nowhere'))).toMatchObject({ code: 2, verdict: '' })
    await office.sql`alter table ledger disable trigger user`
    const [fact] = await office.sql<{ by: string }[]>`select by from ledger where case_id = ${id} and position = 3`
    const as = (by: string) => office.sql`update ledger set by = ${by} where case_id = ${id} and position = 3`
    await as('staff:nobody')
    const faulty = await all()
    expect(faulty).toMatchObject({ code: 1, verdict: { ok: false, firstFault: { position: 3 } } })
    expect(faulty.errors).toMatch(/^不符：.*第3条/m)
    await as(fact!.by)
    await office.sql`alter table ledger enable trigger user`
  })
})

test('a bundle of 0.1 is named as such and never authenticated, whoever signed its log; what it can find it finds', async () => {
  const bag = openBag(readFileSync(kept('first.zip')))
  const old = keep('early.zip', earlyBag(bag))
  const expected = { ok: true, authenticated: false, edition: '0.1', agency: 'yunxi', entries: expect.any(Number) }
  expect(await verify(old)).toMatchObject({ code: 3, verdict: expected })
  expect(await verify(old, '--key', kept('first.key'))).toMatchObject({ code: 3, verdict: expected })
  const { publicKey: verifier } = generateKeyPairSync('ed25519')
  const other = keep('other.key', verifierKey({ verifier, origin: office.house.keys.origin }))
  expect(await codeOf(old, '--key', other)).toBe(1)
  const letter = [...bag.payload.keys()].find((name) => name.startsWith('letters/'))!
  for (const [name, change, what] of [
    [letter, () => 'x', /letter .* was changed or is missing/],
    ['facts.jsonl', (said: string) => said.replace('"by":"', '"by":"x'), /the fact was changed/],
    ['facts.jsonl', (said: string) => said.split('\n').slice(1).join('\n'), /a fact is missing/],
    ['facts.jsonl', () => '', /missing or empty/],
    ['checkpoint.txt', (said: string) => said.replace(/\n\d+\n/, '\n9\n'), /signature of the checkpoint/],
    ['files.json', () => '{', /cannot be read/],
  ] as const) {
    const damaged = openBag(readFileSync(kept('first.zip')))
    damaged.payload.set(name, Buffer.from(change(damaged.payload.get(name)!.toString('latin1')), 'latin1'))
    const { code, verdict } = await verify(keep('damaged.zip', earlyBag(damaged)))
    expect([code, verdict.ok, verdict.edition, verdict.firstFault.what], name).toEqual([
      ...[1, false, '0.1'],
      expect.stringMatching(what),
    ])
  }
})

describe('where it is published', () => {
  const served = async (answer: (path: string) => { status?: number; to?: string; body?: string; hangs?: true }) => {
    const server: Server = createServer((request, response) => {
      const { status = 200, to, body = '', hangs } = answer(request.url!)
      response.writeHead(status, to ? { location: to } : {})
      if (hangs) response.flushHeaders()
      else response.end(body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}/key`
    const said = await verify(kept('first.zip'), '--key', at)
    server.closeAllConnections()
    server.close()
    return said
  }

  test('one line as text, for anybody; no note where the key was never handed over; in the description of the API', async () => {
    const answer = await office.app.inject('/.well-known/ysqgk-key')
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8'])
    expect(answer.body).toBe(`${verifierKey(office.house.keys)}\n`)
    const notes = await office.app.inject('/.well-known/ysqgk-key/handovers')
    expect([notes.statusCode, notes.headers['content-type'], notes.body]).toEqual([
      200,
      'text/plain; charset=utf-8',
      '',
    ])
    const { paths } = (await office.app.inject('/openapi.json')).json()
    for (const path of ['/.well-known/ysqgk-key', '/.well-known/ysqgk-key/handovers'])
      expect(paths[path].get.responses['200'].content).toHaveProperty(['text/plain'])
    for (const page of ['/guide', '/en/guide']) {
      const { body } = await office.app.inject(page)
      expect(body).toContain(fingerprint(office.house.keys.verifier))
      expect(body).toContain('href="/.well-known/ysqgk-key"')
    }
  })

  test('who publishes the line elsewhere needs no notes; a redirect, a flood and an error are refused by name', async () => {
    const line = readFileSync(kept('first.key'), 'utf8')
    expect(await served((path) => (path === '/key' ? { body: line } : { status: 404 }))).toMatchObject({ code: 0 })
    const moved = await served(() => ({ status: 302, to: address }))
    expect(moved).toMatchObject({ code: 2, verdict: undefined })
    expect(moved.errors).toContain(address)
    expect(await served(() => ({ body: line.padEnd(2_000) }))).toMatchObject({
      code: 2,
      errors: expect.stringContaining('超过'),
    })
    expect(await served(() => ({ status: 500 }))).toMatchObject({
      code: 2,
      errors: expect.stringContaining('应答 500'),
    })
    expect(await codeOf(kept('first.zip'), '--key', 'http://127.0.0.1:1/key')).toBe(2)
  })
})

describe('handed over', () => {
  let second: { house: OpenHouse; app: FastifyInstance }
  let third: { house: OpenHouse; app: FastifyInstance }
  const opened = async () => {
    const house = await openHouse(office.house.config, office.house.time)
    return { house, app: await openApp(house) }
  }
  const published = (app: FastifyInstance, of = '') =>
    app.inject(`/.well-known/ysqgk-key${of}`).then(({ body }) => body)
  const env = () => ({
    ...{ DATA_DIR: office.folder, DATABASE_URL: office.house.databaseUrl, DATABASE_OWNER_URL: office.databaseUrl },
    ...{ SECRET_KEY: SECRET, MAIL_FROM: office.house.config.mailFrom },
  })
  /** The key of this house and the notes beside it, as a file. */
  const trustedFile = async (app: FastifyInstance, name: string) =>
    keep(name, `${await published(app)}${await published(app, '/handovers')}`)
  const named = (signer: number) => {
    const { signers, origin } = third.house.keys
    const all = openKeys({ ...office.house.config })
    expect(all.signers).toHaveLength(3)
    const verifier = [all.verifier, ...all.earlier][signer]!
    return { signer: signers[signer]!, verifier, origin }
  }

  beforeAll(async () => {
    await office.theJobsRun()
    await chainAudit(overAll(office.house))
    const { key, before, on, notes } = await handOver(office.house.config, office.house.time)
    expect([before, on, notes]).toEqual([verifierKey(office.house.keys), '2026-03-02', 1])
    expect(key).not.toBe(before)
  })
  afterAll(async () => {
    for (const one of [second, third]) {
      await one?.app.close()
      await one?.house.close()
    }
  })

  test('a process that was not started again signs nothing, says so, and what it publishes leads on', async () => {
    const answer = await office.app.inject({
      url: `/api/v1/cases/${id}/evidence`,
      headers: { authorization: `Bearer ${await tokenAt(office.app)}` },
    })
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'KEY_HANDED_OVER'])
    const ready = (await office.app.inject('/health/ready')).json()
    expect(ready).toMatchObject({ ready: true, signing: expect.stringContaining('start this process again') })
    const before = await office.sql`select max(size) as size from checkpoints`
    await office.citizen.files()
    await office.theJobsRun()
    expect(await office.sql`select max(size) as size from checkpoints`).toEqual(before)

    second = await opened()
    keep('second.zip', await bundleOf(second.app))
    expect((await second.app.inject('/health/ready')).json().signing).toBe('ok')
    expect(await codeOf(kept('second.zip'), '--key', address), 'the old key, and notes beside it').toBe(0)
    expect(await codeOf(kept('second.zip'), '--key', kept('first.key')), 'the old key, and notes in the bundle').toBe(0)
    expect(openBag(readFileSync(kept('second.zip'))).tags.has('handovers.txt')).toBe(true)
    expect(openBag(readFileSync(kept('first.zip'))).tags.has('handovers.txt')).toBe(false)
  })

  test('twice in a row, by the command: whoever keeps any of the keys proves each bundle', async () => {
    const [out, err] = [new PassThrough(), new PassThrough()]
    expect(await keysCommand(env(), ['hand-over'], out, err)).toBe(0)
    out.end()
    err.end()
    const said = JSON.parse(await text(out))
    expect(await text(err)).toMatch(/重新启动每一个服务进程.*\/health\/ready.*WITNESS_FOR.*WITNESS_URL/s)
    third = await opened()
    expect(said).toMatchObject({
      key: verifierKey(third.house.keys),
      fingerprint: fingerprint(third.house.keys.verifier),
      before: verifierKey(second.house.keys),
    })
    await office.citizen.files() // so that the log is signed by the last key
    keep('third.zip', await bundleOf(third.app))
    const notes = readHandOvers(await published(third.app, '/handovers'))
    expect(notes).toMatchObject([
      { from: verifierKey(office.house.keys), to: verifierKey(second.house.keys), on: '2026-03-02' },
      { from: verifierKey(second.house.keys), to: verifierKey(third.house.keys) },
    ])
    keep('second.key', await published(second.app))
    const all = await trustedFile(third.app, 'third.key')
    for (const bundle of ['first.zip', 'second.zip', 'third.zip'])
      expect(await codeOf(kept(bundle), '--key', all), `${bundle} by the last key and its notes`).toBe(0)
    expect(await codeOf(kept('early.zip'), '--key', all), 'one of 0.1 by the last key').toBe(3)
    for (const key of ['first.key', 'second.key'])
      expect(await codeOf(kept('third.zip'), '--key', kept(key)), `the last bundle by ${key}`).toBe(0)
    expect(await codeOf(kept('first.zip'), '--key', kept('second.key')), 'without a note nothing leads back').toBe(1)
    const [lines] = await office.sql<{ n: number }[]>`
      select count(*)::int as n from audit_lines where what = 'keyHandedOver' and by = 'system'`
    expect(lines!.n).toBe(2)
  })

  test('notes that are forged, cut or reordered lead nowhere, in a bundle and beside it', async () => {
    const [first, next] = (await published(third.app, '/handovers')).split(/(?<=\n)\n(?=ysqgk)/) as [string, string]
    const pair = generateKeyPairSync('ed25519')
    const forger = { signer: pair.privateKey, verifier: pair.publicKey, origin: third.house.keys.origin }
    const last = named(0)
    const own = handOverNote(forger, last, '2026-03-02')
    const forged = own.replace(verifierKey(forger), verifierKey(named(2)))
    const without = `${first.trimEnd().split('\n').slice(0, -1).join('\n')}\n`
    const redated = first.replace('2026-03-02', '2026-03-03')
    const signed = /not signed by both/
    const order = /does not go on from the one before/
    const other = /another key than the one that is trusted/
    // Signed by the office's own last key, so that the notes alone decide.
    for (const [what, notes, fault, isWellFormed] of [
      ['the first cut', handOversText([next]), other, true],
      ['reordered', handOversText([next, first]), order, false],
      ['forged', handOversText([forged]), signed, false],
      ['signed by the old key alone', handOversText([without, next]), signed, false],
      ['another day', handOversText([redated, next]), signed, false],
      ['one twice', handOversText([first, first, next]), order, false],
      ['cut in the middle', handOversText([first, next]).slice(0, -20), signed, false],
      ['of somebody else', handOversText([own]), other, true],
      ['leading elsewhere', handOversText([first]), /do not lead to the key/, true],
    ] as const) {
      const bag = openBag(readFileSync(kept('third.zip')))
      bag.tags.set('handovers.txt', Buffer.from(notes))
      const verdict = verifyBundle(packed(restated(bag, last)), { key: verifierKey(named(2)) })
      expect([verdict.ok, verdict.firstFault?.what], what).toEqual([false, expect.stringMatching(fault)])
      const beside = keep('beside.key', `${verifierKey(named(2))}\n${notes}`)
      bag.tags.delete('handovers.txt')
      const alone = keep('alone.zip', packed(restated(bag, last)))
      expect(await codeOf(alone, '--key', beside), `${what}, beside it`).toBe(isWellFormed ? 1 : 2)
    }
    const whole = keep('beside.key', `${verifierKey(named(2))}\n${handOversText([first, next])}`)
    expect(await codeOf(kept('alone.zip'), '--key', whole), 'genuine').toBe(0)
  })

  test('a key that was handed over signs nothing of a later day', async () => {
    const old = (day: string) => {
      const bag = restated(openBag(readFileSync(kept('first.zip'))), named(2), (said) => {
        said.checkpoint = { ...said.checkpoint, day }
      })
      return keep('old.zip', packed(bag))
    }
    expect(await codeOf(old('2026-03-02'), '--key', kept('third.key'))).toBe(0)
    const late = await verify(old('2026-03-03'), '--key', kept('third.key'))
    expect(late).toMatchObject({
      code: 1,
      verdict: { firstFault: { what: expect.stringContaining('after it was handed over') } },
    })
  })

  test('log, audit and its exports, doctor and witnesses go on', async () => {
    const { house, app } = third
    expect(await verifyAll(house)).toMatchObject({
      ok: true,
      authenticated: true,
      key: verifierKey(house.keys).split('+')[1],
    })
    const look = databaseChecks.find(({ check }) => check === 'keys')!.look
    const patient = { sql: house.sql, config: house.config } as Parameters<typeof look>[0]
    expect(await look(patient)).toMatchObject({ level: 'ok' })

    const lines = (await memberAt(app, 'auditor').gets('/audit.jsonl')).text
    const exported = keep('audit.jsonl', lines)
    const head = JSON.parse(lines.split('\n')[0]!)
    const [bare, own] = [verifierKey(office.house.keys), verifierKey(house.keys)].map((key) => key.split('+')[2])
    expect(head.chains.map(({ key }: { key: string }) => key.split('+')[2])).toEqual([bare])
    expect(lines).toContain(own)
    for (const key of ['first.key', 'second.key', 'third.key'])
      expect(await verify(exported, '--key', kept(key)), key).toMatchObject({
        code: 0,
        verdict: { ok: true, authenticated: true },
      })

    const [note] = await office.sql<{ note: string }[]>`select note from checkpoints order by size desc limit 1`
    const asked = async (keys: string[]) => {
      const witness = await openApp({
        ...house,
        config: { ...house.config, witnessFor: keys.map((key) => verifierOf(key)!) },
      })
      const answer = await witness.inject({
        method: 'POST',
        url: '/witness/add-checkpoint',
        payload: `old 0\n\n${note!.note}`,
      })
      await witness.close()
      return answer.statusCode
    }
    await bundleOf(app)
    const ofLog = [first(), verifierKey(house.keys)]
    expect(await asked([ofLog[0]!])).toBe(403)
    expect(await asked(ofLog)).toBe(200)
  })
  const first = () => readFileSync(kept('first.key'), 'utf8').trim()

  test('a backup has the keys of before and after; restored, the last one signs', async () => {
    const { config, time } = third.house
    const [dir, keysDir] = [kept('backup'), kept('backup.keys')]
    await backUp(config, { dir, keysDir }, () => {}, time.now)
    expect(JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')).key).toContain(
      verifierKey(third.house.keys).split('+')[2],
    )
    expect(readFileSync(join(keysDir, 'signing.key'), 'utf8')).toBe(signersText(third.house.keys.signers))
    const database = await freshDatabase()
    const place = mkdtempSync(join(tmpdir(), 'ysqgk-restored-'))
    const { SECRET_KEY: _, ...others } = env()
    const there = { ...others, DATA_DIR: place, DATABASE_URL: database.runtimeUrl, DATABASE_OWNER_URL: database.url }
    await restore(there, { dir, keysDir }, () => {})
    const house = await openHouse(
      {
        ...config,
        dataDir: place,
        blobDir: join(place, 'blobs'),
        databaseUrl: database.runtimeUrl,
        databaseOwnerUrl: database.url,
      },
      time,
    )
    const app = await openApp(house)
    try {
      expect(
        keep('restored.zip', await bundleOf(app)) && (await codeOf(kept('restored.zip'), '--key', kept('first.key'))),
      ).toBe(0)
    } finally {
      await app.close()
      await house.close()
      await database.drop()
      rmSync(place, { recursive: true })
    }
  })

  test('interrupted it is begun again; a machine whose key was handed over elsewhere is refused', async () => {
    const { config, time } = third.house
    const place = mkdtempSync(join(tmpdir(), 'ysqgk-machine-'))
    try {
      keepSigners(place, office.house.keys.signers)
      const stale = { ...config, dataDir: place }
      await expect(handOver(stale, time)).rejects.toMatchObject({ code: 'KEYS_HANDED_OVER' })
      await expect(
        backUp(stale, { dir: kept('stale'), keysDir: kept('stale.keys') }, () => {}, time.now),
      ).rejects.toMatchObject({ code: 'KEYS_HANDED_OVER' })
      await expect(openHouse(stale, time)).rejects.toThrow(/another signing key .*Copy signing\.key/s)
      // Killed after the file, before the row: no start until the command has ended its work.
      keepSigners(place, third.house.keys.signers)
      const ahead = generateKeyPairSync('ed25519').privateKey
      keepSigners(place, [ahead, ...third.house.keys.signers])
      await expect(openHouse(stale, time)).rejects.toThrow(/keys hand-over/)
      const ended = await handOver(stale, time)
      expect(ended).toMatchObject({ before: verifierKey(third.house.keys), notes: 1 })
      expect(openKeys(stale).signer.equals(ahead)).toBe(true)
    } finally {
      rmSync(place, { recursive: true })
    }
  })
})

async function tokenAt(app: FastifyInstance): Promise<string> {
  const payload = { username: 'registrar', password: 'Demo-2026-open' }
  return (await app.inject({ method: 'POST', url: '/api/v1/sessions', payload })).json().token
}
