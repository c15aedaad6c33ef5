/** A copy for a party: what is somebody else's is left out of it, provably, and it passes for the court's before nobody. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { canonical } from '../../src/ground/canonical.ts'
import { verifierKey } from '../../src/ground/checkpoint.ts'
import { asked, COMPANY } from '../consultations/parties.ts'
import {
  bagFaults,
  factsIn,
  type Json,
  listed,
  membersOf,
  type OpenBag,
  openBag,
  packed,
  restated,
  saidIn,
} from '../support/bags.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application, residentNumber } from '../support/people.ts'

/** As the ledger keeps them. */
const kept = (number: string) => `${number.slice(0, 6)}********${number.slice(14)}`
const LIS_NUMBER = residentNumber(501)
const LI = { phone: '0000-2000002', address: '示例省示例市云溪区示例巷22号', idNumber: kept(LIS_NUMBER) }
const ZHANG = { phone: '0000-1000009', address: '示例省示例市云溪区示例路9号', idNumber: kept(residentNumber(502)) }
const AGENT = { name: '王代理', phone: '0000-3000003', idNumber: kept(residentNumber(503)) }
const COMPANYS = {
  contact: '赵联系',
  phone: '0000-4000004',
  address: '示例省示例市示例园区4号',
  email: 'co@company.example',
}
const OPINION = '涉及本公司成本构成，属于商业秘密。'

let office: Office
let key: string
let id: string
const of = async (audience?: string) => {
  const query = audience ? `?audience=${encodeURIComponent(audience)}` : ''
  return office.registrar.gets(`/api/v1/cases/${id}/evidence${query}`)
}
beforeAll(async () => {
  office = await openOffice()
  key = verifierKey(office.house.keys)
  const person = { kind: 'person', idType: 'residentId' }
  const content = application({
    applicant: { ...ZHANG, idNumber: residentNumber(502) },
    coApplicants: [{ ...person, name: '李四', ...LI, idNumber: LIS_NUMBER }],
    representative: 'applicant',
    agent: { idType: 'residentId', ...AGENT, idNumber: residentNumber(503) },
    request: {
      title: '示例路项目成本测算',
      description: '我叫张三，家住示例路9号，要看成本测算。',
      form: 'paper',
      delivery: 'portal',
    },
  })
  const story = await asked(office, { content, ...COMPANYS, about: '成本测算', interest: 'tradeSecret' })
  id = story.id
  await story.party.records({ type: 'thirdPartyReached' })
  await story.party.records(
    { type: 'thirdPartyAnswered', consents: false, reasons: OPINION },
    { files: [{ name: '示例路项目建设有限公司的说明.txt', content: '成本构成表' }] },
  )
  await office.handler.records(id, {
    type: 'thirdPartyAssessed',
    reasonable: true,
    publicInterest: false,
    why: '属于商业秘密。',
    interest: 'tradeSecret',
  })
  await office.handler.records(id, { type: 'noted', text: `身份证号 ${LIS_NUMBER} 的共同申请人询问进度。` })
  await office.handler.records(id, { type: 'noted', text: '与承办机构核对。' })
  const { files } = (await office.registrar.adds(id, [{ name: '李四身份证.txt', content: '扫描件' }])).json
  await office.registrar.records(id, { type: 'fileAdded', files: [files[0].id] })
})
afterAll(() => office.close())

/** Every byte of a bundle as text. */
const textOf = (zip: Buffer) =>
  membersOf(openBag(zip))
    .map(([name, bytes]) => `${name}\n${bytes.toString()}`)
    .join('\n')
const factOf = (bag: OpenBag, type: string, nth = 0) => factsIn(bag).filter((fact) => fact.type === type)[nth]!
const extractsIn = (bag: OpenBag): Json[] =>
  bag.payload
    .get('extracts.jsonl')!
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

test('a court has all of it, whether it is asked for by name or not', async () => {
  const [plain, named] = [await of(), await of('court')]
  expect(plain.bytes.equals(named.bytes)).toBe(true)
  const bag = openBag(plain.bytes)
  const said = saidIn(bag)
  expect([said.audience, said.leftOut, bag.payload.has('extracts.jsonl')]).toEqual([undefined, undefined, false])
  expect(said.files.filter((file: Json) => file.stands)).toEqual([])
  expect(verifyBundle(plain.bytes, { key })).toMatchObject({ ok: true, authenticated: true, audience: 'court' })
  for (const secret of [LI.idNumber, AGENT.phone, COMPANYS.email, OPINION])
    expect(textOf(plain.bytes)).toContain(secret)
})

test.each([
  [
    'applicant',
    '张三',
    [ZHANG.phone, ZHANG.idNumber],
    [...Object.values(LI), LIS_NUMBER, ...Object.values(AGENT), ...Object.values(COMPANYS), COMPANY, OPINION],
  ],
  [
    'coApplicant:1',
    '李四',
    [LI.phone, LI.idNumber],
    [...Object.values(ZHANG), ...Object.values(AGENT), ...Object.values(COMPANYS), COMPANY, OPINION],
  ],
  [
    'consultation:1',
    COMPANY,
    [COMPANYS.phone, OPINION],
    [...Object.values(ZHANG), ...Object.values(LI), LIS_NUMBER, ...Object.values(AGENT), '张三', '李四'],
  ],
] as const)('%s gets what is theirs, and nothing of others', async (audience, name, theirs, others) => {
  const answer = await of(audience)
  expect(answer.status).toBe(200)
  expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain(`供${name}`)
  const text = textOf(answer.bytes)
  for (const own of theirs) expect(text, own).toContain(own)
  for (const other of others) expect(text, other).not.toContain(other)
  const bag = openBag(answer.bytes)
  expect(bagFaults(new Map(membersOf(bag)))).toEqual([])
  const verdict = verifyBundle(answer.bytes, { key })
  expect(verdict).toMatchObject({ ok: true, authenticated: true, audience: { party: audience, name }, erased: [] })
  expect(verdict.leftOut).toEqual(saidIn(bag).leftOut)
  expect(verdict.slips?.map(({ reason }) => reason)).toContain('unknown')
  expect((await of(audience)).bytes.equals(answer.bytes), 'the same facts are the same bytes').toBe(true)
})

test('words go with their whole fact, and an extract says what may be read of it', async () => {
  const [court, theirs] = [openBag((await of()).bytes), openBag((await of('coApplicant:1')).bytes)]
  expect(factsIn(theirs).map(({ hash }) => hash)).toEqual(factsIn(court).map(({ hash }) => hash))
  const submitted = factOf(theirs, 'submitted')
  expect([submitted.said, submitted.salt]).toEqual([null, null])
  const [first] = extractsIn(theirs)
  expect(first).toMatchObject({
    position: 1,
    said: {
      applicant: { name: '张三' },
      coApplicants: [{ name: '李四', ...LI }],
      request: { title: '示例路项目成本测算' },
    },
  })
  expect(saidIn(theirs).leftOut[0]).toMatchObject({
    position: 1,
    reason: 'others',
    fields: expect.arrayContaining(['applicant.idNumber', 'applicant.phone', 'agent']),
    article: expect.stringContaining('行政诉讼法第三十二条第二款'),
  })
  // A free text that repeats what is somebody else's goes; one that does not stays, with the salt that proves it.
  const toFirst = openBag((await of('applicant')).bytes)
  expect(factOf(toFirst, 'noted', 0).said).toBeNull()
  expect(factOf(toFirst, 'noted', 1)).toMatchObject({ said: { text: '与承办机构核对。' }, salt: expect.any(String) })
})

test('a document of others is a slip: what it is, its digest, why; not its name', async () => {
  const [court, theirs] = [openBag((await of()).bytes), openBag((await of('applicant')).bytes)]
  const whole = new Map<string, Json>(saidIn(court).files.map((file: Json) => [`${file.fact} ${file.id}`, file]))
  const slips = saidIn(theirs).files.filter((file: Json) => file.stands)
  expect(slips.map(({ stands }: Json) => stands.reason).sort()).toEqual(['others', 'others', 'unknown'])
  for (const { name, fact, id: file, stands } of slips) {
    expect(stands.for).toBe(whole.get(`${fact} ${file}`)!.sha256)
    const slip = theirs.payload.get(name.slice('data/'.length))!.toString()
    expect(slip).toContain(`校验值（SHA-256）：${stands.for}`)
    expect(slip).toMatch(/从略的理由：.+。\n依据：行政诉讼法第三十二条第二款/)
  }
  expect(theirs.payload.get('files.json')!.toString()).toBe('[]\n')
  const index = theirs.payload.get('目录.txt')!.toString()
  expect(index).toMatch(/^提供给张三的副本，不是全卷。/)
})

test('who is none of them gets nothing', async () => {
  for (const nobody of ['party', 'coApplicant:2', 'consultation:2', 'applicant:1'])
    expect((await of(nobody)).json, nobody).toMatchObject({ code: 'INVALID', errors: [{ field: 'audience' }] })
})

const pair = generateKeyPairSync('ed25519')
const forger = () => ({ signer: pair.privateKey, origin: office.house.keys.origin })
/** The same statement, changed and signed anew, in the folder that goes with it: even whoever has the office's key is found out. */
const own = (
  bag: OpenBag,
  how: (said: Json) => void,
  base = bag.base,
  by: { signer: KeyObject; origin: string } = office.house.keys,
) => packed({ ...restated(bag, by, how), base })
const withoutParty = (bag: OpenBag) => bag.base.replace(/-(applicant|coApplicant-\d+|consultation-\d+)$/, '')

test('forged: neither a party’s copy passes for the court’s nor the court’s for a party’s', async () => {
  const [court, party] = [(await of()).bytes, (await of('applicant')).bytes]
  const fresh = () => openBag(party)
  const asCourts = (said: Json) => {
    delete said.audience
    delete said.leftOut
  }
  const withFewer = (said: Json) => {
    said.leftOut = said.leftOut.slice(1)
  }
  const withoutExtracts = fresh()
  withoutExtracts.payload.delete('extracts.jsonl')
  const oneLess = fresh()
  oneLess.payload.set(
    'extracts.jsonl',
    Buffer.from(
      extractsIn(oneLess)
        .slice(1)
        .map((line) => `${canonical(line)}\n`)
        .join(''),
    ),
  )
  const tooMuch = fresh()
  const lines = extractsIn(tooMuch)
  lines[0]!.said.coApplicants[0].phone = LI.phone
  tooMuch.payload.set('extracts.jsonl', Buffer.from(lines.map((line) => `${canonical(line)}\n`).join('')))
  const named = fresh()
  const relabelled = openBag(court)
  relabelled.payload.set('extracts.jsonl', Buffer.alloc(0))
  const wordsBack = fresh()
  wordsBack.payload.set('facts.jsonl', openBag(court).payload.get('facts.jsonl')!)
  const FORGERIES: [name: string, zip: Buffer, what: RegExp][] = [
    [
      'the audience struck',
      own(fresh(), asCourts, withoutParty(fresh())),
      /gone, and no decision on record erased them/,
    ],
    [
      'the audience struck, and the list kept',
      own(fresh(), (said) => void delete said.audience, withoutParty(fresh())),
      /left out for nobody/,
    ],
    ['one left out silently', own(fresh(), withFewer), /gone, and no decision on record erased them/],
    ['the folder of the court', packed({ ...fresh(), base: withoutParty(fresh()) }), /another case or recipient/],
    [
      'another recipient',
      own(fresh(), (said) => {
        said.audience.party = 'coApplicant:1'
      }),
      /another case or recipient/,
    ],
    ['no extracts', own(withoutExtracts, () => {}), /extracts.jsonl is missing/],
    ['one extract less', own(oneLess, () => {}), /of another fact than the statement says/],
    ['an extract with what is left out', own(tooMuch, () => {}), /has what the statement says is left out/],
    [
      'a slip called a file',
      own(named, (said) => {
        for (const file of said.files) delete file.stands
      }),
      /names a file with other content/,
    ],
    ['the words put back', own(wordsBack, () => {}), /said to be left out are there/],
    [
      'the court’s called a party’s',
      own(
        relabelled,
        (said) =>
          Object.assign(said, {
            audience: { party: 'applicant', name: '张三' },
            leftOut: [{ position: 1, fields: ['agent'], reason: 'others', article: '无' }],
          }),
        `${relabelled.base}-applicant`,
      ),
      /said to be left out are there/,
    ],
    ['a party’s slips in the court’s', own(fresh(), asCourts, withoutParty(fresh())), /./],
  ]
  for (const [name, zip, what] of FORGERIES) {
    expect(verifyBundle(zip), name).toMatchObject({ ok: false, firstFault: { what: expect.stringMatching(what) } })
    expect(verifyBundle(zip, { key }).ok, name).toBe(false)
  }
  // Consistent, by whoever has no key of ours: found by the key alone.
  const consistent = own(
    openBag(court),
    (said) => Object.assign(said, { audience: { party: 'applicant', name: '张三' }, leftOut: [] }),
    `${openBag(court).base}-applicant`,
    forger(),
  )
  expect(verifyBundle(consistent, { key })).toMatchObject({
    ok: false,
    firstFault: { file: 'statement.sig' },
  })
  expect(verifyBundle(packed(listed(openBag(party))), { key }).ok).toBe(true)
})

test('the page of the case offers each party by name the copy that is theirs, and other programs read nothing of it', async () => {
  const { text } = await office.counsel.gets(`/cases/${id}`)
  const offered = [...text.matchAll(/evidence\?audience=([^"]+)"[^>]*>\s*([^<]+?)\s*</g)].map(
    ([, audience, words]) => [decodeURIComponent(audience!), words] as const,
  )
  expect(offered).toEqual([
    ['applicant', '张三（申请人）的副本'],
    ['coApplicant:1', '李四（共同申请人）的副本'],
    ['consultation:1', '示例路项目建设有限公司（第三方）的副本'],
  ])
  for (const [audience] of offered) {
    const { bytes } = await of(audience)
    expect(verifyBundle(bytes, { key })).toMatchObject({ authenticated: true, audience: { party: audience } })
  }
  expect(text).toContain('个人信息保护法第六条')
  expect((await office.counsel.gets(`/api/v1/cases/${id}`)).json).not.toHaveProperty('parties')
})
