/** What staff see of notices that wait for their approval: how each would read today, what the checker finds, whose turn it is. */
import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm'
import { FACTS, type NoticeType } from '../../workflows/disclosure/vocabulary.ts'
import { APPROVERS, approvingSeat } from '../acts/may-record.ts'
import { hasLapsed, mayTakeAway, readPrepared, waits } from '../cases/prepared.ts'
import { openedNotice, type Prepared, preparedOf } from '../cases/prepared-rows.ts'
import { preparedNotices } from '../cases/tables.ts'
import { readAs, type Sql, type Tx } from '../db/client.ts'
import { textOf } from '../documents/index.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { type CaseFile, keyOf } from '../ledger/case-file.ts'
import { cases } from '../ledger/tables.ts'
import { digestOfNotices } from '../letters/notices.ts'
import { type CheckedDraft, withMissing } from '../letters/preview.ts'
import { findingJson } from '../letters/signing.ts'
import { hasRole } from '../people/may.ts'
import { namesOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import type { NoticeWaiting, PreparedRef } from './views.ts'

type Reading = Pick<House, 'lawFor' | 'templatesFor' | 'time' | 'keys' | 'config' | 'fonts'>

export type ShownNotice = PreparedRef & { said: Record<string, unknown>; letters: CheckedDraft[] }

/** Those of a case, in the order of preparation. */
export async function shownNotices(
  sql: Sql | Tx,
  house: Reading,
  file: CaseFile,
  viewer: Viewer,
): Promise<ShownNotice[]> {
  const rows = await preparedOf(sql, house.keys, keyOf(file.row))
  if (rows.length === 0) return []
  const names = await namesOf(
    sql,
    rows.flatMap(({ preparedBy, returnedBy }) => (returnedBy ? [preparedBy, returnedBy] : [preparedBy])),
  )
  const shown: ShownNotice[] = []
  for (const row of rows) shown.push(await shownNotice(sql, house, file, viewer, row, names))
  return shown
}

async function shownNotice(
  sql: Sql | Tx,
  house: Reading,
  file: CaseFile,
  viewer: Viewer,
  row: Prepared,
  names: Map<string, string>,
): Promise<ShownNotice> {
  const { id, type, said, version, preparedBy, preparedAt, opinion, returnedBy, returnedAt } = row
  const { letters, refused } = await asItReads(sql, house, file, row)
  const errors = letters.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'error').length
  return {
    ...{ id, type, zh: FACTS[type].zh, said, version, letters, refused, errors },
    digest: digestOfNotices(letters),
    hints: letters.flatMap(({ findings }) => findings).length - errors,
    preparedBy: names.get(preparedBy) ?? preparedBy,
    preparedAt: instant(preparedAt),
    returned:
      opinion === null ? null : { by: names.get(returnedBy!) ?? returnedBy!, at: instant(returnedAt!), opinion },
    mine: preparedBy === `staff:${viewer.username}`,
    forYou: waits(row) && refused === null && approvingSeat(viewer, preparedBy, file.row) !== undefined,
    mayTakeAway: mayTakeAway(viewer, row, file.row),
  }
}

const instant = (at: string) => new Date(at).toISOString()

/** The letters, or why the case does not hear the fact now: then it waits until somebody takes it away. */
async function asItReads(sql: Sql | Tx, house: Reading, file: CaseFile, row: Prepared) {
  try {
    const letters = await readPrepared(sql, house, file, row)
    return { letters: letters.map((letter) => withMissing(house, letter)), refused: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { letters: [], refused: { code: error.code, message: String(error.sentence) } }
  }
}

/** What the page of the case says of each. */
export const preparedRef = ({ said: _said, letters: _letters, ...ref }: ShownNotice): PreparedRef => ref

/** A notice for programs: as it was sent, and as it would read. */
export function noticeJson(caseId: string, notice: ShownNotice) {
  const { said, letters, ...ref } = notice
  return {
    ...ref,
    fact: { type: ref.type, ...said },
    findings: letters.flatMap((letter) =>
      letter.findings.map((finding) => ({ letter: letter.template.id, ...findingJson(letter, finding) })),
    ),
    letters: letters.map(({ template, letter, open }) => ({
      template: template.id,
      title: template.title,
      text: textOf(letter),
      open,
      preview: previewOf(caseId, ref.id, template.id),
    })),
  }
}

/** Where the PDF of one of its letters is. */
export const previewOf = (caseId: string, id: string, template: string): string =>
  `/api/v1/cases/${caseId}/notices/${id}/preview?template=${template}`

const MOST = 20
/** Read together, since some may have lapsed. */
const AT_ONCE = 200

/**
 * What waits for this person's approval in the agencies that they see, the oldest first; none for all but those who approve.
 * One that has lapsed waits for nobody: it stands on the page of its case until it is taken away.
 */
export async function noticesWaiting(
  house: Pick<House, 'sql' | 'db' | 'lawFor' | 'time' | 'keys'>,
  viewer: Viewer,
): Promise<NoticeWaiting[]> {
  if (!hasRole(viewer, ...APPROVERS)) return []
  const { id, caseId, type, sealed, agencyId, opinion, preparedBy, preparedAt } = preparedNotices
  const { number, receipt, title, state, context, dueOn } = cases
  const agencies = agenciesAs(viewer, APPROVERS)
  const rows = await readAs(house, agencies, ({ db }) =>
    db
      .select({ id, caseId, agencyId, type, sealed, preparedBy, number, receipt, title, state, context, dueOn })
      .from(preparedNotices)
      .innerJoin(cases, and(eq(cases.agencyId, agencyId), eq(cases.id, caseId)))
      .where(
        and(
          inArray(agencyId, agencies),
          isNull(opinion),
          ne(type, 'rectified'),
          ne(preparedBy, `staff:${viewer.username}`),
        ),
      )
      .orderBy(asc(preparedAt))
      .limit(AT_ONCE),
  )
  const today = house.time.today()
  return rows
    .map((row) => ({ ...row, type: row.type as NoticeType, said: openedNotice(house.keys, row, row.id, row.sealed) }))
    .filter((row) => !hasLapsed(row, row, house.lawFor(row.agencyId), today))
    .slice(0, MOST)
    .map(({ id, caseId, type, number, receipt, title }) => {
      return { id, caseId, number, receipt, title, zh: FACTS[type].zh }
    })
}
