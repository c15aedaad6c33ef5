/**
 * 移送: an application that came to the wrong agency of those that one office takes in for, before it is registered. The other agency
 * gets a case of its own, with the words, files, channel and day of what came, and with the confirmations that there were, so that its
 * limits run as if it had come there; the first one is set aside and counted nowhere, not as 无效件 either, so that one application is
 * counted once, and is not restored while the other one lives. The applicant is told both numbers; whoever may follow the first may
 * follow the second.
 * Sent back, the second is set aside and the first restored, as if it had never left, with what was recorded meanwhile. All of it are
 * facts: `submitted`, `confirmed`, `setAside`, `restored`; the reason is a note on both sides. After registration the law has its own
 * way: the agency answers that it is another one's (`notThisAgency`, 条例第三十六条第五项).
 *
 * What does not go along: identity numbers, which nobody here can read, stay sealed with the first case, and the second has them masked
 * with their proof; pictures of identity documents stay where they are. The receipt number is new, and so is the enquiry code, which
 * whoever sends it on tells the applicant. SQL: rows within the transaction of the act.
 */
import type { Heard } from '../../workflows/disclosure/context.ts'
import type { Fact, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { counting } from '../../workflows/statute/counting.ts'
import { openCase } from '../cases/open.ts'
import { enter, type Tx } from '../db/client.ts'
import { putOnFile, type Taken } from '../files/uploads.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import { newId, newReceipt } from '../ground/ids.ts'
import type { House, Recording } from '../house.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { currentSubmission } from '../ledger/contact.ts'
import { type CaseRow, type FactRow, type FileRow, factsOf, filesOf, heard } from '../ledger/queries.ts'
import { secretAmong } from '../ledger/secret-files.ts'
import { agencyById } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs, type Place, reaches, type Who } from '../people/sight.ts'
import { type Move, movesOf } from './moves.ts'
import { type By, byOf, lockedRow, note, put } from './noted.ts'
import type { MoveKind } from './tables.ts'

type Transferring = Recording & Pick<House, 'keys'>
export type Sent = { case: string; receipt: string; enquiryCode: string }

export const mayTransfer = ({ seats }: Who, row: Place): boolean =>
  seats.some((seat) => reaches(seat, 'registrar', row))

/**
 * @returns the case on the other side, with the code that the applicant needs there, which is shown once
 * @throws Refusal NOT_YOURS also for an agency that they do not register for; FACT_REFUSED once it is registered or set aside; INVALID: agency (UNCHANGED, UNFIT where it came from there)
 */
export async function transfer(
  tx: Tx,
  house: Transferring,
  row: CaseRow,
  { agency, why }: { agency: string; why: string },
  viewer: Viewer,
): Promise<Sent> {
  const by = byOf(viewer, house, (who) => mayTransfer(who, row))
  if (row.stage !== 'receive')
    throw new Refusal('FACT_REFUSED', {
      message: '已经登记的申请不能移送。不属于本机关的，以“不属于本机关”答复，告知负责的机关',
    })
  if (agency === row.agencyId)
    throw invalid({ field: 'agency', code: 'UNCHANGED', message: '本件就在这个机关，请选择其他机关' })
  if (!agenciesAs(viewer, ['registrar']).includes(agency)) throw new Refusal('NOT_YOURS')
  const key = { agencyId: row.agencyId, caseId: row.id }
  if (cameFrom(await movesOf(tx, key))?.otherAgency === agency)
    throw invalid({ field: 'agency', code: 'UNFIT', message: '本件就是从这个机关移送来的，请用“退回移送的机关”' })
  const [to, from] = [(await agencyById(tx, agency))!, (await agencyById(tx, row.agencyId))!]
  const receipt = newReceipt(row.submittedOn)
  const said = await note(tx, house, key, `移送${to.name}（受理编号${receipt}）：${why}`, by)
  await put(
    tx,
    house,
    key,
    { type: 'setAside', on: house.time.today(), why: `应当由${to.name}办理，已经移送，新的受理编号：${receipt}。` },
    by,
  )
  const facts = await factsOf(tx, house.keys, key)
  const submitted = currentSubmission(facts)
  const copies = await copiesOf(tx, key, [], by)
  const { files = [], ...plain } = plainly(submitted)
  const own = files.flatMap((id) => copies.added.find((one) => one.id === copies.ids.get(id)) ?? [])
  const there = signedThere(viewer, house, { agencyId: agency, unitId: null, handlerId: null }, by)
  const first = {
    ...plain,
    ...(own.length > 0 && {
      files: own.map(({ id }) => id),
      contents: Object.fromEntries(own.map(({ id, sha256 }) => [id, sha256])),
    }),
    ...(there.actingFor && { actingFor: there.actingFor }),
  } as FactOf<'submitted'>
  const opened = await openCase(tx, house, agency, first, { by: by.by, at: by.at }, receipt)
  await putOnFile(tx, opened, copies.added, by.by, by.at)
  // The contact data that hold now went with the application.
  const before = countingAt(facts).filter(({ fact }) => fact.type !== 'contactChanged')
  await carry(tx, house, before, copies, opened, `移送前已经记录（${row.receipt}）`, there)
  // Last of what it begins with: what is recorded after it was recorded there.
  const came = await note(tx, house, opened, `由${from.name}移送（原受理编号${row.receipt}）：${why}`, there)
  await moved(tx, key, said, 'sent', { agencyId: agency, caseId: opened.caseId }, by)
  await moved(tx, opened, came, 'came', key, by)
  return {
    case: opened.caseId,
    receipt,
    enquiryCode: house.keys.enquiryCode(receipt, { keys: house.keys.ids[0]!, code: null }),
  }
}

/** What is recorded of an application before it is registered, and holds wherever it is handled. */
const CARRIED: readonly Fact['type'][] = ['confirmed', 'contactChanged', 'obstacle', 'fileAdded']
type Copies = { added: Taken[]; ids: ReadonlyMap<string, string> }
type Said = { fact: Heard; position: number }

/** What the house knows of a fact where it was recorded stays there. */
function plainly<F extends Fact>(fact: F): F {
  const {
    by: _by,
    contents: _contents,
    actingFor: _for,
    recordedOn: _on,
    ...plain
  } = fact as F & Record<string, unknown>
  return plain as unknown as F
}

/** The facts that count, each with its position. */
const countingAt = (facts: readonly FactRow[]): Said[] =>
  counting(facts.map(heard)).flatMap((fact, i) => (fact ? [{ fact, position: facts[i]!.position }] : []))

/** On the other side for whom they act there, where they register for that agency, too. */
const signedThere = (viewer: Viewer, house: Recording, place: Place, by: By): By =>
  mayTransfer(viewer, place) ? { ...byOf(viewer, house, (who) => mayTransfer(who, place)), at: by.at } : by

/**
 * The files of a case as they are put on file on the other side, and the ids that they have there; what lies there already lies there
 * once. What is marked as a state secret stays where it is.
 */
async function copiesOf(tx: Tx, from: CaseKey, there: readonly FileRow[], { at }: By): Promise<Copies> {
  const all = await filesOf(tx, from)
  const contents = all.map(({ sha256 }) => sha256)
  const secret = await secretAmong(tx, from, contents)
  const added: Taken[] = []
  const ids = new Map<string, string>()
  for (const { scan: _scan, virus: _virus, ...file } of all.filter(({ sha256 }) => !secret.has(sha256))) {
    const same = there.find(({ sha256 }) => sha256 === file.sha256)
    const id = same?.id ?? newId(at)
    ids.set(file.id, id)
    if (!same) added.push({ ...file, id, heed: file.heed ?? null })
  }
  return { added, ids }
}

/** Puts down on the other side what was recorded on this one. @param says what shows it there, where no file does */
async function carry(
  tx: Tx,
  house: Recording,
  said: readonly Said[],
  { ids }: Copies,
  to: CaseKey,
  says: string,
  by: By,
): Promise<void> {
  const there = (files: readonly string[]) => files.flatMap((id) => ids.get(id) ?? [])
  for (const { fact } of said.filter(({ fact }) => CARRIED.includes(fact.type))) {
    const plain = plainly<Fact>(fact)
    const shown = Array.isArray(plain.evidence) ? there(plain.evidence) : []
    const evidence = shown.length > 0 ? shown : typeof plain.evidence === 'string' ? `${says}：${plain.evidence}` : says
    if (plain.type !== 'fileAdded') {
      await put(tx, house, to, { ...plain, evidence }, by)
      continue
    }
    const files = there(plain.files)
    if (files.length > 0) await put(tx, house, to, { ...plain, files, evidence }, by)
  }
}

/** Where this case came from, while it may go back there. */
export const cameFrom = (moves: readonly Move[]): Move | undefined =>
  moves.findLast(({ kind, settled }) => kind === 'came' && settled === null)

/**
 * What was recorded since it came goes back with it.
 * @throws Refusal NOT_YOURS; FACT_REFUSED where it did not come from another agency, went back before, is registered, or where the other
 * agency sent the application elsewhere since
 */
export async function sendBack(tx: Tx, house: Transferring, row: CaseRow, why: string, viewer: Viewer): Promise<void> {
  const by = byOf(viewer, house, (who) => mayTransfer(who, row))
  const key = { agencyId: row.agencyId, caseId: row.id }
  const came = cameFrom(await movesOf(tx, key))
  const before = came && (await lockedRow(tx, { agencyId: came.otherAgency!, id: came.otherCase! }))
  if (!came || !before) throw new Refusal('FACT_REFUSED', { message: '本件不是由其他机关移送来的，或者已经退回' })
  if (row.stage !== 'receive') throw new Refusal('FACT_REFUSED', { message: '已经登记的申请不能退回移送的机关' })
  const first = { agencyId: before.agencyId, caseId: before.id }
  const sent = (await movesOf(tx, first)).findLast(({ kind, settled }) => kind === 'sent' && settled === null)
  if (before.step !== 'setAside' || sent?.otherCase !== row.id)
    throw new Refusal('FACT_REFUSED', { message: '移送的机关已经另行办理这一申请，不能退回。不是申请的，请设为无效件' })
  const [here, there] = [(await agencyById(tx, row.agencyId))!, (await agencyById(tx, before.agencyId))!]
  const signed = signedThere(viewer, house, before, by)
  const today = house.time.today()
  const said = await note(tx, house, key, `退回${there.name}（受理编号${before.receipt}）：${why}`, by)
  await put(
    tx,
    house,
    key,
    { type: 'setAside', on: today, why: `已经退回${there.name}，按受理编号${before.receipt}办理。` },
    by,
  )
  await enter(tx, [key.agencyId, first.agencyId])
  const since = countingAt(await factsOf(tx, house.keys, key)).filter(
    ({ fact, position }) => position > came.position && !(fact.type === 'confirmed' && before.context.confirmed),
  )
  const copies = await copiesOf(tx, key, await filesOf(tx, first), by)
  const back = await note(tx, house, first, `${here.name}退回（受理编号${row.receipt}）：${why}`, signed)
  const restored = await put(tx, house, first, { type: 'restored', on: today, why: `${here.name}退回：${why}` }, signed)
  await enqueue(tx, 'tell', { ...first, position: restored, tell: 'transferReturned' })
  await putOnFile(tx, first, copies.added, by.by, by.at)
  await carry(tx, house, since, copies, first, `退回前已经记录（${row.receipt}）`, signed)
  await moved(tx, key, said, 'returned', first, by)
  await moved(tx, first, back, 'cameBack', key, by)
  await tx`
    update case_moves set settled = ${said} where (agency_id, case_id, position) = (${row.agencyId}, ${row.id}::uuid, ${came.position})`
  await tx`
    update case_moves set settled = ${back} where (agency_id, case_id, other_case) = (${before.agencyId}, ${before.id}::uuid, ${row.id}::uuid)
      and kind = 'sent'`
}

const moved = (tx: Tx, key: CaseKey, position: number, kind: MoveKind, other: CaseKey, { by, at }: By) => tx`
  insert into case_moves ${tx({ agencyId: key.agencyId, caseId: key.caseId, position, kind, otherAgency: other.agencyId, otherCase: other.caseId, by, at: at.toISOString() })}`
