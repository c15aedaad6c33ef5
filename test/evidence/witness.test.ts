/** Checkpoints go where the office cannot edit them: a folder, a mail, another installation over real HTTP. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Tx } from '../../src/db/client.ts'
import { completedBy, leafHash, nodeHash } from '../../src/evidence/log/merkle.ts'
import { sequence } from '../../src/evidence/log/sequence.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { witness as giveNow, sweepWitnesses } from '../../src/evidence/witness/witnesses.ts'
import { checkpoint, verifierKey } from '../../src/ground/checkpoint.ts'
import { readConfig } from '../../src/ground/config.ts'
import { keysOf } from '../../src/ground/keys.ts'
import { cosignedBy, treeIn, verifierOf } from '../../src/ground/signed-note.ts'
import { entryHash } from '../../src/ledger/hashed.ts'
import { examine } from '../../src/upkeep/doctor.ts'
import { type Office, openOffice } from '../support/house.ts'
import { inTurn } from '../support/proof.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

/** Of a third log, whose checkpoints the tests sign themselves. */
const strange = keysOf([{ id: '1', secret: 'the secret of a log that the tests keep themselves' }])
const STRANGE = 'log.example/strange'

let mail: MailServer
let city: Office
let office: Office
let share: string
let witnessUrl: string
let cosigner: string
let settings: Record<string, string>
beforeAll(async () => {
  mail = await startMailServer()
  share = mkdtempSync(join(tmpdir(), 'ysqgk-share-'))
  const ours = keysOf([{ id: '1', secret: 'a secret of the tests, and of nobody else' }])
  city = await openOffice({
    district: false,
    settings: {
      SECRET_KEY: 'the secret of the city, which witnesses the district',
      WITNESS_FOR: `${verifierKey(ours, 'gk.example.gov.cn/ysqgk')} ${verifierKey(strange, STRANGE)}`,
    },
  })
  await city.app.listen({ port: 0, host: '127.0.0.1' })
  witnessUrl = `http://127.0.0.1:${(city.app.server.address() as AddressInfo).port}/witness`
  cosigner = (await (await fetch(`${witnessUrl}/key`)).text()).trim()
  settings = { WITNESS_URL: `${pathToFileURL(share)} mailto:pan@archive.example ${witnessUrl}#${cosigner}` }
  office = await openOffice({ smtpUrl: mail.url, settings })
})
afterAll(async () => {
  await office?.close()
  await city?.close()
  await mail.close()
  rmSync(share, { recursive: true })
})

const last = async () => {
  const [row] = await office.sql<{ size: string; root: string; note: string }[]>`
    select size, root, note from checkpoints order by size desc limit 1`
  return { ...row!, size: Number(row!.size) }
}
const checkpointMails = () => mail.mails.filter(({ to }) => to?.[0]?.address === 'pan@archive.example')
const cosignedSizes = async (origin: string) =>
  (await city.sql<{ size: string }[]>`select size from cosigned where origin = ${origin} order by size`).map(
    ({ size }) => Number(size),
  )
const quietly = async <T>(work: () => Promise<T>): Promise<T> => {
  const stderr = vi.spyOn(console, 'error').mockImplementation(() => {})
  try {
    return await work()
  } finally {
    stderr.mockRestore()
  }
}

test('the key of an installation that is not open yet is published all the same', async () => {
  const answer = await fetch(witnessUrl.replace('/witness', '/.well-known/ysqgk-key'))
  expect([answer.status, await answer.text()]).toEqual([200, `${verifierKey(city.house.keys)}\n`])
})

test('once a case is archived, its checkpoint is in the folder, in a mail, and cosigned by the other installation', async () => {
  await office.caseUntil('archived')
  await office.theJobsRun()
  const { size, root, note } = await last()
  const [log] = await office.sql<{ n: number }[]>`select count(*)::int as n from ledger`
  expect(size).toBe(log!.n)
  const [file, ...others] = readdirSync(share)
  expect([file, others]).toEqual([expect.stringMatching(new RegExp(`^checkpoint-.+-0*${size}\\.txt$`)), []])
  expect(readFileSync(join(share, file!), 'utf8')).toBe(note)

  const [sent, ...again] = checkpointMails()
  expect(again).toEqual([])
  expect(sent!.messageId).toBe(`<checkpoint.${size}.${root.slice(0, 16)}@example.gov.cn>`)
  expect(sent!.text).toContain(note.trimEnd())
  expect(Buffer.from(sent!.attachments[0]!.content as ArrayBuffer).toString('utf8')).toBe(note)

  const { origin, body } = treeIn(note)!
  expect(await city.sql`select size::int, root, note from cosigned`).toEqual([{ size, root, note }])
  const kept = await office.sql<{ witness: string; proof: string }[]>`
    select witness, proof from witnessed where size = ${size} order by witness`
  expect(kept.map(({ witness }) => witness)).toEqual(
    [`${pathToFileURL(share)}`, witnessUrl, 'mailto:pan@archive.example'].sort(),
  )
  const { proof } = kept.find(({ witness }) => witness === witnessUrl)!
  expect(cosignedBy(body, proof, verifierOf(cosigner)!)).toMatchObject({ at: expect.any(Date) })
  expect(cosignedBy(body.replace(origin, `${origin}x`), proof, verifierOf(cosigner)!)).toBeUndefined()
})

test('each day what came since is given, once; a day without facts gives nothing', async () => {
  const had = await last()
  await office.citizen.files()
  await sequence(office.house)
  await sweepWitnesses(office.house)
  expect(await cosignedSizes(treeIn(had.note)!.origin)).toEqual([had.size])
  office.itIs('2026-03-03')
  await sweepWitnesses(office.house)
  await sweepWitnesses(office.house)
  const { size, note } = await last()
  expect(size).toBeGreaterThan(had.size)
  expect(await cosignedSizes(treeIn(note)!.origin)).toEqual([had.size, size])
  office.itIs('2026-03-04')
  await sweepWitnesses(office.house)
  expect([readdirSync(share).length, checkpointMails().length]).toEqual([2, 2])
})

test('three at once give one file, one size, and mails of one Message-ID', async () => {
  await office.citizen.files()
  await Promise.all([1, 2, 3].map(() => giveNow(office.house, {}, false)))
  const { size, note } = await last()
  expect((await cosignedSizes(treeIn(note)!.origin)).at(-1)).toBe(size)
  expect(readdirSync(share)).toHaveLength(3)
  expect(new Set(checkpointMails().map(({ messageId }) => messageId)).size).toBe(3)
})

const health = async () => {
  const { statusCode, body } = await office.app.inject({ url: '/health/ready' })
  return { statusCode, witness: JSON.parse(body).witness }
}
async function doctor() {
  const config = readConfig({
    DATA_DIR: office.folder,
    SECRET_KEY: 'a secret of the tests, and of nobody else',
    ...settings,
  })
  for await (const finding of examine({ config, sql: office.house.everywhere.sql, now: () => office.house.time.now() }))
    if (finding.check === 'witness') return finding
  throw new Error('no such check')
}

test('a share that is not mounted: shown, tried again, mailed once a day; the service stays ready; then it is given', async () => {
  await office.sql`update people set email = 'admin@example.gov.cn' where username = 'admin'`
  const told = () => mail.mails.filter(({ to }) => to?.[0]?.address === 'admin@example.gov.cn').length
  office.itIs('2026-03-05')
  await office.citizen.files()
  await sequence(office.house)
  renameSync(share, `${share}-away`)
  try {
    await quietly(() => sweepWitnesses(office.house))
    expect(existsSync(share)).toBe(false)
    expect(await health()).toEqual({ statusCode: 200, witness: expect.stringContaining('is it mounted?') })
    expect(await doctor()).toMatchObject({ level: 'warning', says: expect.stringContaining('is it mounted?') })
    expect(told()).toBe(0)
    office.itIs('2026-03-06')
    for (let n = 0; n < 3; n++) await sweepWitnesses(office.house)
    await office.theJobsRun()
    expect(told()).toBe(1)
    await expect(giveNow(office.house, {}, false)).rejects.toThrow('is it mounted?')
    await giveNow(office.house, {}, true) // the last try of the queue is no job that was given up
  } finally {
    renameSync(`${share}-away`, share)
  }
  office.itIs('2026-03-09')
  await sweepWitnesses(office.house)
  expect(await health()).toEqual({ statusCode: 200, witness: 'ok' })
  expect((await doctor()).level).toBe('ok')
  const { size } = await last()
  expect(readdirSync(share).filter((name) => name.endsWith(`-${String(size).padStart(12, '0')}.txt`))).toHaveLength(1)
})

test('another checkpoint of the same size in the folder is not overwritten, and is no matter of being away', async () => {
  await office.citizen.files()
  await sequence(office.house)
  const { size, note } = await last()
  const name = readdirSync(share)[0]!.replace(/\d{12}/, String(size).padStart(12, '0'))
  const other = note.replace(/\n[^\n]{43}=\n/, `\n${Buffer.alloc(32, 1).toString('base64')}\n`)
  writeFileSync(join(share, name), other)
  await quietly(() => giveNow(office.house, {}, true))
  expect(readFileSync(join(share, name), 'utf8')).toBe(other)
  expect(await doctor()).toMatchObject({ level: 'fault', says: expect.stringContaining('another checkpoint') })
  rmSync(join(share, name))
  await giveNow(office.house, {}, true)
  expect((await doctor()).level).toBe('ok')
})

/** As its owner: the guards are off meanwhile. */
const asOwner = (tables: readonly string[], work: (tx: Tx) => Promise<unknown>) =>
  office.sql.begin(async (tx) => {
    for (const table of tables) await tx.unsafe(`alter table ${table} disable trigger user`)
    await work(tx)
    for (const table of tables) await tx.unsafe(`alter table ${table} enable trigger user`)
  })
/** The nodes anew, from whatever leaves there are. */
async function nodesAnew(tx: Tx) {
  const nodes = new Map<string, string>()
  const rows = await tx<{ hash: string }[]>`select hash from log order by index`
  for (const [i, { hash }] of rows.entries())
    for (const node of completedBy(i, leafHash(Buffer.from(hash, 'hex')), (l, n) => nodes.get(`${l}/${n}`)!))
      nodes.set(`${node.level}/${node.index}`, node.hash)
  await tx`delete from log_nodes`
  for (const [place, hash] of nodes) {
    const [level, index] = place.split('/').map(Number)
    await tx`insert into log_nodes ${tx({ level: level!, index: index!, hash })}`
  }
}
const verified = (kinds: string[], paths: string[] = []) => {
  const witnesses = office.house.config.witnesses.filter(({ kind }) => kinds.includes(kind))
  return verifyAll({ ...office.house, config: { ...office.house.config, witnesses } }, { paths })
}

test('verify --all asks the witnesses: they agree; one that is away leaves it unauthenticated, and no fault', async () => {
  const { ok, authenticated, witnesses } = await verified(['folder', 'mail', 'cosigner'])
  const { size } = await last()
  expect({ ok, authenticated }).toEqual({ ok: true, authenticated: true })
  expect(witnesses).toEqual([
    { witness: `${pathToFileURL(share)}`, agrees: true, size },
    { witness: 'mailto:pan@archive.example', agrees: null, size: null, says: expect.stringContaining('--witness') },
    { witness: witnessUrl, agrees: true, size },
  ])
  renameSync(share, `${share}-away`)
  expect(await verified(['folder'])).toMatchObject({ ok: true, authenticated: false })
  renameSync(`${share}-away`, share)
  await expect(verified([], ['/nowhere/at/all'])).rejects.toThrow('/nowhere/at/all')
})

inTurn(0, 3)('a checkpoint that a witness holds and the database does not have any more', async () => {
  const [row] = await office.sql`select * from checkpoints where size = (select min(size) from witnessed)`
  await asOwner(['checkpoints'], (tx) => tx`delete from checkpoints where size = ${row!.size}`)
  expect((await verified([])).ok).toBe(true) // that it was there, nothing else knows
  for (const kind of ['folder', 'cosigner'])
    expect(await verified([kind])).toMatchObject({
      ok: false,
      firstFault: {
        what: `a witness holds a checkpoint that is missing here: of size ${row!.size}`,
        says: expect.any(String),
      },
    })
  await office.sql`insert into checkpoints ${office.sql(row!)}`
  expect((await verified(['folder', 'cosigner'])).authenticated).toBe(true)
})

inTurn(1, 3)('a file of the folder that is gone, and one that another key signed', async () => {
  const name = readdirSync(share).at(-1)!
  const note = readFileSync(join(share, name), 'utf8')
  rmSync(join(share, name))
  expect(await verified(['folder'])).toMatchObject({ ok: true, authenticated: false, witnesses: [{ agrees: false }] })
  const { size, root, origin } = treeIn(note)!
  // A share that is not mounted looks so; that nothing is said to have been given there is the database's word alone.
  const away = mkdtempSync(join(tmpdir(), 'unmounted-'))
  const unmounted = {
    ...office.house.config,
    witnesses: [{ kind: 'folder' as const, name: 'file:///unmounted', folder: away }],
  }
  expect(await verifyAll({ ...office.house, config: unmounted })).toMatchObject({
    ...{ ok: true, authenticated: false, unwitnessed: expect.any(Number) },
    witnesses: [{ agrees: null, says: expect.stringContaining('没有挂载') }],
  })
  rmSync(away, { recursive: true })
  writeFileSync(join(share, name), checkpoint(size, root, strange, origin))
  expect(await verified(['folder'])).toMatchObject({
    ok: false,
    firstFault: { what: expect.stringContaining('not signed by the key of this house') },
  })
  writeFileSync(join(share, name), note)
})

test('the owner writes ledger and log anew, with the guards off, deletes every checkpoint, and the service signs over it: the witnesses name it', async () => {
  const { id } = await office.caseUntil('submitted')
  await giveNow(office.house, {}, true)
  const mailed = join(share, '..', `ysqgk-mail-${process.pid}.eml`)
  writeFileSync(mailed, checkpointMails().at(-1)!.raw)
  const tables = ['ledger', 'cases', 'log', 'log_nodes', 'checkpoints', 'witnessed']
  await asOwner(tables, async (tx) => {
    const [fact] = await tx<Parameters<typeof entryHash>[0][]>`
      update ledger set at = at + interval '1 second' where case_id = ${id}
      returning agency_id, case_id, position, type, "on", open, words, by, at, previous_hash`
    const hash = entryHash({ ...fact!, at: new Date(fact!.at).toISOString() })
    await tx`update ledger set hash = ${hash} where case_id = ${id}`
    await tx`update cases set head = ${hash} where id = ${id}`
    await tx`update log set hash = ${hash} where case_id = ${id}`
    await nodesAnew(tx)
    await tx`delete from checkpoints`
    await tx`delete from witnessed`
  })
  expect(await verified([])).toMatchObject({ firstFault: { what: expect.stringContaining('no checkpoint signs') } })
  await office.citizen.files()
  await sequence(office.house)
  expect((await verified([])).ok).toBe(true) // it proves itself: the whole reason for a witness
  const named = { ok: false, authenticated: false, firstFault: { says: expect.stringMatching(/见证/) } }
  for (const kind of ['folder', 'cosigner']) expect(await quietly(() => verified([kind])), kind).toMatchObject(named)
  for (const saved of [mailed, share]) expect(await verified([], [saved]), saved).toMatchObject(named)
  await quietly(() => giveNow(office.house, {}, true))
  expect(await doctor()).toMatchObject({
    level: 'fault',
    says: expect.stringContaining('见证所存的与本系统的台账不符'),
  })
  rmSync(mailed)
})

inTurn(2, 3)('the whole log taken away: what witnesses hold is missing', async () => {
  await asOwner(['log', 'log_nodes', 'checkpoints', 'witnessed'], async (tx) => {
    for (const table of ['log', 'log_nodes', 'checkpoints', 'witnessed']) await tx.unsafe(`delete from ${table}`)
  })
  for (const kind of ['folder', 'cosigner']) {
    const { witnesses } = await quietly(() => verified([kind]))
    expect(witnesses).toMatchObject([{ agrees: false }])
  }
})

describe('as a witness of others', () => {
  const leaves = Array.from({ length: 8 }, (_, i) => leafHash(Buffer.from(`fact ${i}`)))
  const rootOf = (hashes: readonly string[]): string => {
    if (hashes.length === 1) return hashes[0]!
    let k = 1
    while (k * 2 < hashes.length) k *= 2
    return nodeHash(rootOf(hashes.slice(0, k)), rootOf(hashes.slice(k)))
  }
  /** RFC 6962, PROOF(m, D[n]). */
  const proofOf = (m: number, d: readonly string[], known = true): string[] => {
    if (m === 0) return []
    if (m === d.length) return known ? [] : [rootOf(d)]
    let k = 1
    while (k * 2 < d.length) k *= 2
    return m <= k
      ? [...proofOf(m, d.slice(0, k), known), rootOf(d.slice(k))]
      : [...proofOf(m - k, d.slice(k), false), rootOf(d.slice(0, k))]
  }
  const noteOf = (size: number, of = leaves) => checkpoint(size, rootOf(of.slice(0, size)), strange, STRANGE)
  const asks = async (old: number, note: string, proof: readonly string[] = []) => {
    const lines = [`old ${old}`, ...proof.map((hash) => Buffer.from(hash, 'hex').toString('base64')), '', note]
    const answer = await quietly(() =>
      fetch(`${witnessUrl}/add-checkpoint`, { method: 'POST', body: lines.join('\n') }),
    )
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
  }
  const goes = (old: number, size: number, of = leaves) => asks(old, noteOf(size, of), proofOf(old, of.slice(0, size)))

  test('what is no request, whose log is nobody’s, and what somebody else signed', async () => {
    expect((await asks(0, 'x')).status).toBe(400)
    expect((await asks(3, noteOf(2))).status).toBe(400)
    const unknown = checkpoint(1, leaves[0]!, strange, 'log.example/unknown')
    expect((await asks(0, unknown)).status).toBe(404)
    const forged = checkpoint(
      1,
      leaves[0]!,
      keysOf([{ id: '1', secret: 'the secret of somebody else, who forges' }]),
      STRANGE,
    )
    expect((await asks(0, forged)).status).toBe(403)
    expect((await asks(0, noteOf(1).replace('\n1\n', '\n2\n'))).status).toBe(403)
    expect(await cosignedSizes(STRANGE)).toEqual([])
  })

  test('on, with a proof; never back, never across, nor without', async () => {
    const first = await goes(0, 2)
    expect(first.status).toBe(200)
    expect(cosignedBy(treeIn(noteOf(2))!.body, first.text, verifierOf(cosigner)!)).toBeDefined()
    const other = [leaves[7]!, ...leaves.slice(1)]
    expect(await goes(0, 3)).toEqual({ status: 409, type: expect.stringContaining('text/x.tlog.size'), text: '2\n' })
    expect((await goes(2, 2)).status).toBe(200) // again
    expect((await goes(2, 2, other)).status).toBe(409)
    expect((await goes(2, 5, other)).status).toBe(422)
    expect((await asks(2, noteOf(5), [])).status).toBe(422)
    expect((await asks(2, noteOf(5), proofOf(1, leaves.slice(0, 5)))).status).toBe(422)
    expect((await goes(2, 5)).status).toBe(200)
    expect(await goes(1, 2)).toMatchObject({ status: 409, text: '5\n' })
    expect(await cosignedSizes(STRANGE)).toEqual([2, 5])
    const two = noteOf(6).trimEnd()
    // Signatures of others beside that of the log are passed by.
    const answer = await asks(5, `${two}\n— other.example/w AAAAAAAAAAA=\n`, proofOf(5, leaves.slice(0, 6)))
    expect(answer.status).toBe(200)
  })

  test('two that race, to two branches: one is cosigned', async () => {
    const other = [...leaves.slice(0, 6), leaves[0]!, leaves[1]!]
    for (let round = 0; round < 10; round++) {
      await city.sql.begin(async (tx) => {
        await tx`alter table cosigned disable trigger user`
        await tx`delete from cosigned where origin = ${STRANGE} and size > 6`
        await tx`alter table cosigned enable trigger user`
      })
      const answers = await Promise.all([goes(6, 8), goes(6, 7, other), goes(6, 8, other), goes(6, 7)])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
      expect((await cosignedSizes(STRANGE)).filter((size) => size > 6)).toHaveLength(1)
    }
  })

  test('who witnesses for nobody has no such route', async () => {
    const { statusCode } = await office.app.inject({ method: 'POST', url: '/witness/add-checkpoint', payload: 'old 0' })
    expect(statusCode).toBe(404)
  })
})
