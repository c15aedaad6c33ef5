/**
 * 一并答复: the other open applications of the same applicant, and what stands in the way of answering them with this one.
 * SQL: how many there are is said in the answer to a fact too, in its transaction.
 */

import { decide, possible, Refused } from '../../workflows/disclosure/decide.ts'
import { missingFor, ruleSays } from '../../workflows/disclosure/rules.ts'
import { OUTCOMES, type Outcome, STAGES } from '../../workflows/disclosure/vocabulary.ts'
import { mayRecord } from '../acts/may-record.ts'
import { actsFor } from '../cases/offer.ts'
import { outcomesFor } from '../cases/offer-draft.ts'
import { readAs, type Sql, type Tx } from '../db/client.ts'
import { ourFiles } from '../files/given.ts'
import type { House } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import { casesUnder, ofApplicant } from '../ledger/found-by.ts'
import { type CaseRow, caseColumns, factsOf, submission } from '../ledger/queries.ts'
import { seenInSql } from '../ledger/seen.ts'
import { numbersOf } from '../letters/members.ts'
import type { Viewer } from '../people/sessions.ts'
import type { TogetherView } from './views.ts'

/** More than anybody answers with one letter. */
const MOST = 50

/** Open: nothing has been signed for the last time. What lies with others and is not seen is not counted either. */
const openOthers = (sql: Sql | Tx, row: CaseRow, viewer: Viewer) => sql`
  from ${casesUnder(sql, ofApplicant(row))} c
  where c.agency_id = ${row.agencyId} and c.id <> ${row.id}
    and c.stage <> 'archive' and c.step not in ('signed', 'served', 'withdrawn', 'setAside') and ${seenInSql(sql, viewer)}`

/**
 * The same applicant's other open applications to this agency that this viewer sees, at most 50, each with the reasons why it cannot join.
 * `act` is the form of the draft, null where this viewer cannot draft in the case now.
 */
export function joinable(
  of: Pick<House, 'sql' | 'lawFor' | 'templatesFor' | 'time' | 'keys'>,
  row: CaseRow,
  viewer: Viewer,
): Promise<TogetherView> {
  return readAs(of, [row.agencyId], (house) => readJoinable(house, row, viewer))
}

async function readJoinable(
  house: Pick<House, 'sql' | 'lawFor' | 'templatesFor' | 'time' | 'keys'>,
  row: CaseRow,
  viewer: Viewer,
): Promise<TogetherView> {
  const { sql } = house
  const law = house.lawFor(row.agencyId)
  const today = house.time.today()
  const templates = house.templatesFor(row.agencyId, today)
  const others = await sql<CaseRow[]>`
    select ${caseColumns(sql)} ${openOthers(sql, row, viewer)} order by c.number nulls last, c.id limit ${MOST}`
  const mine = hindrance(house, row, viewer) === null
  const outcomes = outcomesFor(row, { templates }, law)
  const facts = await factsOf(sql, house.keys, keyOf(row))
  const give = { files: await ourFiles(sql, house.keys, keyOf(row), facts), chosen: [], uploads: true }
  const choices = { units: [], handlers: [], templates, give }
  const acts = mine ? actsFor(row, ['replyDrafted'], choices, law, viewer, today) : []
  return {
    id: row.id,
    number: row.number,
    receipt: row.receipt,
    title: row.title,
    applicantName: row.applicantName,
    act: acts[0] ?? null,
    others: await Promise.all(
      others.map(async (each) => ({
        id: each.id,
        number: each.number,
        receipt: each.receipt,
        title: each.title,
        description: submission(await factsOf(sql, house.keys, keyOf(each))).request.description ?? '',
        receivedOn: each.receivedOn,
        dueOn: each.dueOn,
        carefulDueOn: each.carefulDueOn,
        why: [hindrance(house, each, viewer), elsewhere(row, each)].filter((why) => why !== null),
        lacks: lackedBy(house, each, outcomes),
      })),
    ),
  }
}

/** Why this person may not draft in this case now; null where they may. */
export function hindrance(house: Pick<House, 'lawFor' | 'time'>, row: CaseRow, viewer: Viewer): string | null {
  const law = house.lawFor(row.agencyId)
  const today = house.time.today()
  if (!mayRecord(viewer, 'replyDrafted', row)) return '不由您承办。请由承办人拟稿。'
  if (possible(row, law, today).includes('replyDrafted')) return null
  try {
    decide(row, { type: 'replyDrafted', on: today, by: `staff:${viewer.username}`, outcome: 'other', fields: {} }, law)
    return null
  } catch (error) {
    if (error instanceof Refused) return error.code === 'FACT_NOT_ALLOWED' ? notYet(row) : error.message
    throw error
  }
}

const WAITS: Record<string, string> = {
  awaitingCorrection: '正在等待申请人补正。',
  awaitingPayment: '正在等待申请人缴费。',
  forApproval: '已经通过审核，正在待审批。须先退回。',
  forSignature: '已经通过审核，正在待签发。须先退回。',
}
const notYet = ({ step, stage }: CaseRow) => WAITS[step] ?? `还在“${STAGES[stage]}”环节，办到可以拟稿时再一并答复。`

/** A draft of several is not divided by drafting one of them again with others. */
function elsewhere(own: CaseRow, row: CaseRow): string | null {
  const with_ = row.stage === 'reply' ? (numbersOf(row) ?? []).filter((number) => number !== row.number) : []
  const left = with_.filter((number) => number !== own.number)
  return left.length > 0 ? `已与登记编号${left.join('、')}一并拟稿，须一并选上或者先退回。` : null
}

function lackedBy(
  house: Pick<House, 'lawFor' | 'templatesFor' | 'time'>,
  row: CaseRow,
  outcomes: readonly Outcome[],
): TogetherView['others'][number]['lacks'] {
  const possibleThere = outcomesFor(
    row,
    { templates: house.templatesFor(row.agencyId, house.time.today()) },
    house.lawFor(row.agencyId),
  )
  const lacks = new Map<string, string[]>()
  for (const outcome of outcomes) {
    if (possibleThere.includes(outcome)) continue
    const [lacking] = missingFor(outcome, row.context, house.lawFor(row.agencyId))
    const says = lacking ? ruleSays(lacking).text : ''
    lacks.set(says, [...(lacks.get(says) ?? []), OUTCOMES[outcome].zh])
  }
  return [...lacks].map(([says, zh]) => ({ says, outcomes: zh }))
}

/** How many there are to be looked at, for the way there. */
export async function countOthers(sql: Sql | Tx, row: CaseRow, viewer: Viewer): Promise<number> {
  const [open] = await sql<{ n: number }[]>`select count(*)::int as n ${openOthers(sql, row, viewer)}`
  return open!.n
}
