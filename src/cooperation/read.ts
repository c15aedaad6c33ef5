/** What is shown of working together on one case: to whoever sees the case, to a unit that helps, to somebody who was invited. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import { readAs } from '../db/client.ts'
import { notFound } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { currentSubmission } from '../ledger/contact.ts'
import { type CaseRow, caseWithId, type FactRow, type FileRow, factsOf, filesOf } from '../ledger/queries.ts'
import { allAgencies, namesOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs, sees, writes } from '../people/sight.ts'
import { decimal } from '../web/decimal.ts'
import { type Assistance, assistancesOf, helps, isAnswered, lateness, type Step, stepsOf } from './assistance.ts'
import { type Colleague, colleaguesOf, mayAsk, unitsToAsk } from './colleagues.ts'
import {
  type Conference,
  calledOf,
  conferencesOf,
  enteredBy,
  entrants,
  isInvited,
  isOver,
  leads,
  mayOpine,
  openedOf,
  wordsOfOpinion,
} from './conferences.ts'
import { isHandedBack, isInHand, mayHandBack, mayReassign, movesOf } from './moves.ts'
import { saidAt } from './noted.ts'
import { mentionable, remarksOf, wordsOfRemark } from './remarks.ts'
import { cameFrom, mayTransfer } from './transfers.ts'
import { wordsOf } from './words.ts'

type Reading = Pick<House, 'sql' | 'db' | 'keys' | 'time' | 'lawFor'>

/**
 * By when to ask: half of the working days that are left until the reply is due, so that as many are left to write, review and sign it.
 * Undefined where no day is due, or no working day lies between.
 */
export function suggestedDay(
  calendar: Pick<Calendar, 'between' | 'plus'>,
  today: Day,
  due: Day | null,
): Day | undefined {
  const left = due === null ? 0 : calendar.between(today, due)
  return left > 1 ? calendar.plus(today, Math.floor(left / 2)).on : undefined
}

/** What a page and a program read of one case. @param viewer sees it */
export async function cooperationOf(house: Reading, row: CaseRow, viewer: Viewer) {
  const key = { agencyId: row.agencyId, caseId: row.id }
  const read = await readAs(house, [row.agencyId], async ({ sql, keys }) => {
    const [facts, files, assistances, steps, moves, remarks, conferences, words] = await Promise.all([
      ...([factsOf(sql, keys, key), filesOf(sql, key), assistancesOf(sql, key), stepsOf(sql, key)] as const),
      ...([movesOf(sql, key), remarksOf(sql, key), conferencesOf(sql, key), wordsOf(sql, keys, key)] as const),
    ])
    return { facts, files, assistances, steps, moves, remarks, conferences, words }
  })
  const { facts, files, words } = read
  const [colleagues, readers, units, agencies] = await Promise.all([
    colleaguesOf(house.sql, row.agencyId),
    mentionable(house.sql, row),
    unitsToAsk(house.sql, row.agencyId),
    allAgencies(house.sql),
  ])
  const by = [read.assistances, read.steps, read.moves, read.remarks, read.conferences].flatMap((all) =>
    all.map((one) => one.by),
  )
  const names = await namesOf(house.sql, [...by, ...read.conferences.flatMap(entrants)])
  const called = (who: string) => names.get(who) ?? who
  const unitCalled = (id: string | null) => units.find((unit) => unit.id === id)?.name ?? id
  const asks = mayAsk(viewer, row)
  const today = house.time.today()
  const due = row.carefulDueOn ?? row.dueOn
  const registers = agenciesAs(viewer, ['registrar'])
  const origin = cameFrom(read.moves)?.otherAgency
  return {
    ...{ id: row.id, number: row.number ?? row.receipt, title: row.title, today, due },
    suggested: suggestedDay(house.lawFor(row.agencyId).calendar, today, due),
    assistances: read.assistances.map((one) => ({
      ...shown(one, read.steps, { said: (at) => saidAt(facts, at), called, files, today }),
      unit: unitCalled(one.unitId)!,
      person: colleagues.find(({ id }) => id === one.personId)?.name ?? null,
      mayDecide: asks && one.ended === null,
      warning: (one.ended === null && lateness(row, one.askedUntil)) || null,
    })),
    conferences: read.conferences.map((one) => shownConference(one, { words, facts, names, colleagues }, viewer, row)),
    moves: read.moves.map(({ position, kind, unitId, otherAgency, otherCase, by, at, settled }) => ({
      ...{ position, kind, at, by: called(by), settled: settledAs(facts, settled), says: saidAt(facts, position) },
      unit: unitCalled(unitId),
      other: otherCase && {
        case: otherCase,
        agency: agencies.find(({ id }) => id === otherAgency)?.name ?? otherAgency!,
      },
    })),
    remarks: read.remarks.map(({ id, by, at, mentions }) => ({
      ...{ id, at, by: called(by), mentions: mentions.map(({ name, readAt }) => ({ name, readAt })) },
      says: words.get(wordsOfRemark(id)) ?? null,
    })),
    may: {
      ask: asks && !isAnswered(row) && row.stage !== 'receive',
      convene: asks && row.stage !== 'archive' && !isOver(row),
      handBack: mayHandBack(viewer, row) && isInHand(row) && !isHandedBack(read.moves),
      keep: mayHandBack(viewer, row) && isHandedBack(read.moves),
      reassign: mayReassign(viewer, row) && isInHand(row),
      transfer: mayTransfer(viewer, row) && row.stage === 'receive' && row.step !== 'setAside' && registers.length > 1,
      sendBack:
        mayTransfer(viewer, row) &&
        row.stage === 'receive' &&
        row.step !== 'setAside' &&
        cameFrom(read.moves) !== undefined,
      remark: writes(viewer, row) && !row.context.erasedOn,
    },
    choices: {
      // Whom nobody could answer for is not offered.
      units: units.filter(({ id, isStaffed }) => isStaffed && id !== row.unitId).map(({ id, name }) => ({ id, name })),
      ownUnit: row.unitId === null ? null : { id: row.unitId, name: unitCalled(row.unitId)! },
      handlers: colleagues
        .filter(({ roles }) => roles.includes('handler'))
        .map(({ id, name, units }) => ({ id, name, units: units.map((unit) => unit.id) })),
      people: colleagues
        .filter(({ id }) => id !== viewer.id)
        .map(({ id, name, units }) => ({ id, name, unit: units.map((unit) => unit.name).join('、') })),
      readers: readers.filter(({ id }) => id !== viewer.id).map(({ id, name }) => ({ id, name })),
      files: files.map(({ id, name }) => ({ id, name })),
      agencies: agencies
        .filter(({ id }) => id !== row.agencyId && id !== origin && registers.includes(id))
        .map(({ id, name }) => ({ id, name })),
    },
  }
}
export type Cooperation = Awaited<ReturnType<typeof cooperationOf>>
export type ShownAssistance = Cooperation['assistances'][number]
export type ShownConference = Cooperation['conferences'][number]

type With = { said: (at: number) => string; called: (by: string) => string; files: readonly FileRow[]; today: Day }

function shown(one: Assistance, steps: readonly Step[], { said, called, files, today }: With) {
  const { position, dueOn, askedUntil, ended, at } = one
  const filesIn = (ids: readonly string[]) =>
    files.filter(({ id }) => ids.includes(id)).map(({ id, name, size }) => ({ id, name, size }))
  return {
    ...{ position, dueOn, askedUntil, ended, at, by: called(one.by), says: said(position) },
    isOverdue: ended === null && dueOn < today,
    files: filesIn(one.files),
    steps: steps
      .filter(({ of }) => of === position)
      .map(({ kind, until, at, by, ...step }) => ({
        kind,
        until,
        at,
        by: called(by),
        says: said(step.position),
        files: filesIn(step.files),
      })),
  }
}

type Beside = {
  words: ReadonlyMap<string, string>
  facts: readonly FactRow[]
  names: ReadonlyMap<string, string>
  colleagues: readonly Colleague[]
}

function shownConference(one: Conference, { words, facts, names, colleagues }: Beside, viewer: Viewer, row: CaseRow) {
  const conferred = facts.find(({ position }) => position === one.concluded)?.fact
  const { n, by, at, concluded } = one
  const { agenda, outside } = openedOf(words, n)
  return {
    ...{ n, at, by: names.get(by) ?? by, agenda, concluded },
    conclusion: conferred?.type === 'conferred' ? (conferred.conclusion ?? '') : '',
    mayConclude: concluded === null && leads(viewer, row, one, colleagues) && mayAsk(viewer, row),
    seats: one.seats.map((seat) => ({
      n: seat.n,
      called: calledOf(seat, outside),
      entered: enteredBy(seat, names),
      says: words.get(wordsOfOpinion(n, seat.n)) ?? null,
      givenAt: seat.givenAt,
      mayGive: concluded === null && mayOpine(viewer, row, seat, one, colleagues),
    })),
  }
}

/** Of what was handed back: whether it was assigned again, or taken back by a note that says why. */
function settledAs(facts: readonly FactRow[], settled: number | null): 'open' | 'assigned' | 'kept' {
  if (settled === null) return 'open'
  return facts.find(({ position }) => position === settled)?.fact.type === 'noted' ? 'kept' : 'assigned'
}

/** The case behind an address, whoever asks: what of it they may read, the rest says. @throws Refusal NOT_FOUND */
export async function caseAt(house: Pick<House, 'sql'>, id: string): Promise<CaseRow> {
  const row = isId(id) ? await caseWithId(house.sql, id) : undefined
  if (!row) throw notFound()
  return row
}

/** What the words of a request are, for those who help with it and do not see the case: nobody who asked, and nothing else of it. */
function requestIn(facts: readonly FactRow[]) {
  const { request } = currentSubmission(facts)
  return { title: request.title ?? '', description: request.description ?? '' }
}

/**
 * What a unit reads that was asked to help: the words of the request, what it is asked, the files that it was handed, its own answers.
 * @throws Refusal NOT_FOUND for everybody else but those who see the case
 */
export async function helpAt(house: Reading, viewer: Viewer, id: string, at: string) {
  const row = await caseAt(house, id)
  const key = { agencyId: row.agencyId, caseId: row.id }
  const position = decimal(at)
  return readAs(house, [row.agencyId], async (inside) => {
    const { sql } = inside
    const one = (await assistancesOf(sql, key)).find((each) => each.position === position)
    if (!one || !(helps(viewer, one) || sees(viewer, row))) throw notFound()
    const [facts, files, steps, units] = await Promise.all([
      factsOf(sql, house.keys, key),
      filesOf(sql, key),
      stepsOf(sql, key),
      unitsToAsk(sql, row.agencyId),
    ])
    const names = await namesOf(sql, [one.by, ...steps.map(({ by }) => by)])
    const view = shown(one, steps, {
      said: (at) => saidAt(facts, at),
      called: (by) => names.get(by) ?? by,
      files,
      today: house.time.today(),
    })
    return {
      ...{ row, one, id: row.id, number: row.number ?? row.receipt, request: requestIn(facts) },
      assistance: { ...view, unit: units.find(({ id }) => id === one.unitId)?.name ?? one.unitId },
      mayAnswer: one.ended === null && !isAnswered(row) && helps(viewer, one),
      isAnswered: isAnswered(row),
      seesCase: sees(viewer, row),
    }
  })
}
export type Help = Awaited<ReturnType<typeof helpAt>>

/** What somebody reads who was invited: the words of the request, the agenda, the opinions. @throws Refusal NOT_FOUND */
export async function conferenceAt(house: Reading, viewer: Viewer, id: string, at: string) {
  const row = await caseAt(house, id)
  const key = { agencyId: row.agencyId, caseId: row.id }
  const n = decimal(at)
  return readAs(house, [row.agencyId], async (inside) => {
    const { sql } = inside
    const one = (await conferencesOf(sql, key)).find((each) => each.n === n)
    const isAttending = one?.seats.some((seat) => isInvited(viewer, row, seat))
    if (!one || !(isAttending || sees(viewer, row))) throw notFound()
    const [facts, words] = await Promise.all([factsOf(sql, house.keys, key), wordsOf(sql, house.keys, key)])
    const names = await namesOf(sql, [one.by, ...entrants(one)])
    const colleagues = await colleaguesOf(sql, row.agencyId)
    return {
      ...{ row, id: row.id, number: row.number ?? row.receipt, request: requestIn(facts) },
      conference: shownConference(one, { words, facts, names, colleagues }, viewer, row),
      seesCase: sees(viewer, row),
    }
  })
}
export type Attended = Awaited<ReturnType<typeof conferenceAt>>
