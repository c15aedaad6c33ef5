/** What staff see of the consultations of a case: whom, by which number, and whether it was read, confirmed and answered. */

import { LETTER_FACTS } from '../../workflows/statute/letters.ts'
import { mayRecord } from '../acts/may-record.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import type { CaseRow, FactRow } from '../ledger/queries.ts'
import { type Access, accessesOf, answerCode, type Consulted, isConsulted } from '../letters/access.ts'
import { mailedTo } from '../sending/deliveries.ts'
import { type Course, courseOf, isVoid } from './queries.ts'
import { actorOf, standingOf } from './show.ts'
import type { ConsultationRef, Kind } from './views.ts'

type Who = Parameters<typeof mayRecord>[0]

/** Whoever may send a letter may also hand out what stands in it. */
export const mayHandOut = (who: Who, kind: Kind, row: CaseRow) => mayRecord(who, LETTER_FACTS[kind].consulted, row)

/** In the order of their names; an older one, from before there were accesses, is shown without a number. */
export async function consultationsOf(
  sql: Sql | Tx,
  house: Pick<House, 'lawFor' | 'time' | 'keys'>,
  row: CaseRow,
  facts: readonly FactRow[],
  who: Who,
): Promise<ConsultationRef[]> {
  // Most cases ask nobody: theirs is not one question more.
  if (!facts.some(({ fact }) => isConsulted(fact) || fact.type === 'rectified')) return []
  const key = { agencyId: row.agencyId, caseId: row.id }
  const accesses = await accessesOf(sql, key)
  const ofFacts = row.context.consultations.map(({ id }) => id)
  const ids = [...new Set([...accesses.map(({ consultation }) => consultation), ...ofFacts])]
  const refs: ConsultationRef[] = []
  for (const id of ids.toSorted((a, b) => Number(a) - Number(b))) {
    const course = courseOf(facts, id)
    if (!course) continue
    const access = accesses.find(({ consultation }) => consultation === id)
    const mails = await mailedTo(sql, key, id)
    refs.push({
      ...refOf(course, id, row, house),
      ...withAccess(house, course, access, who, row),
      mailedAt: mails.map(({ sentAt }) => new Date(sentAt).toISOString()),
    })
  }
  return refs
}

function refOf(
  course: Course,
  consultation: string,
  row: CaseRow,
  house: Pick<House, 'lawFor' | 'time'>,
): ConsultationRef {
  const { kind, reached, answered } = course
  const consulted = course.asked?.fact ?? course.sent.fact
  const by = actorOf(kind, consultation)
  return {
    consultation,
    kind,
    party: consulted.party,
    reach: reachOf(consulted),
    standing: standingOf(row, course, consultation, house),
    sentOn: consulted.on,
    reachedOn: reached?.fact.on ?? null,
    reachedOnline: reached?.row.by === by,
    answeredOn: answered?.fact.on ?? null,
    answeredOnline: answered?.row.by === by,
    consents: answered?.fact.consents ?? null,
    partly: answered?.fact.extent === 'partly',
    openedAt: null,
    mailedAt: [],
    number: null,
  }
}

/** The code is shown to whoever may hand it out, and only while it opens something. */
function withAccess(house: Pick<House, 'keys'>, course: Course, access: Access | undefined, who: Who, row: CaseRow) {
  if (!access) return {}
  const { number, openedAt, consultation } = access
  const hands = mayHandOut(who, course.kind, row) && !isVoid(course)
  const mails = hands && course.asked?.fact.email
  return {
    number,
    openedAt: openedAt && new Date(openedAt).toISOString(),
    ...(hands && { code: answerCode(house.keys, access) }),
    ...(mails && { mailUrl: `/cases/${row.id}/consultations/${consultation}/mail` }),
  }
}

const reachOf = ({ contact, phone, email, address }: Consulted) =>
  Object.entries({ 联系人: contact, 联系电话: phone, 电子邮箱: email, 通信地址: address }).flatMap(([label, value]) =>
    value ? [{ label, value }] : [],
  )
