/** A party's copy is closed by default: what names no consultation, what is of the office, what nobody can place, is not in it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { READS } from '../../src/evidence/audience/reads.ts'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { verifierKey } from '../../src/ground/checkpoint.ts'
import { FACTS } from '../../workflows/disclosure/vocabulary.ts'
import { asFile, textIn } from '../documents/samples.ts'
import { type Json, membersOf, openBag, saidIn } from '../support/bags.ts'
import { type Office, ON_PAPER, openOffice, PASSED, SECRECY, SIGNED } from '../support/house.ts'
import { application, residentNumber } from '../support/people.ts'

const PERSON = { kind: 'person', idType: 'residentId' }
const [FIRM, WORKS] = ['示例甲化工有限公司', '示例乙水务有限公司']
const REQUEST = `申请公开${FIRM}的检测数据。`
/** Each word is said once in the case, by whom it is called after. */
const M = {
  firm: '甲方意见标记',
  firmFile: '甲方附件标记',
  works: '乙方意见标记',
  worksFile: '乙方附件标记',
  agency: '他机关意见标记',
  agencyAsked: '征求他机关标记',
  note: '备注标记',
  rejected: '审核退回意见标记',
  passed: '审核通过意见标记',
  early: '初稿标记',
  final: '定稿标记',
  found: '理由审查标记',
  secrecy: '保密审查标记',
  conferred: '会商标记',
  rectified: '更正缘由标记',
} as const
const OFFICES = [
  M.agency,
  M.agencyAsked,
  M.note,
  M.rejected,
  M.passed,
  M.early,
  M.found,
  M.secrecy,
  M.conferred,
  M.rectified,
]
const THIRDS = [M.firm, M.firmFile, M.works, M.worksFile]

let office: Office
let id: string
let joint: string
const bytesOf = async (audience: string, of = id) =>
  (await office.registrar.gets(`/api/v1/cases/${of}/evidence?audience=${encodeURIComponent(audience)}`)).bytes
/** Every byte and every name of a bundle, the PDFs as text. */
const textOf = async (zip: Buffer) => {
  const texts = membersOf(openBag(zip)).map(async ([name, bytes]) =>
    name.endsWith('.pdf') ? `${name}\n${await textIn(await asFile(bytes))}` : `${name}\n${bytes.toString()}`,
  )
  return (await Promise.all(texts)).join('\n')
}

async function story(content: Json) {
  const { handler, counsel, signer, registrar } = office
  const filed = await office.caseUntil('assigned', content)
  const says = (fact: { type: string; [field: string]: unknown }) => handler.records(filed.id, fact)
  await says({ type: 'agencyConsulted', party: '示例市水利局', coMaker: false, about: M.agencyAsked })
  await says({ type: 'agencyAnswered', consents: true, reasons: M.agency })
  // No fact names its consultation: one of a kind is open at a time.
  for (const [party, opinion, paper] of [
    [FIRM, M.firm, M.firmFile],
    [WORKS, M.works, M.worksFile],
  ] as const) {
    await says({ type: 'thirdPartyConsulted', party, about: '检测数据' })
    const { files } = (await registrar.adds(filed.id, [{ name: `${paper}.txt`, content: paper }])).json
    await says({ type: 'thirdPartyAnswered', consents: true, reasons: opinion, evidence: [files[0].id] })
  }
  await says({ type: 'noted', text: M.note })
  await says({ type: 'conferred', participants: ['甲'], conclusion: M.conferred })
  await says({ ...SECRECY, reasons: M.secrecy })
  const drafts = (content: string) =>
    says({ type: 'replyDrafted', outcome: 'disclosed', fields: { ...ON_PAPER, content } })
  await drafts(M.early)
  await counsel.records(filed.id, { ...PASSED, passed: false, opinion: M.rejected })
  await drafts(M.final)
  await counsel.records(filed.id, { ...PASSED, opinion: M.passed })
  await signer.records(filed.id, SIGNED)
  await registrar.records(filed.id, { type: 'replyServed', how: 'portal' })
  return filed.id
}

beforeAll(async () => {
  office = await openOffice()
  const request = { title: '检测数据', description: REQUEST, form: 'paper', delivery: 'portal' }
  id = await story(application({ request }))
  const other = { ...PERSON, name: '李四', phone: '0000-2000002', idNumber: residentNumber(511) }
  joint = await story(application({ request, coApplicants: [other], representative: 'applicant' }))
})
afterAll(() => office.close())

test('every fact is decided: who reads which of its words', () => {
  expect(Object.keys(READS).sort()).toEqual(Object.keys(FACTS).sort())
})

test.each([
  ['applicant', [REQUEST, M.final], [...THIRDS, WORKS]],
  ['consultation:2', [M.firm, M.firmFile, M.final, FIRM], [M.works, M.worksFile, WORKS, '张三', REQUEST]],
  ['consultation:3', [M.works, M.worksFile, M.final, WORKS], [M.firm, M.firmFile, FIRM, '张三', REQUEST]],
] as const)('%s has what is theirs, whatever names no consultation', async (audience, theirs, others) => {
  const zip = await bytesOf(audience)
  const text = await textOf(zip)
  for (const own of theirs) expect(text, own).toContain(own)
  for (const other of [...others, ...OFFICES]) expect(text, other).not.toContain(other)
  expect(verifyBundle(zip, { key: verifierKey(office.house.keys) })).toMatchObject({ ok: true, authenticated: true })
  const reasons = saidIn(openBag(zip)).leftOut.map(({ reason }: Json) => reason)
  expect(reasons).toEqual(expect.arrayContaining(['internal', 'others']))
})

test.each(['applicant', 'coApplicant:1'])(
  'of joint applicants %s has no word of the third parties, nor of the office',
  async (audience) => {
    const text = await textOf(await bytesOf(audience, joint))
    expect(text).toContain(REQUEST)
    for (const other of [...THIRDS, ...OFFICES]) expect(text, other).not.toContain(other)
    // The index by which a person is known again in other cases: their own alone.
    expect(text.match(/"idProof"/g)).toHaveLength(1)
  },
)

test('a third party finds the reply as a slip that names it, with its result and reasons in the draft', async () => {
  const zip = await bytesOf('consultation:2')
  const slips = saidIn(openBag(zip)).files.filter((file: Json) => file.stands?.reason === 'reply')
  expect(slips).toHaveLength(1)
  expect(await textOf(zip)).toMatch(/此处的文书《[^》]+》从略[\s\S]+是发给申请人的答复文书/)
  expect(await textOf(zip)).not.toContain('idProof')
})
