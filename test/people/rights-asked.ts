/** A valid request for each route of the table: what is refused is refused for who asks, not for what is asked. */

import { ITEMS as CHECKED } from '../../src/archive/checks/items.ts'
import { emptyReport } from '../../src/archive/checks/report.ts'
import { tokenFor } from '../../src/citizens/quiet.ts'
import { newToken } from '../../src/files/pending.ts'
import { newId } from '../../src/ground/ids.ts'
import { listText } from '../../src/ledger/destruction.ts'
import { shippedMessages } from '../../src/letters/templates/messages.ts'
import { shippedSource } from '../../src/letters/templates/shipped.ts'
import { hashOf, invite } from '../../src/people/sessions.ts'
import { chosen } from '../../src/replies/pages/together.tsx'
import { shippedDefinition } from '../../src/reports/monthly/definition.ts'
import { fieldsBook } from '../../src/reports/monthly/fields-file.ts'
import { uploadSeal } from '../../src/seals/two-persons.ts'
import { pdfOf } from '../redacting/files.ts'
import { PASSWORD, rsa, store } from '../seals/certificates.ts'
import { approve, installSeal, uploadOf } from '../seals/installing.ts'
import { asJson, asUpload, send } from '../support/api.ts'
import { DRAFTED, MONDAY, ON_PAPER } from '../support/house.ts'
import { application, needs, residentNumber } from '../support/people.ts'
import { AGENCY, isThere, PAPER, type Place, type World, waits } from './rights-world.ts'

let fresh = 0
type Request = { url: string; headers?: Record<string, string>; payload?: string | Buffer }
type Body = object | { files: Parameters<typeof asUpload>[1]; fields: Record<string, string> }

const SAID = { title: '示例采购办法', topic: 'education', summary: '公开招标。' }
const WHY = { why: '已经核对。', confirm: 'yes' }
const DECIDED = { approved: true, why: '已经核对。' }
const DECIDED_ON_PAGE = { ...DECIDED, approved: 'yes' }
const SOURCE = `${shippedSource('disclosed').replace('{{> contact}}', '以上信息供参考。\n\n{{> contact}}')}`
const days = (first: string, n: number) =>
  Array.from({ length: n }, (_, i) => `${first.slice(0, 8)}${String(Number(first.slice(8)) + i).padStart(2, '0')}`)
const CALENDAR = JSON.stringify({
  ...{ year: 2027, notice: '国办发明电〔2026〕示例号', published: '2026-03-01', url: 'https://example.gov.cn/2027' },
  off: ['2027-01-01', '2027-01-02', '2027-01-03', ...days('2027-02-05', 7), '2027-04-05', '2027-05-01', '2027-06-09'],
  work: ['2027-01-09'],
})
const FORM = {
  ...{ kind: 'person', name: '张三', idType: 'residentId', idNumber: residentNumber(4_321), phone: '0000-1000001' },
  ...{ address: '示例路1号', title: '示例', description: '申请公开示例信息。', form: 'electronic', delivery: 'portal' },
}
const ITEMS = {
  ...{ 'items.0.matter': '方案', 'items.0.outcome': 'disclosed', 'items.0.fields.paper': ON_PAPER.paper },
  ...{ 'items.1.matter': '批复', 'items.1.outcome': 'disclosed', 'items.1.fields.paper': ON_PAPER.paper },
}
const NOTICE = { type: 'thirdPartyConsulted', party: '示例公司' }
const NEW_AGENCY = {
  ...{ code: 'yunxi-new', name: '云溪区示例局', kind: 'countyDepartment', mark: '云示依', takenInBy: 'yunxi-zjj' },
  ...{ address: '示例路9号', postcode: '000000', phone: '0000-0000009', email: 'gk@example.cn', hours: '工作日' },
  ...{ reconsiderationBody: '云溪区人民政府', court: '示例市云溪区人民法院' },
}
const IMPORTED = `units:\n  - agency: ${AGENCY}\n    id: yunxi-zjj-bgs\n    name: 住建局办公室\n`
const { type: _, ...DRAFT } = DRAFTED
/** A format that no earlier request has brought: one that is in force already is refused. */
const STEMS = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥']
let formats = 0
const mark = (n: number) => `${STEMS[Math.floor(n / STEMS.length)]}${STEMS[n % STEMS.length]}`
const numbered = () => ({
  ...{ kind: 'reply', format: `{机关代字}示${mark(formats++)}〔{年}〕{序号}号` },
  ...{ from: '2026-03-02', why: '统一格式。' },
})

/** By office: a worker keeps this module for all its files. */
const registrars = new WeakMap<World['office'], Promise<string>>()
function registrarOf(office: World['office']): Promise<string> {
  const token = registrars.get(office) ?? office.registrar.signsIn()
  registrars.set(office, token)
  return token
}

/** An item of the reading room, made for this request: correcting and withdrawing change it. */
async function item({ office }: World, { agency }: Place, withdrawn = false): Promise<string> {
  const { headers, payload } = asUpload({ ...SAID, agency, idempotencyKey: `item ${++fresh}` }, [PAPER])
  const authorization = `Bearer ${await registrarOf(office)}`
  const made = await send(office.app, {
    method: 'POST',
    url: '/releases',
    payload,
    headers: { ...headers, authorization },
  })
  const id = String(needs(made, 303, 'not published').headers.location)
    .split('?')[0]!
    .split('/')
    .at(-1)!
  if (withdrawn)
    needs(await office.registrar.posts(`/releases/${id}/withdrawal`, '', { why: '误发。' }), 303, 'not withdrawn')
  return id
}

/** What waits to be read before it is published, with a file. */
async function change({ office }: World, { agency }: Place): Promise<{ id: string; file: string }> {
  const [id, file] = [newId(new Date()), newId(new Date())]
  const { sha256, size } = await office.house.blobs.put(Buffer.from('第一条……'))
  const row = {
    ...{ id, agencyId: agency, kind: 'published', says: JSON.stringify(SAID), found: '[]', readings: '[]', why: '' },
    ...{ by: 'staff:somebody', at: new Date().toISOString() },
  }
  await office.sql`insert into release_changes ${office.sql({ ...row, takeOff: office.sql.array([], 2951) })}`
  await office.sql`
    insert into release_change_files ${office.sql({ changeId: id, id: file, position: 1, name: '办法.txt', size, sha256, type: 'text/plain; charset=utf-8' })}`
  return { id, file }
}

/** A list of destruction that nobody has decided on; of no case, for none here is ten years old. */
async function destruction({ office }: World, { agency }: Place): Promise<string> {
  const [last] = await office.sql<{ number: number }[]>`
    select coalesce(max(number), 0)::int as number from destruction_lists where agency_id = ${agency}`
  const number = last!.number + 1
  const listed = {
    ...{ id: newId(new Date()), receipt: '20160302-00001-000001', number: null, reference: 'WS·2016-D10-0001' },
    ...{ retention: '10年', archivedOn: '2016-03-01', keptUntil: '2026-03-01', facts: 1, head: 'a'.repeat(64) },
  }
  const content = listText({
    ...{ agency: { id: agency, name: '示例局' }, number, proposedBy: 'staff:somebody', proposedOn: MONDAY },
    ...{ why: '保管期限届满。', cases: [listed] },
  })
  const row = {
    agencyId: agency,
    number,
    content,
    digest: '',
    by: 'staff:somebody',
    at: `${MONDAY}T01:30:00Z`,
    why: '届满。',
  }
  await office.sql`insert into destruction_lists ${office.sql(row)}`
  return String(number)
}

/** The case that is done, as if it had been archived. */
async function archived({ office }: World, { agency, done }: Place): Promise<string> {
  const [row] = await office.sql<{ id: string }[]>`
    update cases set stage = 'archive' where agency_id = ${agency} and receipt = ${done.receipt} returning id`
  await office.sql`
    insert into archive_items (agency_id, case_id, position, year, retention, value, archived_on)
    values (${agency}, ${row!.id}, 1, 2026, '10年', 1, ${MONDAY}) on conflict do nothing`
  return row!.id
}

/** A run of the four checks that found no fault, with or without what a person says. */
async function checkRun(world: World, at: Place, unconfirmed: boolean): Promise<string> {
  const { sql } = world.office
  const [agency, id] = [at.agency, await archived(world, at)]
  const [last] = await sql<{ number: number }[]>`
    select coalesce(max(number), 0)::int as number from archive_checks where agency_id = ${agency}`
  const number = last!.number + 1
  const [{ length } = { length: 0 }] = await sql<{ length: number }[]>`select length from cases where id = ${id}`
  const selection = { year: 2026, retention: null, ticked: false, cases: [{ id, reference: 'WS·2026-D10-0001' }] }
  const then = new Date(world.office.house.time.now().getTime() + 3_600_000).toISOString()
  await sql`
    insert into archive_checks (agency_id, number, selection, state, done, report, "by", at, made_at)
    values (${agency}, ${number}, ${JSON.stringify(selection)}::text::jsonb, 'made', 1,
      ${JSON.stringify({ ...emptyReport(), facts: { [id]: length } })}::text::jsonb, 'staff:somebody', ${then}, ${then})`
  await sql`delete from transfer_packages`
  if (!unconfirmed)
    for (const { code } of CHECKED.filter(({ by }) => by === 'person'))
      await sql`
        insert into archive_check_confirmations (agency_id, number, item, passed, "by", at, why)
        values (${agency}, ${number}, ${code}, true, 'staff:somebody', ${then}, '核对了原件。')`
  return String(number)
}

/** A transfer whose package is made, and that no archive has answered. */
async function transferred(world: World, at: Place): Promise<string> {
  const { sql, house } = world.office
  const { agency } = at
  const checked = Number(await checkRun(world, at, false))
  const [last] = await sql<{ number: number }[]>`
    select coalesce(max(number), 0)::int as number from transfers where agency_id = ${agency}`
  const number = last!.number + 1
  const said = { archive: '示例区档案馆', work: '第1批', description: '电子档案。', medium: '在线', carriers: '' }
  const { sha256, size } = await house.blobs.put(Buffer.from('移交包'))
  const instant = `${MONDAY}T01:30:00Z`
  await sql`
    insert into transfers (agency_id, number, checked, said, "by", at)
    values (${agency}, ${number}, ${checked}, ${JSON.stringify(said)}::text::jsonb, 'staff:somebody', ${instant})`
  await sql`
    insert into transfer_packages (agency_id, number, state, done, sha256, size, made_at)
    values (${agency}, ${number}, 'made', 0, ${sha256}, ${size}, ${instant})`
  return String(number)
}

const NEW_TOKEN = { scopes: ['follow'], until: MONDAY, purpose: '示例。' }

/** An access token that waits for the security officer. */
async function accessToken({ office }: World, { agency: agencyId }: Place): Promise<string> {
  const id = newId(new Date())
  const row = { id, agencyId, name: `program-${++fresh}`, perMinute: 60, tokenHash: id, by: 'staff:somebody' }
  await office.sql`insert into access_tokens ${office.sql({ ...row, ...NEW_TOKEN, at: `${MONDAY}T01:30:00Z` })}`
  return id
}

// A public address that is a number: no name server is asked.
const NEW_HOOK = { events: ['case.filed'], url: 'https://8.8.8.8/hook', purpose: '示例。' }

/** A webhook: in force to whoever sends again, else one that waits for the security officer. */
async function webhook({ office }: World, { agency: agencyId }: Place, inForce: boolean): Promise<string> {
  const id = newId(new Date())
  const secret = office.house.keys.seal('webhooks', [id], 'a secret')
  const row = { ...{ id, agencyId, secret, name: '示例' }, by: 'staff:somebody', at: `${MONDAY}T01:30:00Z` }
  const decided = inForce ? { approved: true, decidedBy: 'system', decidedAt: row.at } : {}
  await office.sql`insert into webhooks ${office.sql({ ...row, ...NEW_HOOK, ...decided })}`
  return id
}

/** A mail that seems to belong to a case, and of which nobody has decided. */
async function mailThere({ office }: World, { agency: agencyId, draft }: Place): Promise<string> {
  const id = newId(new Date())
  const { sha256, size } = await office.house.blobs.put(Buffer.from(`From: someone@example.cn\r\n\r\n${id}`))
  const at = `${MONDAY}T01:30:00Z`
  const place = { box: 'citizens@example.cn', uidValidity: '1', uid: ++fresh, size, sha256, arrivedAt: at, takenAt: at }
  const row = { id, agencyId, ...place, state: 'proposed', why: 'sender', caseId: draft.id, tries: 0 }
  await office.sql`insert into mails ${office.sql(row)}`
  return id
}

const NEW_TASK = { title: '示例任务', demand: '按要点完成。', unit: '政务公开科', dueOn: '2027-01-31' }

/** A task of the work ledger, of the year in which the stories play, as whoever changes it has read it. */
async function workTask({ office }: World, { agency: agencyId }: Place): Promise<string> {
  const id = newId(new Date())
  const row = {
    ...NEW_TASK,
    id,
    n: 1,
    agencyId,
    year: 2026,
    source: '',
    by: 'staff:somebody',
    at: `${MONDAY}T01:30:00Z`,
  }
  await office.sql`insert into work_tasks ${office.sql(row)}`
  return id
}

const NEW_TRAINING = { title: '示例培训', heldOn: MONDAY, content: '条例和案例。', hours: '1.5' }

/** A training that was held there. */
async function training({ office }: World, { agency: agencyId }: Place): Promise<string> {
  const id = newId(new Date())
  const { hours: _, ...said } = NEW_TRAINING
  const row = { id, agencyId, ...said, trainer: '', halves: 3, by: 'staff:somebody', at: `${MONDAY}T01:30:00Z` }
  await office.sql`insert into trainings ${office.sql(row)}`
  return id
}

const NEW_EXAMPLE = {
  ...{ outcome: 'notHeld', title: '示例', facts: '某人申请某文件。', comment: '没有检索记录。' },
  ...{ lesson: '先检索，后答复。', article: '条例第三十六条第（四）项' },
}

/** An example that somebody wrote and somebody approved. */
async function exampleCase({ office }: World, { agency: agencyId }: Place): Promise<string> {
  const id = newId(new Date())
  const row = { id, agencyId, ...NEW_EXAMPLE, why: '', by: 'staff:somebody', at: `${MONDAY}T01:30:00Z` }
  await office.sql`insert into example_cases ${office.sql([
    { ...row, n: 1, state: 'submitted' },
    { ...row, n: 2, state: 'approved' },
  ])}`
  return id
}

const NEW_GUIDE = {
  ...{ categories: '主动公开和依申请公开。', arrangement: '按索引、名称编排。', obtaining: '网站和窗口。' },
  ...{ office: '示例办公室', address: '示例路1号', hours: '工作日', phone: '000-12345678', fax: '未开通' },
  email: 'office@example.gov.cn',
}

/** Words of a guide that somebody else wrote and that wait. */
async function guideThere({ office }: World, { agency: agencyId }: Place): Promise<string> {
  const [{ n } = { n: 0 }] = await office.sql<{ n: number }[]>`
    select coalesce(max(n), 0) + 1 as n from guide_versions where agency_id = ${agencyId}`
  await office.sql`
    insert into guide_versions (agency_id, n, content, state, why, by, at)
    values (${agencyId}, ${n}, ${JSON.stringify(NEW_GUIDE)}::text::jsonb, 'submitted', '', 'staff:somebody', ${`${MONDAY}T01:30:00Z`})`
  return String(n)
}

const NEW_ANSWER = { topic: 'apply', question: '可以代为申请吗？', answer: '可以，附委托书。', basis: '条例第二十七条' }

/** An answer that somebody else wrote and that waits. */
async function answerThere({ office }: World, { agency: agencyId }: Place): Promise<string> {
  const id = newId(new Date())
  const row = { id, agencyId, ...NEW_ANSWER, n: 1, state: 'submitted', why: '', by: 'staff:somebody' }
  await office.sql`insert into office_questions ${office.sql({ ...row, at: `${MONDAY}T01:30:00Z` })}`
  return id
}

/** A change of who answers for disclosure, that nobody has reported. */
async function responsibleChange({ office }: World, { agency: agencyId }: Place): Promise<number> {
  const row = { agencyId, what: 'head', personName: '示例', begins: true }
  const [made] = await office.sql<{ id: number }[]>`
    insert into responsible_changes ${office.sql(row)} returning id::int`
  return made!.id
}
const REPORTED = { to: '示例市政务公开办公室', on: MONDAY }

/** A draw of an office in which its case was drawn, something was found of it, and answered where a verdict is asked. */
async function spotDraw({ office }: World, { agency: agencyId, draft }: Place, act: string): Promise<string> {
  const [id, { sql }] = [newId(new Date()), office]
  const said = { by: 'staff:somebody', at: `${MONDAY}T01:30:00Z` }
  const month = `20${String(30 + (fresh++ % 60))}-01-01`
  const rules = { perStratum: 1, title: '示例', items: [{ name: '全部', points: 10, help: '' }] }
  await sql`
    insert into spot_draws (id, agency_id, month, seed, rules, "by", at)
    values (${id}, ${agencyId}, ${month}, 'seed', ${JSON.stringify(rules)}::text::jsonb, ${said.by}, ${said.at})
    on conflict (agency_id, month) do nothing`
  const [drawn] = await sql<{ id: string }[]>`
    select id from spot_draws where agency_id = ${agencyId} and month = ${month}`
  const key = { drawId: drawn!.id, agencyId, caseId: draft.id }
  await sql`
    insert into spot_cases ${sql({ ...key, row: '3.1', countedOn: MONDAY, place: 1, drawn: true })} on conflict do nothing`
  const found = { ...key, n: 1, kind: 'found', finding: 1, dueOn: '2026-03-20', says: '示例。', ...said }
  await sql`insert into spot_lines ${sql(found)} on conflict do nothing`
  const answered = { ...key, n: 2, kind: 'answered', finding: 1, says: '示例。', ...said }
  if (act === 'verdicts') await sql`insert into spot_lines ${sql(answered)} on conflict do nothing`
  return drawn!.id
}
/** 督办 of a case by somebody else, which nobody has answered; its words do not matter here. */
async function urging({ office }: World, { agency: agencyId }: Place, caseId: string): Promise<number> {
  const position = 1_000 + fresh++
  const row = { agencyId, caseId, position, dueOn: '2026-03-20', by: 'staff:somebody', at: `${MONDAY}T01:30:00Z` }
  await office.sql`insert into urgings ${office.sql(row)}`
  return position
}
/** What a unit of the agency was asked about the case, with more time asked for. */
async function assistance(
  { office }: World,
  { agency: agencyId, unit: unitId }: Place,
  caseId: string,
): Promise<number> {
  const position = 1_000 + fresh++
  const row = {
    ...{ agencyId, caseId, position, unitId, dueOn: '2026-03-20', askedUntil: '2026-03-24' },
    ...{ files: office.sql.array([], 2951), by: 'staff:somebody', at: `${MONDAY}T01:30:00Z` },
  }
  await office.sql`insert into assistances ${office.sql(row)}`
  return position
}
async function conference({ office }: World, { agency: agencyId }: Place, caseId: string): Promise<number> {
  const n = 1_000 + fresh++
  await office.sql`insert into conferences ${office.sql({ agencyId, caseId, n, by: 'staff:somebody', at: `${MONDAY}T01:30:00Z` })}`
  await office.sql`insert into conference_seats ${office.sql({ agencyId, caseId, conference: n, n: 1, capacity: 'counsel' })}`
  return n
}
const OTHER_UNIT = ({ unit }: Place) => (unit === 'yunxi-zjj-bgs' ? 'yunxi-zjj-fgk' : 'yunxi-zjj-bgs')
/** By the end of the address below a case: the body, and where a form differs what it says instead. */
const COOPERATION: Record<string, [body: (at: Place) => object, form?: object]> = {
  assistances: [(at) => ({ unit: OTHER_UNIT(at), says: '请查找会议纪要。', dueOn: '2026-03-20' })],
  'assistances/:position/decision': [() => ({ given: true, says: '同意。' }), { given: 'yes' }],
  'assistances/:position/withdrawal': [() => ({ why: '已经找到。' })],
  conferences: [() => ({ agenda: '能否公开？', outside: ['李律师'] }), { outside: '李律师' }],
  'conferences/:n/conclusion': [() => ({ conclusion: '可以公开。' })],
  'hand-back': [() => ({ why: '不属于本科室的职责。' })],
  'hand-back/withdrawal': [() => ({ why: '仍由本科室承办。' })],
  reassignment: [({ unit }) => ({ unit, handler: `handler-of-${unit}`, why: '由其承办。' })],
  transfer: [({ agency }) => ({ agency, why: '送错机关。' })],
  'transfer-return': [() => ({ why: '不属于本机关。' })],
  remarks: [() => ({ says: '请看一下。' })],
}
/** 依法行政问题 of a case by somebody else, handed to the unit that handles it. */
async function problem({ office }: World, { agency: agencyId }: Place, caseId: string): Promise<number> {
  const position = 1_000 + fresh++
  const [of] = await office.sql<{ unitId: string | null }[]>`select unit_id from cases where id = ${caseId}`
  const to = { toAgency: agencyId, toUnit: of?.unitId ?? null }
  const row = {
    agencyId,
    caseId,
    position,
    ...to,
    dueOn: '2026-03-20',
    by: 'staff:somebody',
    at: `${MONDAY}T01:30:00Z`,
  }
  await office.sql`insert into problems ${office.sql(row)}`
  return position
}
/** A file of a case that somebody else has begun to redact, with one mark. */
async function redaction(
  { office }: World,
  { agency: agencyId }: Place,
  caseId: string,
  made: boolean,
): Promise<string> {
  const content = pdfOf(() => ({ content: 'BT /F 12 Tf 40 200 Td (Kept) Tj ET' }))
  const { sha256, size } = await office.house.blobs.put(content)
  const [file, at] = [newId(new Date()), `${MONDAY}T01:30:00Z`]
  const row = {
    agencyId,
    caseId,
    id: file,
    name: '批复.pdf',
    size,
    sha256,
    type: 'application/pdf',
    by: 'staff:somebody',
    at,
  }
  await office.sql`insert into files ${office.sql(row)}`
  const pages = JSON.stringify([{ width: 420, height: 300 }])
  await office.sql`
    insert into redactions (agency_id, case_id, file, state, step, pages, result, by, at)
    values (${agencyId}, ${caseId}, ${file}, ${made ? 'made' : 'open'}, 1, ${pages}::jsonb, ${made ? file : null}, 'staff:somebody', ${at})`
  const marks = JSON.stringify([
    { id: '1-1', page: 1, box: { x0: 10, y0: 10, x1: 50, y1: 30 }, ground: 'privacy', how: 'hand' },
  ])
  await office.sql`
    insert into redaction_steps (agency_id, case_id, file, step, added, removed, by, at)
    values (${agencyId}, ${caseId}, ${file}, 1, ${marks}::jsonb, '[]'::jsonb, 'staff:somebody', ${at})`
  return file
}
async function spotEvaluator({ office }: World, drawId: string): Promise<string> {
  const id = newId(new Date())
  const row = {
    id,
    drawId,
    name: '示例',
    organisation: '示例',
    codeHash: id,
    until: '2026-12-31',
    by: 'staff:somebody',
  }
  await office.sql`insert into spot_evaluators ${office.sql({ ...row, at: `${MONDAY}T01:30:00Z` })}`
  return id
}
const SPOT_RULES = { from: 0, perStratum: 1, title: '示例', items: [{ name: '全部', points: 10 }] }
const SPOT = {
  scores: { scores: [7] },
  findings: { says: '示例问题。', dueOn: '2026-12-31' },
  verdicts: { finding: 1, enough: true },
  answers: { finding: 1, says: '示例答复。' },
}
const INVITED = { name: '示例', organisation: '示例大学', until: '2026-12-31' }

/** A retention table that nobody has decided on. */
async function retentionTable({ office }: World, { agency }: Place): Promise<string> {
  const [last] = await office.sql<{ version: number }[]>`
    select coalesce(max(version), 0)::int as version from retention_tables where agency_id = ${agency}`
  const version = last!.version + 1
  await office.sql`
    insert into retention_tables (agency_id, version, fonds, classes, basis, "by", at, why)
    values (${agency}, ${version}, '', '[]', '示例', 'staff:somebody', ${`${MONDAY}T01:30:00Z`}, '首次制定。')`
  return String(version)
}

const REGISTERED = shippedMessages.get('mails.registered')!
const worded = (text: string) => text.replace('登记回执附后。', '登记回执见附件。')
const MESSAGE = {
  path: '/messages/mails.registered',
  words: { subject: REGISTERED.subject!, body: worded(REGISTERED.body) },
}

/** A version of a template, written by a colleague, as far as the act needs it. */
async function version(
  { second }: World,
  { agency }: Place,
  until: 'draft' | 'submitted' | 'approved',
  of: { path: string; words: object } = { path: '/templates/disclosed', words: { source: SOURCE } },
): Promise<string> {
  const { counsel } = second[agency]!
  const at = (path: string) => `${of.path}/versions${path}`
  const written = needs(
    await counsel.posts(at(''), '', { ...of.words, why: '修改。', from: 'shipped' }),
    303,
    'not written',
  )
  const n = String(written.headers.location).split('/').at(-1)!
  if (until !== 'draft') needs(await counsel.posts(at(`/${n}/submission`), '', WHY), 303, 'not submitted')
  return n
}

/**
 * A notice as it was prepared: whoever was refused has left it so. One at a time: the page of a case composes whatever
 * waits there, and hundreds would be asked for.
 */
async function notice({ office: { sql } }: World, { other, handler }: Place): Promise<string> {
  const waiting = await sql<{ id: string; asMade: boolean }[]>`
    select id, version = 1 and returned_at is null and prepared_by = ${`staff:${handler.username}`} as as_made
    from prepared_notices where case_id = ${other.id} and type <> 'rectified'`
  if (waiting.length === 1 && waiting[0]!.asMade) return waiting[0]!.id
  await sql`delete from prepared_notices where case_id = ${other.id} and type <> 'rectified'`
  const made = await handler.posts(`/api/v1/cases/${other.id}/notices`, '', NOTICE)
  return needs(made, 201, 'not prepared').json.id as string
}

/** A correction that a handler asked for, of the first record of the case; one at a time, as with notices. */
async function correction({ office: { sql } }: World, { other, handler }: Place): Promise<string> {
  await sql`delete from prepared_notices where case_id = ${other.id} and type = 'rectified'`
  const body = { position: '1', on: MONDAY, channel: 'post', why: '来件方式录入有误。' }
  const at = `/cases/${other.id}/corrections`
  const read = needs(await handler.posts(at, '', body), 200, 'no consequences shown').text
  const digest = /name="read" value="([0-9a-f]+)"/.exec(read)![1]!
  const made = needs(await handler.posts(at, '', { ...body, read: digest }), 303, 'not asked for')
  return String(made.headers.location).split('/').at(-1)!
}

/** A proposal of a colleague; once it is decided, deciding again is too late, which is another refusal. */
const proposals = new Map<string, Promise<string>>()
const proposal = ({ second }: World, { agency }: Place, choice: string) => {
  const key = `${agency} ${choice}`
  const propose = async () => {
    const asked = { value: 'running', from: '2026-03-02', why: '经研究。' }
    const answer = await second[agency]!.admin.posts(`/api/v1/choices/${choice}/proposals`, '', asked)
    return String(needs(answer, 201, 'not proposed').json.proposal)
  }
  if (!proposals.has(key)) proposals.set(key, propose())
  return proposals.get(key)!
}

/** A seal in force and one that waits, both of other people; once decided, deciding again is too late. */
const seals = new Map<string, Promise<{ inForce: number; waits: number }>>()
const sealOf = ({ office: { house, sql } }: World, { agency }: Place) => {
  const make = async () => {
    const waiting = await sql<{ version: number }[]>`
      select version from agency_seals where agency_id = ${agency} except
      select version from agency_seal_decisions where agency_id = ${agency}`
    for (const { version } of waiting) await approve(house, agency, version)
    return {
      inForce: await installSeal(house, agency),
      waits: await uploadSeal(house, agency, uploadOf(), 'staff:one'),
    }
  }
  if (!seals.has(agency)) seals.set(agency, make())
  return seals.get(agency)!
}

/** Somebody of the place's agency, for this request: it changes them. */
const somebody = ({ office }: World, { agency }: Place, ...roles: string[]) =>
  isThere(office, `somebody-${++fresh}`, roles, agency)
const newcomer = () => ({ username: `newcomer-${++fresh}`, name: '新人' })

/** A cover that waits for the security officer, of somebody and by somebody of the place's agency. */
async function cover(world: World, at: Place) {
  const { sql, house } = world.office
  const [personId, coveredBy] = [await somebody(world, at, 'archivist'), await somebody(world, at)]
  const [id, now] = [newId(house.time.now()), house.time.now().toISOString()]
  const days = { fromDay: MONDAY, toDay: MONDAY }
  await sql`insert into covers ${sql({ id, personId, coveredBy, ...days, by: 'staff:somebody', at: now })}`
  return { id, personId }
}

const put = (url: string, body?: Body): Request => {
  if (!body) return { url }
  if ('files' in body && Array.isArray(body.files) && 'fields' in body)
    return { url, ...asUpload(body.fields as Record<string, string>, body.files) }
  return { url, ...asJson(body) }
}

/** What stands where the route has a `:name`. */
const inPath = (route: string, at: Place): Record<string, string> => ({
  id: /\/consultations\//.test(route) ? at.asked.id : /packing-list/.test(route) ? at.done.id : at.draft.id,
  ...{ consultation: '1', letter: /\/applications\//.test(route) ? at.reply : at.letter, paper: at.paper },
  ...{ file: /\/applications\//.test(route) ? at.done.file : at.draft.file, receipt: at.done.receipt },
  ...{ step: '1', number: at.asked.number, agency: at.agency, code: at.agency, name: 'feeWait', n: 'shipped' },
})

type Asks = (world: World, at: Place) => Body | undefined | Promise<Body | undefined>
/** Bodies, by the route; of pages as a browser without a script sends them. */
const BODIES: Record<string, Asks> = {
  'POST /apply': () => FORM,
  'POST /practice': (_, { agency }) => ({ ...FORM, agency }),
  'POST /apply/review': (_, { agency }) => ({ ...FORM, agency }),
  'POST /apply/:step': (_, { agency }) => ({ ...FORM, agency }),
  'POST /apply/kept': (_, { agency }) => ({ ...FORM, agency }),
  'POST /apply/code': () => ({}),
  'POST /apply/continue': () => ({ code: 'NOTACODE22' }),
  'POST /apply/discard': () => ({}),
  'POST /applications': (_, { agency }) => ({ ...FORM, agency }),
  'POST /uploads': () => ({ fields: { basket: newToken() }, files: [PAPER] }),
  'POST /uploads/remove': () => ({ basket: newToken(), id: '00000000-0000-7000-8000-000000000000' }),
  'POST /track': (_, { done }) => ({ receipt: done.receipt, enquiryCode: done.enquiryCode }),
  'POST /answer': (_, { asked }) => ({ number: asked.number, code: asked.code }),
  'POST /account': () => ({ email: `someone-${++fresh}@example.cn` }),
  'POST /look': () => ({ large: 'on' }),
  'POST /sign-in': () => ({ username: 'registrar', password: 'Demo-2026-open' }),
  'POST /api/v1/sessions': () => ({ username: 'registrar', password: 'Demo-2026-open' }),
  'POST /api/v1/applications': (_, { agency }) => application({ agency }),
  'POST /api/v1/hints': () => ({ title: '示例' }),
  'POST /invitations/:token': () => ({ password: 'Chosen-2026-new', again: 'Chosen-2026-new' }),
  'POST /notices/:token': () => ({ choice: 'all' }),
  'POST /track/:receipt/facts': () => ({ type: 'contactChanged', phone: '0000-1000009' }),
  'POST /track/:receipt/satisfaction': () => ({ step: 's4' }),
  'POST /track/:receipt/papers': () => ({ fields: {}, files: [PAPER] }),
  'POST /track/:receipt/stay': () => ({}),
  'POST /track/:receipt/kept': () => ({ type: 'corrected', text: '写到一半。' }),
  'POST /track/:receipt/sms': () => ({ mobile: '13800000000', agree: 'yes' }),
  'POST /api/v1/applications/:receipt/facts': () => ({ type: 'contactChanged', phone: '0000-1000009' }),
  'POST /answer/:number/facts': () => ({ opinion: 'object', reasons: '涉及商业秘密。', confirm: 'yes' }),
  'POST /answer/:number/stay': () => ({}),
  'POST /account/stay': () => ({}),
  'POST /answer/:number/kept': () => ({ opinion: 'object', reasons: '写到一半。' }),
  'POST /api/v1/consultations/:number/facts': () => ({ type: 'thirdPartyReached' }),
  'POST /account/applications': (_, { done }) => ({ receipt: done.receipt, enquiryCode: done.enquiryCode }),
  'POST /account/delete': () => ({ confirm: 'yes' }),
  'POST /api/v1/cases/facts': (_, { done }) => ({ cases: [done.id], fact: { type: 'noted', text: '备注。' } }),
  'POST /desk/facts': (_, { done }) => ({ type: 'registered', [`case.${done.id}`]: 'on' }),
  'POST /api/v1/cases/:id/files': () => ({ fields: {}, files: [PAPER] }),
  'POST /api/v1/cases/:id/together': (_, { other }) => ({ ...DRAFT, cases: [other.id] }),
  'POST /cases/:id/together': (_, { other }) => ({
    ...{ outcome: 'disclosed', 'fields.paper': ON_PAPER.paper, [chosen(other.id)]: 'yes' },
  }),
  'POST /cases/:id/items': () => ITEMS,
  'PUT /api/v1/cases/:id/kept-draft': () => ({ form: 'one', values: { outcome: 'disclosed' } }),
  'POST /cases/:id/kept-draft': () => ({ keep: 'one', outcome: 'disclosed' }),
  'POST /cases/:id/consultations/:consultation/mail': () => ({ idempotencyKey: crypto.randomUUID() }),
  'POST /api/v1/cases': (_, { agency }) => ({ ...application({ agency }), channel: 'counter' }),
  'POST /api/v1/cases.xlsx': () => ({ reason: '检查组调阅' }),
  'POST /api/v1/cases.csv': () => ({ reason: '检查组调阅' }),
  'POST /cases/:id/papers': () => ({ fields: {}, files: [PAPER] }),
  'POST /cases': (_, { agency }) => ({ ...FORM, agency, channel: 'counter' }),
  'POST /cases/new': () => FORM,
  'POST /cases/new/similar': () => ({ name: '张三' }),
  'POST /desk/lists': () => ({ name: '本周', list: 'due=week' }),
  'POST /desk/lists/removed': () => ({ name: '本周' }),
  'POST /cases/uploads': () => ({ fields: { basket: newToken() }, files: [PAPER] }),
  'POST /cases/uploads/remove': () => ({ basket: newToken(), id: '00000000-0000-7000-8000-000000000000' }),
  'POST /releases': (_, { agency }) => ({ ...SAID, withoutFiles: 'yes', agency, idempotencyKey: `new ${++fresh}` }),
  'POST /releases/:id/correction': () => ({ ...SAID, why: '更正。' }),
  'POST /releases/:id/restoration': () => ({ ...SAID, why: '恢复。' }),
  'POST /releases/:id/withdrawal': () => ({ why: '误发。' }),
  'POST /api/v1/templates/check': () => ({ template: 'disclosed', source: SOURCE }),
  'POST /templates/:id/versions': () => ({ source: SOURCE, why: '修改。', from: 'shipped' }),
  'POST /templates/:id/versions/:n/submission': () => WHY,
  'POST /templates/:id/versions/:n/approval': () => ({ ...WHY, day: '2026-03-02' }),
  'POST /templates/:id/versions/:n/return': () => WHY,
  'POST /templates/:id/versions/:n/withdrawal': () => WHY,
  'POST /messages/:id/versions': () => ({ ...MESSAGE.words, why: '修改。', from: 'shipped' }),
  'POST /messages/:id/versions/:n/submission': () => WHY,
  'POST /messages/:id/versions/:n/approval': () => ({ ...WHY, day: '2026-03-02' }),
  'POST /messages/:id/versions/:n/return': () => WHY,
  'POST /messages/:id/versions/:n/withdrawal': () => WHY,
  'POST /settings/choices/:name/preview': () => ({ value: 'running', from: '2026-03-02', why: '研究。' }),
  'POST /settings/choices/:name/proposals': () => ({ value: 'true', from: '2026-03-02', why: '研究。' }),
  'POST /settings/choices/:name/proposals/:n/approval': () => WHY,
  'POST /settings/choices/:name/proposals/:n/refusal': () => WHY,
  'POST /api/v1/choices/:name/moves': () => ({ value: 'running', from: '2026-03-02' }),
  'POST /api/v1/choices/:name/proposals': () => ({ value: true, from: '2026-03-02', why: '研究。' }),
  'POST /api/v1/choices/:name/proposals/:n/approval': () => WHY,
  'POST /api/v1/choices/:name/proposals/:n/refusal': () => WHY,
  'POST /reports/texts': () => ({ one: '总体情况。' }),
  'POST /reports/final': () => ({}),
  'POST /analysis/subjects': () => ({ kind: 'topic', name: '轨道交通', words: '地铁、磁浮' }),
  'POST /analysis/placings': (_, { draft }) => ({ case: draft.receipt, belongs: 'yes' }),
  'POST /cases/:id/withheld': () => ({ result: 'stays', why: '情况没有变化。' }),
  'POST /analysis/report': () => ({ text: '一、总体情况', from: '0' }),
  'POST /reports/reopened': () => WHY,
  'POST /reports/monthly/entries': () => ({ 'of.13': '3' }),
  'POST /reports/monthly/reported': () => ({ handedIn: 'yes' }),
  'POST /reports/monthly/reopened': () => WHY,
  'POST /reports/monthly/pushed': () => ({}),
  'POST /reports/monthly/fields/due': () => ({ dueDay: '5', remindBefore: '3', since: '' }),
  'POST /reports/monthly/fields/names': () => ({}),
  'POST /reports/monthly/fields/added': () => ({ code: `F${++fresh}`, label: '示例', unit: '件', period: 'month' }),
  'POST /reports/monthly/fields/file': () => ({ fields: {}, files: [{ name: '指标.xlsx', content: FIELDS }] }),
  'POST /archive/retention': () => ({
    fonds: 'X001',
    basis: '示例档批〔2026〕1号',
    classes: '10年，10，第一条',
    why: '首次制定。',
  }),
  'POST /archive/retention/:version/approval': () => WHY,
  'POST /archive/retention/:version/refusal': () => WHY,
  'POST /archive/destructions': () => ({ why: '保管期限届满。' }),
  'POST /archive/destructions/:n/approval': () => WHY,
  'POST /archive/destructions/:n/refusal': () => WHY,
  'POST /archive/destructions/:n/resumption': () => ({}),
  'POST /archive/checks': async (world, at) => ({ which: 'ticked', [`case.${await archived(world, at)}`]: 'yes' }),
  'POST /archive/checks/:n/confirmations': () => ({ item: '1.7', passed: 'yes', why: '核对了原件。' }),
  'POST /archive/checks/:n/transfer': () => ({
    ...{ archive: '示例区档案馆', work: '第1批', description: '电子档案。', medium: '在线', carriers: '' },
  }),
  'POST /archive/transfers/:n/answer': () => ({
    ...{ accepted: 'no', on: MONDAY, receivedBy: '示例·接收人', document: '答复', why: '不能读取。' },
  }),
  'POST /settings/reminders': (_, { agency }) => ({ agency, days: '5、3' }),
  'POST /settings/payment': (_, { agency }) => ({ agency, feePayee: '', feeAccount: '', feePlace: '本机关窗口' }),
  'POST /settings/site': (_, { agency }) => ({ agency, host: '云溪区人民政府' }),
  'POST /guides': async ({ office }, { agency }) => {
    const [row] = await office.sql<{ n: number }[]>`
      select coalesce(max(n), 0)::int as n from guide_versions where agency_id = ${agency}`
    return { ...NEW_GUIDE, agency, from: String(row!.n), obtaining: `网站和窗口，第${row!.n}次修改。` }
  },
  'POST /guides/decision': async (world, at) => ({
    agency: at.agency,
    n: await guideThere(world, at),
    state: 'approved',
  }),
  'POST /guides/questions': (_, { agency }) => ({ ...NEW_ANSWER, agency }),
  'POST /guides/questions/:id': () => ({ ...NEW_ANSWER, from: '1' }),
  'POST /guides/questions/:id/decision': () => ({ n: '1', state: 'approved' }),
  'POST /terminal': () => ({ on: 'no' }),
  'POST /settings/handlers': (_, { agency }) => ({ agency, shown: 'yes' }),
  'POST /settings/numbers': (_, { agency }) => ({ agency, ...numbered() }),
  'POST /api/v1/number-formats': () => numbered(),
  'POST /seals': (_, { agency }) => ({
    fields: { agency, password: PASSWORD },
    files: [{ field: 'p12', name: '印章.p12', content: store(rsa) }],
  }),
  'POST /seals/:agency/revocation': async (world, at) => ({
    version: (await sealOf(world, at)).inForce,
    reason: '证书更换。',
  }),
  'POST /seals/:agency/approval': async (world, at) => ({
    version: (await sealOf(world, at)).waits,
    request: 0,
    ...WHY,
  }),
  'POST /seals/:agency/refusal': async (world, at) => ({
    version: (await sealOf(world, at)).waits,
    request: 0,
    ...WHY,
  }),
  'POST /api/v1/cases/:id/notices': () => NOTICE,
  'POST /cases/:id/notices': () => NOTICE,
  'POST /cases/:id/notices/preview': () => NOTICE,
  'POST /cases/:id/notices/preview/pdf': () => NOTICE,
  'POST /cases/:id/notices/:notice/withdrawal': () => ({}),
  'POST /cases/:id/remedies/:n/:document': () => ({ name: '示例', post: '主任', date: MONDAY }),
  'PUT /api/v1/cases/:id/notices/:notice': () => ({ ...NOTICE, version: 1 }),
  'POST /cases/:id/notices/:notice': () => ({ ...NOTICE, version: '1' }),
  'POST /api/v1/cases/:id/notices/:notice/approval': () => ({ version: 1, digest: 'of other words' }),
  'POST /cases/:id/notices/:notice/approval': () => ({ version: '1', digest: 'of other words', confirm: 'yes' }),
  'POST /api/v1/cases/:id/notices/:notice/return': () => ({ opinion: '请补充理由。' }),
  'POST /cases/:id/notices/:notice/return': () => ({ opinion: '请补充理由。' }),
  'POST /cases/:id/corrections': () => ({ position: '1', on: MONDAY, channel: 'post', why: '来件方式录入有误。' }),
  'POST /api/v1/cases/:id/corrections': () => ({ position: 1, why: '来件方式录入有误。' }),
  'POST /api/v1/cases/:id/corrections/:correction/approval': () => ({ digest: 'of other words' }),
  'POST /api/v1/cases/:id/corrections/:correction/return': () => ({ opinion: '来件方式没有录错。' }),
  'POST /cases/:id/corrections/:correction/approval': () => ({ digest: 'of other words' }),
  'POST /cases/:id/corrections/:correction/return': () => ({ opinion: '来件方式没有录错。' }),
  'POST /agencies/:code': () => ({ phone: '0000-0000009' }),
  'POST /agencies/:code/units': () => ({ name: `科室${++fresh}` }),
  'POST /units/:id': () => ({ name: `科室${++fresh}` }),
  'PATCH /api/v1/agencies/:code': () => ({ phone: '0000-0000009' }),
  'POST /api/v1/units': (_, { agency }) => ({ agency, name: `科室${++fresh}` }),
  'PATCH /api/v1/units/:id': () => ({ name: `科室${++fresh}` }),
  'POST /agencies': () => NEW_AGENCY,
  'POST /api/v1/agencies': () => NEW_AGENCY,
  'POST /setup/agency': () => NEW_AGENCY,
  'POST /setup/mail': () => ({ email: 'someone@example.cn' }),
  'POST /import/preview': () => ({ fields: {}, files: [{ name: '机构.yaml', content: IMPORTED }] }),
  'POST /import': () => ({ source: Buffer.from(IMPORTED).toString('base64'), digest: '' }),
  'POST /people': (_, { agency }) => ({ ...newcomer(), agency, 'roles.archivist': 'yes' }),
  'POST /people/:id/details': () => ({ name: '改名', email: '' }),
  'POST /people/:id/rights': () => ({ 'roles.archivist': 'yes', why: '兼任。' }),
  'POST /people/:id/cover': (_, { agency }) => ({
    ...{ 'cover.by': `counsel-of-${agency}`, 'cover.from': MONDAY, 'cover.to': MONDAY },
  }),
  'POST /people/:id/end': () => ({ confirm: 'yes' }),
  'POST /api/v1/people': (_, { agency }) => ({ ...newcomer(), agency, roles: ['archivist'] }),
  'PATCH /api/v1/people/:id': () => ({ name: '改名', roles: ['archivist'], why: '兼任。' }),
  'POST /approvals/:person/:position': () => DECIDED_ON_PAGE,
  'POST /approvals/covers/:id': () => DECIDED_ON_PAGE,
  'POST /api/v1/covers/:id': () => DECIDED,
  'POST /api/v1/rights/:person/:position': () => DECIDED,
  'POST /api/v1/tokens': (_, { agency }) => ({ ...NEW_TOKEN, agency, name: `program-${++fresh}` }),
  'POST /tokens': (_, { agency }) => ({
    ...{ agency, name: `program-${++fresh}`, 'scopes.follow': 'yes', until: MONDAY, purpose: '示例。' },
  }),
  'POST /api/v1/tokens/:id': () => DECIDED,
  'POST /tokens/:id/decision': () => DECIDED_ON_PAGE,
  'POST /api/v1/webhooks': (_, { agency }) => ({ ...NEW_HOOK, agency, name: '示例' }),
  'POST /webhooks': (_, { agency }) => ({
    ...{ agency, name: '示例', url: NEW_HOOK.url, 'events.case.filed': 'yes', purpose: '示例。' },
  }),
  'POST /api/v1/webhooks/:id': () => DECIDED,
  'POST /mailbox/:id': () => ({ act: 'aside' }),
  'POST /webhooks/:id/decision': () => DECIDED_ON_PAGE,
  'POST /api/v1/tasks': (_, { agency }) => ({ ...NEW_TASK, agency, year: 2026 }),
  'POST /tasks': () => NEW_TASK,
  'POST /training': () => NEW_TRAINING,
  'POST /training/:id/attendance': () => ({}),
  'POST /training/:id/cancellation': () => ({ why: '登记错了。' }),
  'POST /examples': () => NEW_EXAMPLE,
  'POST /examples/:id': () => ({ ...NEW_EXAMPLE, from: '2' }),
  'POST /examples/:id/decision': () => ({ state: 'withdrawn', why: '不再适用。' }),
  'PATCH /api/v1/tasks/:id': () => ({ ...NEW_TASK, from: 1 }),
  'POST /tasks/:id': () => ({ ...NEW_TASK, from: '1' }),
  'POST /api/v1/tasks/:id/dropped': () => ({ from: 1, dropped: true, why: '并入其他任务。' }),
  'POST /tasks/:id/dropped': () => ({ from: '1', dropped: 'yes', why: '并入其他任务。' }),
  'POST /api/v1/tasks/:id/progress': () => ({ says: '已经印发。' }),
  'POST /tasks/:id/progress': () => ({ says: '已经印发。' }),
  'POST /api/v1/responsible-changes/reported': async (world, at) => ({
    ...{ changes: [await responsibleChange(world, at)], reported: true, ...REPORTED },
  }),
  'POST /responsible-changes/reported': async (world, at) => ({
    ...{ [`change.${await responsibleChange(world, at)}`]: 'yes', reported: 'yes', ...REPORTED },
  }),
  ...Object.fromEntries(
    Object.entries(COOPERATION).flatMap(([act, [body, form]]) => [
      [`POST /api/v1/cases/:id/${act}`, (_: World, at: Place) => body(at)],
      [`POST /cases/:id/${act}`, (_: World, at: Place) => ({ ...body(at), ...form })],
    ]),
  ),
  'POST /cases/:id/urgings': () => ({ says: '请说明办理情况。', dueOn: '2026-03-20' }),
  'POST /cases/:id/urgings/:position/answer': () => ({ says: '正在检索。' }),
  'POST /cases/:id/problems': (_world, at) => ({ says: '档案移交不完整。', to: at.agency, dueOn: '2026-03-20' }),
  'POST /cases/:id/problems/:position/answer': () => ({ says: '已经改正。' }),
  'POST /cases/:id/redaction/:file/marks': () => ({
    left: '40',
    top: '40',
    right: '50',
    bottom: '50',
    ground: 'privacy',
  }),
  'POST /cases/:id/redaction/:file/unmark': () => ({ mark: '1-1' }),
  'POST /cases/:id/redaction/:file/undo': () => ({ step: '1' }),
  'POST /cases/:id/redaction/:file/state': () => ({ move: 'ask', step: '1' }),
  'POST /api/v1/spot-checks': () => ({ month: '2026-02' }),
  'POST /spot-checks': () => ({ month: '2026-02' }),
  'POST /api/v1/spot-checks/rules': () => SPOT_RULES,
  'POST /spot-checks/rules': () => ({ ...SPOT_RULES, from: '0', perStratum: '1', items: '全部｜10' }),
  ...Object.fromEntries(
    Object.entries(SPOT).flatMap(([act, body]) => [
      [`POST /api/v1/spot-checks/:draw/cases/:id/${act}`, () => body],
      [
        `POST /spot-checks/:draw/cases/:id/${act}`,
        () =>
          'scores' in body
            ? { 'scores.0': '7' }
            : 'enough' in body
              ? { finding: '1', enough: 'yes' }
              : { finding: '1', ...body },
      ],
    ]),
  ),
  'POST /api/v1/spot-checks/:draw/evaluators': () => INVITED,
  'POST /spot-checks/:draw/evaluators': () => INVITED,
  'POST /api/v1/open-figures': () => ({ year: 2025, published: true, why: '按照工作要点公布。' }),
  'POST /open-figures': () => ({ year: '2025', published: 'yes', why: '按照工作要点公布。' }),
  'POST /api/v1/tasks/look-back': async (world, at) => ({ tasks: [await workTask(world, at)] }),
  'POST /tasks/look-back': async (world, at) => ({ [`task.${await workTask(world, at)}`]: 'yes' }),
  'POST /profile/address': () => ({ email: 'someone@example.cn' }),
  'POST /reminders': () => ({ way: 'mail', hour: '8', quietFrom: '20', quietTo: '8' }),
  'PUT /api/v1/reminders': () => ({ hour: 9 }),
  'POST /reminders/hosts': () => ({ host: 'robots.example.cn' }),
  'POST /calendar': () => ({ source: CALENDAR }),
  'POST /calendar/preview': () => ({ source: CALENDAR }),
}

/** What nobody else has done in this world: the lines that `openWorld` has told. */
const OURS = () => '?what=backup'

/** Of a year that is over. */
const report = ({ agency }: Place) => `?year=2025&agency=${agency}`
const planned = ({ agency }: Place) => `?year=2027&agency=${agency}`
const monthly = ({ agency }: Place) => `?month=2026-01&agency=${agency}`
const FIELDS = fieldsBook(shippedDefinition())
/** Each route of the monthly return names its agency. */
const MONTHLY = [
  ...['monthly', 'monthly.xlsx', 'monthly.csv', 'monthly.json'].map((name) => `GET /api/v1/reports/${name}`),
  ...['', '/fields', '/fields.xlsx'].map((name) => `GET /reports/monthly${name}`),
  ...['entries', 'reported', 'reopened', 'pushed', 'fields/due', 'fields/names', 'fields/added', 'fields/file'].map(
    (name) => `POST /reports/monthly/${name}`,
  ),
]

/** Queries that name what the address does not. */
const QUERIES: Record<string, (at: Place) => string> = {
  'GET /audit': OURS,
  'GET /audit.csv': OURS,
  'GET /audit.jsonl': OURS,
  'GET /api/v1/audit': OURS,
  'GET /api/v1/letters/preview': ({ draft }) => `?template=disclosed&case=${draft.id}`,
  'GET /api/v1/cases': ({ draft }) => `?q=${draft.receipt}`,
  'GET /desk': ({ draft }) => `?q=${draft.receipt}`,
  'GET /cases/:id/corrections/new': () => '?position=1',
  'GET /api/v1/numbers': ({ agency }) => `?agency=${agency}`,
  'GET /numbers': ({ agency }) => `?agency=${agency}`,
  ...Object.fromEntries(
    ['xlsx', 'csv', 'pdf', 'docx', 'html'].map((ending) => [`GET /api/v1/reports/annual.${ending}`, report]),
  ),
  ...Object.fromEntries(MONTHLY.map((route) => [route, monthly])),
  'GET /api/v1/reports/monthly/cases': (at) => `${monthly(at)}&field=01`,
  'GET /reports/monthly/cases': (at) => `${monthly(at)}&field=01`,
  'GET /api/v1/reports/annual': report,
  'GET /api/v1/reports/annual/cases': (at) => `${report(at)}&row=1&column=total`,
  'GET /reports': report,
  'GET /reports/cases': (at) => `${report(at)}&row=1&column=total`,
  'GET /reports/texts': report,
  'GET /reports/final': report,
  'POST /reports/texts': report,
  'POST /reports/final': report,
  'POST /reports/reopened': report,
  ...Object.fromEntries(
    [
      ...[
        'GET /api/v1/reports/analysis',
        'GET /api/v1/reports/analysis.docx',
        'GET /analysis',
        'GET /analysis/subjects',
      ],
      ...[
        'GET /analysis/report',
        'GET /analysis/work',
        'GET /analysis/withheld',
        'POST /analysis/subjects',
        'POST /analysis/report',
      ],
    ].map((route) => [route, report]),
  ),
  'GET /api/v1/reports/analysis/cases': (at) => `${report(at)}&of=received`,
  'GET /supervision/course/cases': () => '?of=answered',
  'GET /supervision/cases': ({ agency }) => `?of=answered&agency=${agency}`,
  'GET /supervision/spot-checks': ({ agency }) => `?of=drawn&agency=${agency}`,
  'GET /analysis/cases': (at) => `${report(at)}&of=received`,
  'POST /analysis/placings': (at) => `${report(at)}&of=${encodeURIComponent('topic.征地拆迁')}`,
  ...Object.fromEntries(
    [
      ...['GET /api/v1/tasks', 'GET /api/v1/tasks.xlsx', 'GET /api/v1/tasks.csv', 'GET /api/v1/tasks/look-back'],
      ...['POST /api/v1/tasks/look-back', 'GET /tasks', 'GET /tasks/new', 'POST /tasks'],
      ...['GET /tasks/look-back', 'POST /tasks/look-back'],
    ].map((route) => [route, planned]),
  ),
  ...Object.fromEntries(
    [
      ...['GET /api/v1/responsible-changes', 'GET /api/v1/responsible-changes.csv', 'GET /responsible-changes'],
      ...['POST /api/v1/responsible-changes/reported', 'POST /responsible-changes/reported'],
      ...['GET /api/v1/spot-checks', 'GET /spot-checks', 'POST /api/v1/spot-checks', 'POST /spot-checks'],
      ...['POST /api/v1/spot-checks/rules', 'GET /spot-checks/rules', 'POST /spot-checks/rules'],
      ...['GET /training.xlsx', 'GET /training.csv', 'GET /training/new', 'POST /training'],
      ...['GET /open-figures', 'POST /api/v1/open-figures', 'POST /open-figures'],
    ].map((route) => [route, ({ agency }: Place) => `?agency=${agency}`]),
  ),
  'GET /guides': ({ agency }) => `?agency=${agency}`,
  'GET /guides/questions': ({ agency }) => `?agency=${agency}`,
  'GET /people': ({ agency }) => `?agency=${agency}`,
  'GET /people/new': ({ agency }) => `?agency=${agency}`,
  'GET /templates/:id/compare': ({ agency }) => `?agency=${agency}&from=shipped&to=shipped`,
}
const ofAgency = (route: string) =>
  / \/(api\/v1\/)?(choices|number-formats|settings\/choices|templates|messages|archive)/.test(route) ||
  route === 'GET /settings'

/** Where the applicant's own fact stands in the ledger. */
async function sentHere({ office }: World, { done }: Place): Promise<string> {
  await office.citizen.records(done, { type: 'contactChanged', phone: '0000-1000009' })
  const [last] = await office.sql<{ position: number }[]>`
    select max(l.position) as position from ledger l join cases c on c.agency_id = l.agency_id and c.id = l.case_id
    where c.receipt = ${done.receipt} and l.type = 'contactChanged'`
  return String(last!.position)
}

/**
 * @param route as in the table
 * @param authorization of who asks, where the address names their own session
 * @returns a request that says nothing else of who asks
 */
export async function asked(route: string, world: World, at: Place, authorization = ''): Promise<Request> {
  const [, path = ''] = route.split(' ')
  const names = inPath(route, at)
  if (path.startsWith('/templates/')) names.id = 'disclosed'
  if (/^(\/api\/v1)?\/messages\//.test(path)) names.id = 'mails.registered'
  if (path.startsWith('/drills/')) names.id = 'J01'
  if (path.startsWith('/help/')) names.role = 'handler'
  if (/versions\/:n\/(submission|approval|return|withdrawal)$/.test(path))
    names.n = await version(
      world,
      at,
      path.endsWith('submission') ? 'draft' : 'submitted',
      path.startsWith('/messages') ? MESSAGE : undefined,
    )
  if (/:id\/notices/.test(path)) names.id = at.other.id
  if (path.includes('/sent/:position')) names.position = await sentHere(world, at)
  if (path.includes('/remedies/:n')) {
    // Whose right it is is asked, not what the case has come to: its row remembers a suit.
    const suit = JSON.stringify([{ kind: 'litigation', soughtOn: MONDAY, against: null }])
    await world.office.sql`
      update cases set context = jsonb_set(context, '{remedies}', ${suit}::text::jsonb) where id = ${names.id!}`
    Object.assign(names, { n: '1', document: 'representativeCertificate' })
  }
  if (path.includes(':notice')) names.notice = await notice(world, at)
  if (path.includes('/corrections')) names.id = at.other.id
  if (path.includes(':correction')) names.correction = await correction(world, at)
  if (path.endsWith('/units/:id')) names.id = at.unit
  if (/proposals\/:n/.test(path)) names.n = await proposal(world, at, names.name!)
  if (path.includes('/retention/:version')) names.version = await retentionTable(world, at)
  if (path.includes('/archive/metadata/')) names.id = await archived(world, at)
  if (path.includes('/archive/checks/:n')) names.n = await checkRun(world, at, path.endsWith('confirmations'))
  if (path.includes('/archive/transfers/:n')) names.n = await transferred(world, at)
  if (/destructions\/:n/.test(path)) names.n = await destruction(world, at)
  if (/choices\/:name\/proposals$/.test(path))
    names.name = path.startsWith('/api') ? 'platformReceiptConfirms' : 'obstacleSuspends'
  if (/seals\/:agency/.test(path)) names.version = String((await sealOf(world, at)).inForce)
  if (/^\/releases\/changes\/:id/.test(path)) Object.assign(names, await change(world, at))
  if (/^\/releases\/:id/.test(path)) names.id = await item(world, at, path.endsWith('restoration'))
  if (/^\/released\/:id/.test(path)) {
    names.id = await item(world, at)
    const [file] = await world.office.sql<
      { id: string }[]
    >`select id from released_files where released_id = ${names.id}`
    // None where a hostile request has chosen that it be read by three persons first.
    names.file = file?.id ?? names.id
  }
  if (/consultations\/:number\/letters/.test(path)) names.letter = at.asked.letter
  if (path.startsWith('/notices/')) names.token = tokenFor(world.office.house, 'someone@example.cn')
  if (path.startsWith('/invitations/')) {
    names.token = await invite(world.office.house, await somebody(world, at))
  }
  if (path.includes('/people/:id'))
    names.id = await somebody(world, at, ...(path.endsWith('/link') ? ['archivist'] : []))
  if (path === '/people/:id/return')
    await world.office
      .sql`update people set ended_at = ${world.office.house.time.now().toISOString()} where id = ${names.id!}`
  if (path.endsWith('/cover-end')) names.id = (await cover(world, at)).personId
  if (path.includes('/covers/:id')) names.id = (await cover(world, at)).id
  if (path.includes('/spot-checks/:draw')) {
    names.draw = await spotDraw(world, at, path.split('/').at(-1)!)
    if (path.includes(':evaluator')) names.evaluator = await spotEvaluator(world, names.draw)
  }
  if (path.includes('/urgings/:position')) names.position = String(await urging(world, at, names.id!))
  if (path.includes('/assistances/:position')) names.position = String(await assistance(world, at, names.id!))
  if (path.includes('/conferences/:n')) names.n = String(await conference(world, at, names.id!))
  if (path.includes('/problems/:position')) names.position = String(await problem(world, at, names.id!))
  if (path.includes('/redaction/:file')) {
    names.file = await redaction(world, at, names.id!, path.includes('/after/'))
    names.n = '1'
  }
  if (path.includes('/mailbox/:id')) names.id = await mailThere(world, at)
  if (path.includes('/tasks/:id')) names.id = await workTask(world, at)
  if (/^(\/api\/v1)?\/training\/:id/.test(path)) names.id = await training(world, at)
  if (path.startsWith('/guides/questions/:id')) names.id = await answerThere(world, at)
  if (/^(\/api\/v1)?\/examples\/:id/.test(path)) names.id = await exampleCase(world, at)
  if (path.includes('/tokens/:id')) names.id = await accessToken(world, at)
  if (path.includes('/webhooks/:id')) names.id = await webhook(world, at, path.endsWith('/again'))
  if (path.endsWith('/:person/:position')) {
    names.person = await waits(world.office, `waiting-${++fresh}`, at.agency)
    names.position = '1'
  }
  if (path.startsWith('/profile/sessions')) names.name = hashOf(authorization.replace('Bearer ', '')).slice(0, 16)
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(names[name] ?? ''))
  const query = QUERIES[route]?.(at) ?? (ofAgency(route) ? `?agency=${at.agency}` : '')
  return put(filled + query, await BODIES[route]?.(world, at))
}
