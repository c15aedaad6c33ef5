/**
 * 协办: what one unit of an agency asks of another about a case, and what comes of it. Each word of it is a note of the case, and files
 * that answer are put on file (`fileAdded`): they show how the agency searched (条例第三十六条第四项), and go with the case into its
 * evidence and its destruction. That somebody was asked changes nothing in law: no state, no limit, so it is no fact of its own; here
 * stands only which note is which, and by when.
 *
 * Whoever helps need not see the case: they read the words of the request, what they are asked and the files they are handed.
 * SQL: rows under the lock of their case.
 */
import { type Day, inChinese, plusDays } from '../../workflows/statute/days.ts'
import { enter, type Sql, type Tx } from '../db/client.ts'
import { putOnFile, type Taken } from '../files/uploads.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { Recording } from '../house.ts'
import { type CaseRow, filesOf } from '../ledger/queries.ts'
import { secretAmong } from '../ledger/secret-files.ts'
import type { Viewer } from '../people/sessions.ts'
import { reaches, type Who } from '../people/sight.ts'
import { colleaguesOf, mayAsk, named, staffedUnit } from './colleagues.ts'
import { byOf, lockedRow, note, put } from './noted.ts'
import type { Ending, StepKind } from './tables.ts'

export type Assistance = CaseKey & {
  position: number
  unitId: string
  personId: string | null
  dueOn: Day
  askedUntil: Day | null
  files: string[]
  by: string
  at: string
  ended: Ending | null
  /** Whoever is asked by name still handles cases in that unit: else all of it are asked again. */
  isPersonThere: boolean
}
export type Step = {
  position: number
  of: number
  kind: StepKind
  until: Day | null
  files: string[]
  by: string
  at: string
}

/** Calendar days: whoever has more time is not helping with this case any more. */
const LONGEST = 90

/**
 * Whoever handles cases in the unit that is asked. Where somebody of it is named, they alone as long as they are there, whoever
 * covers them, and the heads, lest nobody answers. Judged as of a case that lay there.
 */
export const helps = ({ seats }: Who, { agencyId, unitId, personId, isPersonThere }: Assistance): boolean => {
  const place = { agencyId, unitId, handlerId: null }
  return seats.some((seat) =>
    isPersonThere
      ? (seat.id === personId && reaches(seat, 'handler', place)) || reaches(seat, 'head', place)
      : reaches(seat, 'handler', place),
  )
}

/** Of an assistance `s`: is whoever was asked by name still there? */
export const isPersonThere = (sql: Sql | Tx) => sql`exists (
  select from people p join person_units w on w.person_id = p.id
  where p.id = s.person_id and w.unit_id = s.unit_id and p.ended_at is null and 'handler' = any(p.roles))`

/** Once a case is answered, nothing that another unit finds goes into the answer; reopened, all waits again. */
export const isAnswered = ({ stage, settledOn, context }: CaseRow): boolean =>
  stage === 'archive' || settledOn !== null || context.erasedOn !== undefined

/** The same in SQL, of the case `c`. */
export const isUnanswered = (sql: Sql | Tx) => sql`(c.stage <> 'archive' and c.settled_on is null)`

/** What is said where help comes only after the reply is due: nothing in law forbids it, and the reply does not wait. */
export function lateness(
  row: Pick<CaseRow, 'dueOn' | 'carefulDueOn'>,
  until: Day | null | undefined,
): string | undefined {
  const due = row.carefulDueOn ?? row.dueOn
  if (!until || due === null || until <= due) return undefined
  return `答复协办的期限（${inChinese(until)}）晚于答复申请人的期限（${inChinese(due)}）。协办不延长答复期限。`
}

export type Asked = { unit: string; person?: string | undefined; says: string; dueOn: Day; files: readonly string[] }

/**
 * @returns position of the note, which names the assistance from then on
 * @throws Refusal NOT_YOURS; FACT_REFUSED before registration and after archiving; INVALID: unit (NO_SUCH_UNIT,
 * UNIT_WITHOUT_HANDLERS, UNFIT for the case's own), person (NO_SUCH_HANDLER), dueOn (IN_THE_PAST, UNFIT), files (NO_SUCH_FILE)
 */
export async function ask(tx: Tx, house: Recording, row: CaseRow, asked: Asked, viewer: Viewer): Promise<number> {
  const by = byOf(viewer, house, (who) => mayAsk(who, row))
  if (row.stage === 'archive' || row.stage === 'receive')
    throw new Refusal('FACT_REFUSED', { message: '登记以前、归档以后不能请求协办' })
  if (isAnswered(row)) throw new Refusal('FACT_REFUSED', { message: '本件已经答复，不能请求协办' })
  const key = { agencyId: row.agencyId, caseId: row.id }
  const unit = await staffedUnit(tx, row.agencyId, asked.unit)
  if (unit.id === row.unitId)
    throw invalid({ field: 'unit', code: 'UNFIT', message: '本件就由这个承办机构承办，请选择其他承办机构' })
  const today = house.time.today()
  if (asked.dueOn < today) throw invalid({ field: 'dueOn', code: 'IN_THE_PAST', message: '答复协办的期限不能早于今天' })
  if (asked.dueOn > plusDays(today, LONGEST))
    throw invalid({ field: 'dueOn', code: 'UNFIT', message: `答复协办的期限应当在${LONGEST}天以内` })
  const person = asked.person ? named(await colleaguesOf(tx, row.agencyId), asked.person) : undefined
  if (asked.person && !(person?.roles.includes('handler') && person.units.some(({ id }) => id === unit.id)))
    throw invalid({ field: 'person', code: 'NO_SUCH_HANDLER', message: '这个承办机构没有这位承办人，请从列表中选择' })
  await enter(tx, [row.agencyId])
  const handed = await handedOver(tx, key, asked.files)
  const who = `${unit.name}${person ? ` ${person.name}` : ''}，${inChinese(asked.dueOn)}以前答复`
  const text = `请求协办（${who}）：${asked.says}${handed.length > 0 ? `\n随附：${handed.join('、')}` : ''}`
  const position = await note(tx, house, key, text, by)
  const one = {
    ...key,
    position,
    unitId: unit.id,
    personId: person?.id ?? null,
    dueOn: asked.dueOn,
    by: by.by,
    at: by.at.toISOString(),
  }
  await tx`insert into assistances ${tx({ ...one, files: tx.array([...asked.files], UUIDS) })}`
  return position
}
const UUIDS = 2951 // uuid[]: of an empty list the driver cannot tell

/** The names of the files that are handed over: of this case, and no state secret. */
async function handedOver(tx: Tx, key: CaseKey, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const files = (await filesOf(tx, key)).filter(({ id }) => ids.includes(id))
  const secret = await secretAmong(
    tx,
    key,
    files.map(({ sha256 }) => sha256),
  )
  if (files.length < new Set(ids).size || secret.size > 0)
    throw invalid({ field: 'files', code: 'NO_SUCH_FILE', message: '只能选择本件已经附卷、没有标注为国家秘密的文件' })
  return files.map(({ name }) => name)
}

export type Done = { kind: StepKind; says: string; until?: Day | undefined; files?: readonly Taken[] }

/** Whose each step is, and what its note is called; `m` the position of what is asked. `late`: also once the case is answered. */
const STEPS: Record<
  StepKind,
  { whose: 'helper' | 'asker'; zh: (m: number, until: string) => string; ends?: true; late?: true }
> = {
  answered: { whose: 'helper', ends: true, zh: (m) => `协办答复（第${m}条记录）` },
  handedBack: { whose: 'helper', ends: true, zh: (m) => `退回协办（第${m}条记录）` },
  moreTime: { whose: 'helper', zh: (m, until) => `请求延长协办期限（第${m}条记录，至${until}）` },
  timeGiven: { whose: 'asker', zh: (m, until) => `同意延长协办期限（第${m}条记录，至${until}）` },
  timeRefused: { whose: 'asker', late: true, zh: (m) => `不同意延长协办期限（第${m}条记录）` },
  withdrawn: { whose: 'asker', ends: true, late: true, zh: (m) => `撤回协办（第${m}条记录）` },
}

/**
 * An answer, with files that go on file; more time, asked for, given or refused; handed back or withdrawn.
 * @returns until when time was asked for or given
 * @throws Refusal NOT_FOUND; NOT_YOURS; FACT_REFUSED where it has ended, the case is answered, or nobody asked for time; INVALID: until (UNFIT)
 */
export async function step(
  tx: Tx,
  house: Recording,
  read: CaseRow,
  position: number,
  done: Done,
  viewer: Viewer,
): Promise<Day | null> {
  const row = await lockedRow(tx, read)
  const key = { agencyId: row.agencyId, caseId: row.id }
  const [one] = await tx<Assistance[]>`
    select s.*, ${isPersonThere(tx)} as is_person_there from assistances s
    where (s.agency_id, s.case_id, s.position) = (${row.agencyId}, ${row.id}::uuid, ${position}) for update of s`
  if (!one) throw notFound()
  const { kind, files = [] } = done
  const { whose, zh, ends, late } = STEPS[kind]
  const by = byOf(viewer, house, (who) => (whose === 'helper' ? helps(who, one) : mayAsk(who, row)))
  if (one.ended) throw new Refusal('FACT_REFUSED', { message: '这一协办已经办结，没有再次记录' })
  if (!late && isAnswered(row))
    throw new Refusal('FACT_REFUSED', { message: '本件已经答复，协办不再需要答复，没有记录' })
  const until = kind === 'timeGiven' ? one.askedUntil : kind === 'moreTime' ? laterThan(one, done.until) : null
  if (kind.startsWith('time') && !one.askedUntil)
    throw new Refusal('FACT_REFUSED', { message: '没有等待决定的延期请求' })
  const ids = files.map(({ id }) => id)
  if (ids.length > 0) {
    await putOnFile(tx, key, files, by.by, by.at)
    await put(tx, house, key, { type: 'fileAdded', on: house.time.today(), files: ids }, by)
  }
  const text = `${zh(position, until ? inChinese(until) : '')}：${done.says}`
  const said = await note(tx, house, key, text, by)
  const stepped = { ...key, position: said, of: position, kind, until, by: by.by, at: by.at.toISOString() }
  await tx`insert into assistance_steps ${tx({ ...stepped, files: tx.array(ids, UUIDS) })}`
  const askedUntil = kind === 'moreTime' ? until : null
  await tx`
    update assistances set ended = ${ends ? (kind as Ending) : null}, asked_until = ${askedUntil},
      due_on = ${kind === 'timeGiven' ? until : one.dueOn}
    where (agency_id, case_id, position) = (${row.agencyId}, ${row.id}::uuid, ${position})`
  return until
}

function laterThan({ dueOn }: Assistance, until: Day | undefined): Day {
  if (!until || until <= dueOn || until > plusDays(dueOn, LONGEST))
    throw invalid({
      field: 'until',
      code: 'UNFIT',
      message: `应当晚于原来的期限（${inChinese(dueOn)}），并且在${LONGEST}天以内`,
    })
  return until
}

/** Of a case, in their order. */
export const assistancesOf = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<Assistance[]>`
  select s.*, ${isPersonThere(sql)} as is_person_there from assistances s
  where (s.agency_id, s.case_id) = (${agencyId}, ${caseId}::uuid) order by s.position`

export const stepsOf = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<Step[]>`
  select position, of, kind, until, files, by, at from assistance_steps
  where (agency_id, case_id) = (${agencyId}, ${caseId}::uuid) order by position`
