/**
 * 移送: an application that came to the wrong agency of those that one office takes in for, before it is registered. The other agency
 * gets a case of its own, with the words, files, channel and day of what came, and with the confirmations that there were, so that its
 * limits run as if it had come there; the first one is set aside and counted nowhere, not as 无效件 either, so that one application is
 * counted once, and is not restored while the other one lives. The applicant is told both numbers; whoever may follow the first may
 * follow the second.
 * Sent back, the second is set aside and the first restored, as if it had never left. All of it are facts: `submitted`, `confirmed`,
 * `setAside`, `restored`; the reason is a note on both sides. After registration the law has its own way: the agency answers that it
 * is another one's (`notThisAgency`, 条例第三十六条第五项).
 *
 * What does not go along: identity numbers, which nobody here can read, stay sealed with the first case, and the second has them masked
 * with their proof; pictures of identity documents stay where they are. The receipt number is new, and so is the enquiry code, which
 * whoever sends it on tells the applicant. SQL: rows within the transaction of the act.
 */
import type { Fact, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { openCase } from '../cases/open.ts'
import type { Tx } from '../db/client.ts'
import { putOnFile } from '../files/uploads.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import { newId, newReceipt } from '../ground/ids.ts'
import type { House, Recording } from '../house.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { lockCase } from '../ledger/case-file.ts'
import { currentSubmission } from '../ledger/contact.ts'
import { type CaseRow, caseWithId, countingFacts, factsOf, filesOf } from '../ledger/queries.ts'
import { agencyById } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs, reaches } from '../people/sight.ts'
import { type Move, movesOf } from './moves.ts'
import { type By, byOf, note, put } from './noted.ts'
import type { MoveKind } from './tables.ts'

type Transferring = Recording & Pick<House, 'keys'>
export type Sent = { case: string; receipt: string; enquiryCode: string }

export const mayTransfer = ({ seats }: Pick<Viewer, 'seats'>, row: CaseRow): boolean =>
  seats.some((seat) => reaches(seat, 'registrar', row))

/**
 * @returns the case on the other side, with the code that the applicant needs there, which is shown once
 * @throws Refusal NOT_YOURS also for an agency that they do not register for; FACT_REFUSED once it is registered or set aside; INVALID: agency (UNCHANGED)
 */
export async function transfer(
  tx: Tx,
  house: Transferring,
  row: CaseRow,
  { agency, why }: { agency: string; why: string },
  viewer: Viewer,
): Promise<Sent> {
  if (!mayTransfer(viewer, row)) throw new Refusal('NOT_YOURS')
  const key = { agencyId: row.agencyId, caseId: row.id }
  // The row was read before: whoever registers it at the same moment comes first or sees that it is gone.
  const now = await lockCase(tx, house.keys, key)
  if (now?.row.stage !== 'receive')
    throw new Refusal('FACT_REFUSED', {
      message: '已经登记的申请不能移送。不属于本机关的，以“不属于本机关”答复，告知负责的机关',
    })
  if (agency === row.agencyId)
    throw invalid({ field: 'agency', code: 'UNCHANGED', message: '本件就在这个机关，请选择其他机关' })
  if (!agenciesAs(viewer, ['registrar']).includes(agency)) throw new Refusal('NOT_YOURS')
  const [to, from] = [(await agencyById(tx, agency))!, (await agencyById(tx, row.agencyId))!]
  const by = byOf(viewer, house)
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
  const files = (await filesOf(tx, key)).filter(({ id }) => submitted.files?.includes(id))
  const copies = files.map(({ scan: _scan, virus: _virus, ...file }) => ({
    ...file,
    id: newId(by.at),
    heed: file.heed ?? null,
  }))
  const {
    by: _by,
    position: _position,
    at: _at,
    ...plain
  } = submitted as Fact & FactOf<'submitted'> & Record<string, unknown>
  const first = {
    ...plain,
    ...(copies.length > 0 && {
      files: copies.map(({ id }) => id),
      contents: Object.fromEntries(copies.map(({ id, sha256 }) => [id, sha256])),
    }),
  } as FactOf<'submitted'>
  const opened = await openCase(tx, house, agency, first, by, receipt)
  await putOnFile(tx, opened, copies, by.by, by.at)
  const came = await note(tx, house, opened, `由${from.name}移送（原受理编号${row.receipt}）：${why}`, by)
  for (const fact of countingFacts(facts))
    if (fact.type === 'confirmed') {
      const { type, on, how, note: words } = fact
      await put(
        tx,
        house,
        opened,
        { type, on, how, note: words, evidence: `移送前已经记录（${row.receipt}）` } as Fact,
        by,
      )
    }
  await moved(tx, key, said, 'sent', { agencyId: agency, caseId: opened.caseId }, by)
  await moved(tx, opened, came, 'came', key, by)
  return {
    case: opened.caseId,
    receipt,
    enquiryCode: house.keys.enquiryCode(receipt, { keys: house.keys.ids[0]!, code: null }),
  }
}

/** Where this case came from, while it may go back there. */
export const cameFrom = (moves: readonly Move[]): Move | undefined =>
  moves.findLast(({ kind, settled }) => kind === 'came' && settled === null)

/** @throws Refusal NOT_YOURS; FACT_REFUSED where it did not come from another agency, went back before, or is registered */
export async function sendBack(tx: Tx, house: Transferring, row: CaseRow, why: string, viewer: Viewer): Promise<void> {
  if (!mayTransfer(viewer, row)) throw new Refusal('NOT_YOURS')
  const key = { agencyId: row.agencyId, caseId: row.id }
  const came = cameFrom(await movesOf(tx, key))
  const before = came && (await caseWithId(tx, came.otherCase!))
  if (!came || !before) throw new Refusal('FACT_REFUSED', { message: '本件不是由其他机关移送来的，或者已经退回' })
  const now = await lockCase(tx, house.keys, key)
  if (now?.row.stage !== 'receive') throw new Refusal('FACT_REFUSED', { message: '已经登记的申请不能退回移送的机关' })
  const first = { agencyId: before.agencyId, caseId: before.id }
  const [here, there] = [(await agencyById(tx, row.agencyId))!, (await agencyById(tx, before.agencyId))!]
  const by = byOf(viewer, house)
  const today = house.time.today()
  const said = await note(tx, house, key, `退回${there.name}（受理编号${before.receipt}）：${why}`, by)
  await put(
    tx,
    house,
    key,
    { type: 'setAside', on: today, why: `已经退回${there.name}，按受理编号${before.receipt}办理。` },
    by,
  )
  const back = await note(tx, house, first, `${here.name}退回（受理编号${row.receipt}）：${why}`, by)
  const restored = await put(tx, house, first, { type: 'restored', on: today, why: `${here.name}退回：${why}` }, by)
  await enqueue(tx, 'tell', { ...first, position: restored, tell: 'transferReturned' })
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
