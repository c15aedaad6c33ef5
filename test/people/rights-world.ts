/** Everybody who may knock, and a case in each place: in one's own unit, in another unit of the agency, in another agency. */
import { tell } from '../../src/audit/write.ts'
import { PASSWORD } from '../../src/demo/district.ts'
import { newId } from '../../src/ground/ids.ts'
import { hashPassword, OF_A_PUBLIC_ONE } from '../../src/people/passwords.ts'
import { answerCodeOf } from '../consultations/parties.ts'
import { asForm, cookiesOf, send } from '../support/api.ts'
import { CONFIRMED, type Office, PASSED, SEARCHED, SECRECY, SERVED, SIGNED } from '../support/house.ts'
import { application, type Member, needs, residentNumber } from '../support/people.ts'
import type { MailServer } from '../support/smtp.ts'

/** A department: what lies beyond it is beyond its people, whatever their role. */
export const AGENCY = 'yunxi-zjj'
export const PLACES = {
  'own unit': { agency: AGENCY, unit: 'yunxi-zjj-bgs' },
  'other unit': { agency: AGENCY, unit: 'yunxi-zjj-fgk' },
  'other agency': { agency: 'yunxi-jyj', unit: 'yunxi-jyj-bgs' },
} as const
export type PlaceName = keyof typeof PLACES

const JPEG = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100', 'hex'),
  Buffer.alloc(400, 7),
  Buffer.from('ffd9', 'hex'),
])
const PICTURE = { name: '身份证正面.jpg', content: JPEG, field: 'identity' }
export const PAPER = { name: '附卷.txt', content: '附卷的材料。' }
const MAIL = 'applicant@example.cn'

/** Somebody who is there; without a password they do not sign in. @returns their id */
export async function isThere(office: Office, username: string, roles: string[], agencyId: string, password?: string) {
  const id = newId(office.house.time.now())
  const person = { id, agencyId, username, name: username, roles, password: password ?? null, demonstration: true }
  await office.sql`insert into people ${office.sql(person)}`
  return id
}

/** Somebody whose rights wait for the security officer. @returns their id */
export async function waits(office: Office, username: string, agencyId: string) {
  const personId = await isThere(office, username, [], agencyId)
  await office.sql`insert into right_proposals ${office.sql({
    ...{ personId, position: 1, roles: ['archivist'], units: [], by: 'staff:somebody', why: '兼任。' },
    at: office.house.time.now().toISOString(),
  })}`
  return personId
}

/** A new colleague with these roles. */
export async function joins(office: Office, username: string, roles: string[], agencyId: string, unitId?: string) {
  const id = await isThere(office, username, roles, agencyId, await hashPassword(PASSWORD, OF_A_PUBLIC_ONE))
  if (unitId) await office.sql`insert into person_units ${office.sql({ personId: id, unitId })}`
  return office.staff(username)
}

let applicants = 5_000
async function fillPlace(office: Office, agency: string, unit: string, handler: Member) {
  const { citizen, registrar, head, counsel, signer } = office
  const applicant = { idNumber: residentNumber(++applicants), email: MAIL }
  const files = async (how: object = {}) => {
    const filed = await citizen.files(application({ agency, applicant }), how)
    const id = await registrar.finds(filed)
    for (const fact of [CONFIRMED, { type: 'registered' }]) await registrar.records(id, fact)
    await head.records(id, { type: 'assigned', unit })
    return { ...filed, id }
  }
  const drafts = async (how: object = {}) => {
    const filed = await files(how)
    for (const fact of [SEARCHED, SECRECY]) await handler.records(filed.id, fact)
    const [file] = needs(await handler.adds(filed.id, [PAPER]), 201, 'no file').json.files as { id: string }[]
    const draft = { type: 'replyDrafted', outcome: 'disclosed', fields: {}, files: [file!.id] }
    await handler.records(filed.id, draft)
    return { ...filed, file: file!.id }
  }
  const asks = async () => {
    const filed = await files()
    const asked = { type: 'thirdPartyConsulted', party: '示例公司', email: 'party@example.cn' }
    await handler.records(filed.id, asked)
    const [access] = await office.sql<{ number: string }[]>`
      select number from consultation_accesses where case_id = ${filed.id}`
    const [letter] = await office.sql<{ id: string }[]>`
      select id from letters where case_id = ${filed.id} and consultation is not null`
    const code = answerCodeOf(office, access!.number)
    return { ...filed, number: access!.number, code, letter: letter!.id }
  }
  const done = await drafts()
  await counsel.records(done.id, PASSED)
  await signer.records(done.id, SIGNED)
  await registrar.records(done.id, SERVED)
  const draft = await drafts({ files: [PICTURE] })
  const { letters, papers } = await registrar.opens(draft.id)
  const [letter] = letters as { id: string; sha256: string }[]
  const newcomer = `waits-in-${unit}`
  await waits(office, newcomer, agency)
  // Security officers see what auditors did, and nothing else.
  await joins(office, `auditor-of-${unit}`, ['auditor'], agency, unit)
  const by = `staff:auditor-of-${unit}`
  const line = { agencyId: agency, by, what: 'backup', subject: newcomer, succeeded: true } as const
  await tell(office.sql, office.house, line)
  const at = office.house.time.now().toISOString()
  await office.sql`insert into letter_timestamps ${office.sql({
    ...{ agencyId: agency, caseId: draft.id, letter: letter!.id, authority: 'none', stampedAt: at },
    ...{ token: Buffer.from('token'), sha256: letter!.sha256, at },
  })}`
  return {
    ...{ agency, unit, handler, newcomer, draft, done, asked: await asks(), other: await files() },
    ...{ letter: letter!.id, paper: papers.papers[0].id as string },
    reply: (await registrar.opens(done.id)).letters.find(({ kind }: { kind: string }) => kind === 'reply').id as string,
  }
}
export type Place = Awaited<ReturnType<typeof fillPlace>>

/** @param roles each gets a colleague in the department, in its first unit */
export async function openWorld(office: Office, mails: MailServer, roles: readonly string[]) {
  await office.sql`
    insert into units (id, agency_id, name, position) values ('yunxi-zjj-fgk', ${AGENCY}, '住建局法规科', 20)`
  const members: Record<string, Member> = {}
  for (const role of roles) members[role] = await joins(office, `zjj-${role}`, [role], AGENCY, 'yunxi-zjj-bgs')
  members.none = await joins(office, 'zjj-none', [], AGENCY, 'yunxi-zjj-bgs')

  const places = {} as Record<PlaceName, Place>
  const second = {} as Record<string, { counsel: Member; admin: Member }>
  for (const [name, { agency, unit }] of Object.entries(PLACES) as [PlaceName, { agency: string; unit: string }][]) {
    places[name] = await fillPlace(
      office,
      agency,
      unit,
      await joins(office, `handler-of-${unit}`, ['handler'], agency, unit),
    )
    second[agency] ??= {
      counsel: await joins(office, `counsel-of-${agency}`, ['counsel'], agency),
      admin: await joins(office, `admin-of-${agency}`, ['admin'], agency),
    }
  }
  const own = places['own unit']
  const as = (url: string, fields: Record<string, string>, cookie = '') => {
    const { headers, payload } = asForm(fields)
    return send(office.app, { method: 'POST', url, payload, headers: { ...headers, cookie } })
  }
  // Opened anew each time: leaving ends it, and is a route as others.
  const opens = async (url: string, fields: Record<string, string>) => cookiesOf(await as(url, fields))
  const followed = () => opens('/track', { receipt: own.done.receipt, enquiryCode: own.done.enquiryCode })
  const answering = () => opens('/answer', { number: own.asked.number, code: own.asked.code })
  const account = async () => {
    const waits = cookiesOf(await as('/account', { email: `holder-${++applicants}@example.cn` }))
    const code = /\d{6}/.exec(mails.mails.at(-1)!.text ?? '')![0]
    return cookiesOf(await as('/account/code', { code }, waits))
  }
  /** What each brings along, apart from the session of staff. */
  const visitors = {
    nobody: async () => ({}),
    applicant: async () => ({ 'enquiry-code': own.done.enquiryCode, cookie: await followed() }),
    party: async () => ({ 'answer-code': own.asked.code, cookie: await answering() }),
    account: async () => ({ cookie: await account() }),
  }
  return { office, members, visitors, places, second }
}
export type World = Awaited<ReturnType<typeof openWorld>>
