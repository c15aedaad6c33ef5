/** The desk as a page: the list, its numbers, what else waits for whoever looks, and the form for several of a heap at once. */
import { randomUUID } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'
import { ACTS } from '../acts/catalogue.ts'
import { asidesOf } from '../cases/asides.ts'
import type { House, Serving } from '../house.ts'
import { hasRole, type Role } from '../people/may.ts'
import { allAgencies, handlersOf, registrarsOf, unitsOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { changesAwaited } from '../released/changes.ts'
import { answersAwaited } from '../remedies/waiting.ts'
import { findingsAwaited } from '../spot-checks/waiting.ts'
import { answersCome, urgingsAwaited } from '../supervision/urgings.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { waitingForApproval } from '../workbench/waiting.ts'
import { awaitedBeside } from './awaited.ts'
import { correctionsWaiting } from './corrections/waiting.ts'
import { COUNTED, deskCounts, waitingCounts } from './counts.ts'
import { countOf, deskPage } from './desk.ts'
import { actForHeap, otherAct } from './heap-act.ts'
import { filterFrom, questionFor } from './in-list.ts'
import { listsOf } from './kept-lists.ts'
import { DeskPage } from './pages/desk.tsx'
import { address } from './pages/desk-filters.tsx'
import { withMoves, withPlaces } from './places.ts'
import type { Print } from './print.ts'
import { returnedOf } from './returned.ts'
import { noticesWaiting } from './show-notices.ts'
import { unsentCount } from './unsent.ts'
import type { DeskFilter, DeskView, Ticks } from './views.ts'

type Query = Record<string, string | undefined>
/** The form that prints several, which came back: what was ticked of the cases and of what is printed, and what is wrong. */
export type PrintBack = { ticks: Ticks; what: readonly Print[]; fault: string; status: number }
/** The form for several that came back. */
type Back = FormState & { act: FactType; ticks: Ticks; status: number }

/**
 * Sends the list that an address asks for.
 * @returns false where a form came back and is not on that list any more: then nothing was sent
 */
export async function sendDeskPage(
  house: Serving & Pick<House, 'db' | 'law' | 'lawFor' | 'templatesFor' | 'fonts' | 'blobs' | 'post'>,
  reply: FastifyReply,
  viewer: Viewer,
  query: Query,
  back?: Back,
  unprinted?: PrintBack,
): Promise<boolean> {
  const { calendar } = house.law()
  const today = house.time.today()
  const filter = filterFrom(query)
  const ask = { ...questionFor(house, viewer, filter), cursor: query.cursor }
  const [
    page,
    counts,
    waiting,
    wordsWaiting,
    notices,
    corrections,
    answers,
    changesWaiting,
    findings,
    kept,
    urgings,
    urgingsAnswered,
    beside,
    unsent,
  ] = await Promise.all([
    deskPage(house.sql, calendar, ask),
    deskCounts(house.sql, calendar, ask, today),
    waitingCounts(house.sql, viewer),
    waitingForApproval(house.db, viewer),
    noticesWaiting(house, viewer),
    correctionsWaiting(house, viewer),
    answersAwaited(house.sql, viewer, today),
    changesAwaited(house.sql, viewer),
    findingsAwaited(house.sql, viewer),
    listsOf(house, viewer.id),
    urgingsAwaited(house, viewer),
    answersCome(house, viewer),
    awaitedBeside(house, viewer),
    unsentCount(house.sql, viewer),
  ])
  const { next, sort } = page
  const rows = await withMoves(house, viewer, await withPlaces(house, viewer, page.rows, ask))
  const choices = filter.more && (await choicesFor(house, viewer, filter))
  const together = await actForHeap(house, viewer, filter, rows)
  if (back && together?.act.type !== back.act) return false
  const returned = filter.waits === 'returned' ? await returnedOf(house, viewer.agencyIds, rows) : undefined
  const asides = filter.aside && (await asidesOf(house, viewer.agencyIds, idsOf(rows)))
  const restoredBy = filter.aside && rows.length > 0 ? await whoRestores(house, viewer) : undefined
  const { values = {}, errors = [], ticks = query.all === 'yes' ? 'all' : new Set<string>() } = back ?? {}
  const other = otherAct(filter)
  const { act: _act, more: _more, ...plain } = filter
  const counted = () =>
    Promise.all(
      kept.map(async (one) =>
        one.address === address(plain)
          ? { ...one, count: await countOf(house.sql, calendar, questionFor(house, viewer, plain), COUNTED) }
          : one,
      ),
    )
  const view = {
    ...{ today, filter, waiting, counts: mayConfirm(viewer) ? counts : { ...counts, unconfirmed: 0 } },
    ...{ rows, sort, wordsWaiting, changesWaiting },
    ...(choices && { choices }),
    kept: await counted(),
    ...(returned && { returned }),
    ...(asides && { asides }),
    ...(restoredBy && { restoredBy }),
    ...(query.cursor && { cursor: query.cursor }),
    ...(other && { other }),
    ...(filter.act === 'print' && rows.length > 0 && { printing: unprinted?.ticks ?? ticks }),
    ...(unprinted && { unprinted }),
    next: next && `/desk?${new URLSearchParams({ ...(query as Record<string, string>), cursor: next })}`,
    noticesWaiting: notices,
    correctionsWaiting: corrections,
    answersAwaited: answers,
    findingsAwaited: findings,
    urgingsAwaited: urgings.count,
    areUrgingsMore: urgings.isMore,
    urgingsAnswered,
    ...(beside && { beside }),
    unsent,
    together: together && {
      ...together,
      ticks,
      ...(back && { form: { values, errors } }),
      idempotencyKey: randomUUID(),
      listedAt: house.time.now().toISOString(),
    },
  }
  sendPage(reply, DeskPage({ viewer, view, csrf: viewer.csrf }), back?.status ?? unprinted?.status ?? 200)
  return true
}

/** What the form with all filters offers: units and handlers of the agency that is asked for, or of one's own. */
async function choicesFor(
  { sql }: Pick<House, 'sql'>,
  viewer: Viewer,
  filter: DeskFilter,
): Promise<NonNullable<DeskView['choices']>> {
  const agency = filter.agency && viewer.agencyIds.includes(filter.agency) ? filter.agency : viewer.agency.id
  const [agencies, units, handlers] = await Promise.all([
    viewer.agencyIds.length > 1 ? allAgencies(sql) : [],
    unitsOf(sql, agency),
    handlersOf(sql, [agency, viewer.agency.id]),
  ])
  const seen = agencies.filter(({ id }) => viewer.agencyIds.includes(id))
  return {
    agencies: Object.fromEntries(seen.map(({ id, name }) => [id, name])),
    units: Object.fromEntries(units.map(({ id, name }) => [id, name])),
    handlers: Object.fromEntries(handlers.map(({ username, name }) => [username, name])),
  }
}

/** Whom to ask, for whoever works in an agency and does not register there; a supervisor of all is told by its heads. */
async function whoRestores({ sql }: Pick<House, 'sql'>, viewer: Viewer): Promise<string[] | undefined> {
  const theirs = hasRole(viewer, 'registrar') ? [] : agenciesAs(viewer, IN_OFFICE)
  return theirs.length > 0 ? registrarsOf(sql, theirs) : undefined
}
const IN_OFFICE: readonly Role[] = ['head', 'handler', 'counsel', 'signer', 'archivist']

/** Who confirms with applicants is told how many wait for it; to anybody else the number says nothing that they could do. */
const mayConfirm = ({ seats }: Viewer) =>
  seats.some(({ roles }) => ACTS.confirmed.may.some((role) => roles.includes(role)))

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
