/** `verify FILE` on a package for an archive: it is proven as a bundle is, with every bundle in it; what is neither is no forgery. */
import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { oneRun } from '../../src/archive/checks/runs.ts'
import { oneTransfer } from '../../src/archive/transfer/transfers.ts'
import { verifyCommand } from '../../src/cli/verify.ts'
import { canonical, sha256 } from '../../src/ground/canonical.ts'
import { publicPem, verifierKey } from '../../src/ground/checkpoint.ts'
import { listed, type OpenBag, openBag, packed, restated, zipped } from '../support/bags.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
let folder: string
let zip: Buffer
let facts: number
beforeAll(async () => {
  office = await openOffice()
  folder = await mkdtemp(join(tmpdir(), 'transfer-verify-'))
  const { id } = await office.caseUntil('replyServed')
  await office.archivist.records(id, { type: 'archived', retention: '10年' })
  await office.theJobsRun()
  await posts('/archive/checks', { which: 'ticked', [`case.${id}`]: 'yes' })
  await office.theJobsRun()
  for (const { code, asks } of (await oneRun(office.house, 'yunxi', 1)).items)
    if (asks) await posts('/archive/checks/1/confirmations', { item: code, passed: 'yes', why: '逐件核对。' })
  await posts('/archive/checks/1/transfer', {
    ...{ archive: '云溪区档案馆', work: '第1批', medium: '移动硬盘，1TB', description: '电子文件。', carriers: '1' },
  })
  await office.theJobsRun()
  const { made, items } = await oneTransfer(office.house, 'yunxi', 1)
  facts = items[0]!.facts
  zip = await office.house.blobs.read(made.sha256!)
})
afterAll(async () => {
  await office.close()
  await rm(folder, { recursive: true, force: true })
})

const posts = (path: string, body: object) => office.archivist.posts(path, '', { agency: 'yunxi', ...body })

/** The command on these bytes, with the office's key unless it is said otherwise. */
async function verified(bytes: Buffer, key: string | undefined = verifierKey(office.house.keys), ...more: string[]) {
  const [path, keyPath] = [join(folder, 'file.zip'), join(folder, 'the.key')]
  await writeFile(path, bytes)
  await writeFile(keyPath, `${key}\n`)
  const [out, err] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY: true })]
  const code = await verifyCommand([path, ...(key ? ['--key', keyPath] : []), ...more], out, err)
  out.end()
  err.end()
  const said = await text(out)
  return { code, verdict: said ? JSON.parse(said) : undefined, errors: await text(err) }
}

test('0 with the key of the office, 3 without one; the same members as of a bundle, and the transfer', async () => {
  const { code, verdict, errors } = await verified(zip)
  expect(code).toBe(0)
  expect(verdict).toMatchObject({
    ...{ ok: true, authenticated: true, key: verifierKey(office.house.keys), agency: 'yunxi', case: null },
    ...{ entries: facts, erased: [], transfer: { number: 1, archive: '云溪区档案馆', cases: 1 } },
  })
  expect(errors).toContain('移交包：第1号，移交云溪区档案馆，1件')
  expect(errors).not.toContain('时间戳')
  const path = join(folder, 'file.zip')
  expect(await verifyCommand([path], new PassThrough(), new PassThrough())).toBe(3)
})

const FORGED: [name: string, forge: (bag: OpenBag) => Buffer, file: string, what: string][] = [
  ['a file that was changed, with every list made anew', changed('移交目录.txt'), 'data/移交目录.txt', 'was changed'],
  ['a file that is gone', without('移交目录.txt'), 'data/移交目录.txt', 'is missing'],
  ['a file that was slipped in', withFile('data'), 'data/多余.txt', 'names this file'],
  ['a tag file that was slipped in', withFile('tags'), '多余.txt', 'was added'],
  ['a statement that was changed', restatedBy(undefined), 'transfer.sig', 'is not signed by the key'],
]
describe('whoever changes it is found', () => {
  test.each(FORGED)('%s', async (_, forge, file, what) => {
    const { code, verdict } = await verified(forge(openBag(zip)))
    expect([code, verdict.firstFault.file]).toEqual([1, file])
    expect(verdict.firstFault.what).toContain(what)
  })

  test('all of it signed by another key: consistent with itself alone, and none of ours', async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const { code, verdict } = await verified(restatedBy(privateKey)(openBag(zip)))
    expect([code, verdict.firstFault.what]).toEqual([1, expect.stringContaining('another key')])
  })

  test('a bundle in it that was signed by another, under a statement of the office', async () => {
    const bag = openBag(zip)
    const name = [...bag.payload.keys()].find((one) => one.endsWith('证据卷.zip'))!
    const { privateKey } = generateKeyPairSync('ed25519')
    const { origin } = office.house.keys
    const forged = packed(restated(openBag(bag.payload.get(name)!), { signer: privateKey, origin }))
    bag.payload.set(name, forged)
    const { code, verdict } = await verified(
      restatedBy(office.house.keys.signer, (said) => {
        said.cases[0].bundle = sha256(forged)
      })(bag),
    )
    expect([code, verdict.firstFault.file]).toEqual([1, `data/${name} statement.sig`])
  })
})

test('an archive that is neither, as a text of an office suite: wrong use, and what to give', async () => {
  const docx = zipped([
    ['[Content_Types].xml', Buffer.from('<Types/>')],
    ['word/document.xml', Buffer.from('<document/>')],
  ])
  const { code, verdict, errors } = await verified(docx)
  expect([code, verdict]).toEqual([2, undefined])
  expect(errors).toContain('不是证据卷，也不是移交包')
})

function changed(name: string) {
  return (bag: OpenBag) => {
    bag.payload.set(name, Buffer.concat([bag.payload.get(name)!, Buffer.from('。')]))
    return packed(bag)
  }
}
function without(name: string) {
  return (bag: OpenBag) => {
    bag.payload.delete(name)
    return packed(bag)
  }
}
function withFile(where: 'data' | 'tags') {
  return (bag: OpenBag) => {
    ;(where === 'data' ? bag.payload : bag.tags).set('多余.txt', Buffer.from('多余'))
    return packed(bag)
  }
}
/** The statement as it follows from what is in the bag, signed by this key; by nobody where there is none. */
function restatedBy(
  signer: KeyObject | undefined,
  // biome-ignore lint/suspicious/noExplicitAny: a test changes the JSON of a statement in ways that no type allows
  change: (said: any) => void = (said) => {
    said.archive = '他馆'
  },
) {
  return (bag: OpenBag) => {
    const { payload, tags } = bag
    const said = JSON.parse(tags.get('transfer.json')!.toString())
    if (signer) {
      const verifier = createPublicKey(signer)
      said.key = verifierKey({ verifier, origin: said.origin })
      tags.set('key.txt', Buffer.from(`${said.key}\n`))
      tags.set('key.pem', Buffer.from(publicPem(verifier)))
    }
    listed(bag)
    said.files = [...payload].map(([name, bytes]) => ({
      name: `data/${name}`,
      size: bytes.length,
      sha256: sha256(bytes),
    }))
    const bound = [...tags].filter(([name]) => !/^(transfer|tagmanifest)/.test(name))
    said.tags = Object.fromEntries(bound.map(([name, bytes]) => [name, sha256(bytes)]))
    change(said)
    const statement = Buffer.from(`${canonical(said)}\n`)
    tags.set('transfer.json', statement)
    if (signer) tags.set('transfer.sig', sign(null, statement, signer))
    return packed(bag)
  }
}
