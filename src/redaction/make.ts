/** The job: the file made anew and proven. What passes is put on file, told in the case, and marked as closed where it came from; what fails is not. */

import { filesOnFile } from '../cases/closing.ts'
import { record } from '../cases/record.ts'
import { json, type Tx, within } from '../db/client.ts'
import { ourFiles } from '../files/given.ts'
import { keepContent, putOnFile, type Taken } from '../files/uploads.ts'
import { Refusal } from '../ground/errors.ts'
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import type { Jobs } from '../jobs/enqueue.ts'
import { type CaseFile, keyOf } from '../ledger/case-file.ts'
import { caseById, factsOf } from '../ledger/queries.ts'
import { namesOf } from '../people/queries.ts'
import { type MadeFile, NotRedacted, redacted } from '../redacting/apart.ts'
import { groundsSaid, markers } from './marks.ts'
import { lockedRedaction, redactionOf, type Worked } from './redactions.ts'
import { type Original, pdfOf } from './source.ts'

const TELL_EVERY = 1_000 // ms

/** Safe to run again: what is made already, or was taken back meanwhile, is left as it is. */
export async function makeRedaction(
  house: House,
  { agencyId, caseId, file }: Jobs['redact'],
  lastTry: boolean,
): Promise<void> {
  const { sql } = house
  const key = { agencyId, caseId }
  const worked = await redactionOf(sql, key, file)
  const row = await caseById(sql, [agencyId], caseId)
  if (worked?.redaction.state !== 'making' || !row || row.context.erasedOn) return
  const tell = async (done: number) => {
    await sql`update redactions set done = ${done} where (agency_id, case_id, file) = (${agencyId}, ${caseId}::uuid, ${file}::uuid)`
  }
  const fail = async (why: string, made?: MadeFile) => {
    await sql`
      update redactions set state = 'failed', why = ${why}, verdict = ${made ? json(made.verdict) : null}::jsonb
      where (agency_id, case_id, file) = (${agencyId}, ${caseId}::uuid, ${file}::uuid) and state = 'making'`
  }
  const original = await originalOf(house, key, file)
  if (!original) return fail('gone')
  let made: MadeFile
  try {
    made = await madeOf(house, original, worked, tell)
  } catch (error) {
    if (error instanceof NotRedacted) return fail(error.why)
    if (error instanceof Refusal) return fail('unreadable')
    if (lastTry) await fail('ended')
    throw error
  }
  if (!made.verdict.passed) return fail('proof', made)
  try {
    await putMade(house, worked, original, made)
  } catch (error) {
    if (lastTry) await fail('refused')
    throw error
  }
}

async function madeOf(
  house: House,
  original: Original,
  { redaction, marks }: Worked,
  tell: (done: number) => Promise<void>,
) {
  let toldAt = 0
  const face = house.fonts.files.find(({ role }) => role === 'hei')?.path
  return redacted(await pdfOf(house, original), redaction.pages.length, marks, face, (page) => {
    if (performance.now() - toldAt < TELL_EVERY) return
    toldAt = performance.now()
    void tell(page).catch(() => undefined)
  })
}

/** The office’s own file, if it may go out at all. */
async function originalOf(
  house: House,
  key: { agencyId: string; caseId: string },
  file: string,
): Promise<Original | undefined> {
  return within(house.sql, [key.agencyId], async (tx) => {
    const ours = await ourFiles(tx, house.keys, key, await factsOf(tx, house.keys, key))
    if (!ours.some(({ id, secret }) => id === file && !secret)) return undefined
    const [one] = await tx<Original[]>`
      select id, name, sha256, type, size from files where agency_id = ${key.agencyId} and case_id = ${key.caseId} and id = ${file}`
    return one
  })
}

async function putMade(house: House, worked: Worked, original: Original, { bytes, verdict }: MadeFile): Promise<void> {
  const { sql, blobs, time } = house
  const { agencyId, caseId, file, step, confirmedBy } = worked.redaction
  const key = { agencyId, caseId }
  const { sha256, size } = await blobs.put(bytes)
  await sql.begin(async (tx) => {
    const now = await lockedRedaction(tx, key, file)
    if (now.redaction.state !== 'making' || now.redaction.step !== step) return
    const [by, at, on] = [confirmedBy!, time.now(), time.today()]
    const taken: Taken = {
      id: newId(at),
      name: nameOf(original.name),
      size,
      sha256,
      type: 'application/pdf',
      heed: null,
    }
    await putOnFile(tx, key, [taken], by, at)
    const { facts } = await record(tx, house, key, { type: 'fileAdded', on, files: [taken.id] }, { by, at })
    // What it came from is evidence from now on, though it was only uploaded before.
    if (filesOnFile(facts, [original]).length === 0)
      await record(tx, house, key, { type: 'fileAdded', on, files: [file] }, { by, at })
    const names = await namesOf(tx, [...markers(worked.steps), by])
    const said = (who: string) => names.get(who) ?? who
    const text = `区分处理（条例第三十七条）：文件“${original.name}”遮盖${worked.marks.length}处：${groundsSaid(worked.marks)}。${[...markers(worked.steps)].map(said).join('、')}标注，${said(by)}确认；生成的“${taken.name}”经逐项核对，不含所遮盖的内容。原件SHA-256：${original.sha256}；生成的文件SHA-256：${sha256}。`
    const after = await record(tx, house, key, { type: 'noted', on, text }, { by, at })
    await closeOriginal(tx, house, after, worked, { by, at })
    await tx`
      insert into redaction_results (agency_id, case_id, file, result, step, verdict, confirmed_by, at)
      values (${agencyId}, ${caseId}, ${file}, ${taken.id}, ${step}, ${json(verdict)}::jsonb, ${by}, ${at.toISOString()})`
    await tx`
      update redactions set state = 'made', result = ${taken.id}, verdict = ${json(verdict)}::jsonb, done = ${worked.redaction.pages.length}
      where (agency_id, case_id, file) = (${agencyId}, ${caseId}::uuid, ${file}::uuid)`
    await keepContent(blobs, [taken])
  })
}

/**
 * What it came from lies in the closed annex of the bundle from now on, where people or trade secrets are a ground (行政诉讼法第四十三条). One
 * that is closed already stays so.
 */
async function closeOriginal(
  tx: Tx,
  house: House,
  { facts, row }: CaseFile,
  { redaction: { file }, marks }: Worked,
  actor: { by: string; at: Date },
): Promise<void> {
  const kind = (['tradeSecret', 'privacy'] as const).find((one) => marks.some(({ ground }) => ground === one))
  const isClosed = facts.some(({ fact }) => fact.type === 'evidenceClosed' && fact.files?.includes(file))
  if (!kind || isClosed) return
  const [on, why] = [house.time.today(), '文件已经区分处理，原件含有遮盖的内容。']
  await record(tx, house, keyOf(row), { type: 'evidenceClosed', on, files: [file], kind, why }, actor)
}

/** 批复.docx: 批复（已遮盖）.pdf */
const nameOf = (name: string): string => `${name.replace(/\.[^.]{1,5}$/, '')}（已遮盖）.pdf`
