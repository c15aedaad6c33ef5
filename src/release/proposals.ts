/** Puts together the list 转主动公开: what was proposed, where it stands, by when it is decided, and what was converted this year. */
import { type ReleaseState, releaseState } from '../../workflows/disclosure/readings.ts'
import type { ReadingStep } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { House } from '../house.ts'
import { allAgencies, namesOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import {
  type Converted,
  convertedIn,
  cursorOf,
  PROPOSAL_GROUPS,
  type ProposalGroup,
  type ProposalQuestion,
  type ProposalRow,
  proposalCounts,
  proposalsOf,
} from '../released/proposals.ts'

export type ProposalLine = {
  case: string
  number: string | null
  receipt: string
  title: string
  agency: { code: string; name: string }
  state: ReleaseState
  proposedOn: Day
  /** Of an open one: by when it is decided, and how many working days are left. */
  dueOn: Day | null
  left: number | null
  readings: { step: ReadingStep; by: string; on: Day }[]
  /** What was published: where it is read. */
  item: string | null
  releasedOn: Day | null
  withdrawnOn: Day | null
}

export type ProposalsView = {
  ask: ProposalQuestion
  today: Day
  agencies: { id: string; name: string }[]
  proposals: ProposalLine[]
  counts: Record<ProposalGroup, number>
  converted: { year: number; published: number; withdrawn: number; restored: number; months: Converted[] }
  next: string | null
}

/** What an address may ask; anything else is left out. */
export function proposalsAsked({ agency, group, cursor }: Record<string, string | undefined>): ProposalQuestion {
  return {
    ...(agency && /^[\w-]{1,60}$/.test(agency) && { agency }),
    ...(group && Object.hasOwn(PROPOSAL_GROUPS, group) && { group: group as ProposalGroup }),
    ...(cursor && { cursor }),
  }
}

const PAGE = 30

/** One page of the proposals of the cases that this person sees. */
export async function showProposals(
  house: Pick<House, 'sql' | 'law' | 'lawFor' | 'time'>,
  viewer: Viewer,
  ask: ProposalQuestion,
): Promise<ProposalsView> {
  const { sql, time } = house
  const agencies = (await allAgencies(sql)).filter(({ id }) => viewer.agencyIds.includes(id))
  const asked = agencies.filter(({ id }) => !ask.agency || id === ask.agency).map(({ id }) => id)
  const today = time.today()
  const year = Number(today.slice(0, 4))
  const [rows, months, counts] = await Promise.all([
    proposalsOf(sql, viewer, asked, ask, PAGE),
    convertedIn(sql, asked, year),
    proposalCounts(sql, viewer, asked),
  ])
  const page = rows.slice(0, PAGE)
  const names = await namesOf(
    sql,
    page.flatMap(({ release }) => (release.readings ?? []).map(({ by }) => by)),
  )
  const sum = (of: 'published' | 'withdrawn' | 'restored') => months.reduce((n, month) => n + month[of], 0)
  return {
    ...{ ask, today, agencies: agencies.map(({ id, name }) => ({ id, name })) },
    proposals: page.map((row) => lineOf(house, row, names, today)),
    counts,
    converted: {
      ...{ year, months: [...months] },
      ...{ published: sum('published'), withdrawn: sum('withdrawn'), restored: sum('restored') },
    },
    next: rows.length > PAGE ? cursorOf(page.at(-1)!) : null,
  }
}

function lineOf(
  house: Pick<House, 'law' | 'lawFor'>,
  row: ProposalRow,
  names: ReadonlyMap<string, string>,
  today: Day,
): ProposalLine {
  const { release, dueOn } = row
  const stands = releaseState(release, house.lawFor(row.agencyId))!
  return {
    ...{ case: row.caseId, number: row.number, receipt: row.receipt, title: row.title },
    agency: { code: row.agencyId, name: row.agency },
    // What was taken down before that was a fact of the case.
    state: stands === 'released' && row.withdrawnOn ? 'withdrawn' : stands,
    proposedOn: release.releaseProposedOn!,
    dueOn,
    left: dueOn === null ? null : house.law().calendar.between(today, dueOn),
    readings: (release.readings ?? []).map(({ step, by, on }) => ({ step, by: names.get(by) ?? by, on })),
    ...{ item: row.item, releasedOn: row.releasedOn, withdrawnOn: row.withdrawnOn },
  }
}
