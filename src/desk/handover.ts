/**
 * 收发交接清单: the letters of a few days, who signed for each at the mailroom and when, and when it reached the disclosure office.
 * The day that counts is the first (Art 31): the list is what shows it where somebody says that a letter lay.
 */
import { type Channel, STAGES } from '../../workflows/disclosure/vocabulary.ts'
import { type Day, plusDays } from '../../workflows/statute/days.ts'
import { readAs } from '../db/client.ts'
import type { House } from '../house.ts'
import { factsOfEach, submission } from '../ledger/queries.ts'
import { seenInSql } from '../ledger/seen.ts'
import { namesOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'

export type HandedOver = {
  id: string
  receipt: string
  number: string | null
  channel: Channel
  applicantName: string
  title: string
  /** The day it was signed for. */
  on: Day
  mailNumber: string | null
  signedBy: string | null
  reachedOn: Day | null
  enteredBy: string
}

const CHANNELS: readonly Channel[] = ['post', 'letter']
/** Days of one list. */
export const MOST_DAYS = 31
export const MOST_LETTERS = 200

/**
 * Without a first day the three days before, too: what came on Friday is handed over on Monday.
 * @returns the days of the list; `cutFrom`: the first day that was asked for, where the list begins later
 */
export function spanOf(today: Day, from: Day | undefined, to: Day | undefined): { from: Day; to: Day; cutFrom?: Day } {
  const last = to && to <= today ? to : today
  const first = from && from <= last ? from : plusDays(last, -3)
  const earliest = plusDays(last, 1 - MOST_DAYS)
  return first < earliest ? { from: earliest, to: last, cutFrom: first } : { from: first, to: last }
}

/** The letters of these days to the agencies that this registrar takes in for, as they came; at most MOST_LETTERS. SQL: the index of each stage has them in the order of their days. */
export async function handedOver(
  house: Pick<House, 'sql' | 'keys'>,
  viewer: Viewer,
  { from, to }: { from: Day; to: Day },
): Promise<HandedOver[]> {
  const agencyIds = agenciesAs(viewer, ['registrar'])
  return readAs(house, agencyIds, async ({ sql }) => {
    const rows = await sql<
      (Pick<HandedOver, 'id' | 'receipt' | 'number' | 'channel' | 'applicantName' | 'title'> & {
        agencyId: string
        submittedOn: Day
      })[]
    >`
      select c.agency_id, c.id, c.receipt, c.number, c.channel, c.applicant_name, c.title, c.submitted_on from cases c
      where c.agency_id = any(${agencyIds}) and c.stage = any(${Object.keys(STAGES)})
        and c.submitted_on between ${from} and ${to} and c.channel = any(${CHANNELS as string[]}) and ${seenInSql(sql, viewer)}
      order by c.submitted_on, c.id limit ${MOST_LETTERS}`
    const facts = await factsOfEach(sql, house.keys, rows)
    const names = await namesOf(
      sql,
      facts.map(([first]) => first!.by),
    )
    return rows.map(({ agencyId: _, submittedOn, ...row }, i) => {
      const { handover, mailNumber } = submission(facts[i]!)
      const { by } = facts[i]![0]!
      return {
        ...row,
        on: submittedOn,
        mailNumber: mailNumber ?? null,
        signedBy: handover?.signedBy ?? null,
        reachedOn: handover?.reachedOn ?? null,
        enteredBy: names.get(by) ?? by,
      }
    })
  })
}
