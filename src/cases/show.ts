/** Puts together what a page or an answer shows of one case. */
import { OUTCOMES, STAGES, type Stage } from '../../workflows/disclosure/vocabulary.ts'
import { clock as clockOf } from '../../workflows/statute/clock.ts'
import { consultationsOf } from '../answering/staff.ts'
import type { Sql, Tx } from '../db/client.ts'
import { soonUntil } from '../deadlines/soon.ts'
import { undeliveredNotices } from '../delivery/undelivered.ts'
import type { House } from '../house.ts'
import { papersOf } from '../intake/papers.ts'
import { agencyById, handlersOf, namesOf, unitsOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { offeredFor } from '../release/offered.ts'
import { itemOf } from '../release/queries.ts'
import { templateFor } from '../replies/choose.ts'
import { countOthers } from '../replies/joinable.ts'
import { stripDays } from '../web/parts/strip-days.ts'
import { actsFor, applicantMayNow, askLabels, mayNow } from './acts.ts'
import { askedOf } from './asked.ts'
import { applicantInWords, factLine, requestInWords } from './describe.ts'
import { eventsOf } from './events.ts'
import { lastDaysOf, remedyFor } from './last-days.ts'
import { nextForApplicant, nextForStaff } from './next-step.ts'
import { proposedFee } from './propose-fee.ts'
import {
  type CaseRow,
  countingFacts,
  type FactRow,
  factsOf,
  filesOf,
  instant,
  type LetterRow,
  lettersOf,
  submission,
} from './queries.ts'
import type { CaseView, LetterRef, TrackingView } from './views.ts'

const keyOf = (row: CaseRow) => ({ agencyId: row.agencyId, caseId: row.id })

/** The case as this member of staff sees it. */
export async function showCase(sql: Sql | Tx, house: House, row: CaseRow, viewer: Viewer): Promise<CaseView> {
  const key = keyOf(row)
  const law = house.law()
  const today = house.time.today()
  const [facts, fileRows, letterRows, agency, units, handlers] = await Promise.all([
    factsOf(sql, key),
    filesOf(sql, key),
    lettersOf(sql, key),
    agencyById(sql, row.agencyId),
    unitsOf(sql, row.agencyId),
    handlersOf(sql, [row.agencyId, viewer.agency.id]),
  ])
  const names = {
    asks: askLabels(house.templatesFor(row.agencyId, today)),
    letters: new Map(letterRows.map((letter) => [letter.id, letter.title])),
    people: await namesOf(
      sql,
      facts.map((fact) => fact.by),
    ),
    units: new Map(units.map((unit) => [unit.id, unit.name])),
    handlers: new Map(
      handlers.flatMap(
        (h) =>
          [
            [h.id, h.name],
            [h.username, h.name],
          ] as [string, string][],
      ),
    ),
  }
  const clock = clockOf({ channel: row.channel, facts: row.context.clockFacts, asOf: today }, law)
  const submitted = submission(facts)
  const rectified = new Map(
    facts.flatMap(({ fact, position }) => (fact.type === 'rectified' ? [[fact.position, position]] : [])),
  )
  const may = mayNow(row, viewer, law, today)
  const fee = may.includes('feeNotified') ? await proposedFee(sql, row, law, today) : undefined
  const templates = house.templatesFor(row.agencyId, today)
  const release = may.includes('releaseDecided') ? await offeredFor(sql, key, facts) : undefined
  const choices = { units, handlers, templates, ...(fee && { fee }), ...(release && { release }) }
  const base = `/api/v1/cases/${row.id}`
  const files = fileRows.map((file) => ({ ...file, url: `${base}/files/${file.id}` }))
  return {
    id: row.id,
    receipt: row.receipt,
    number: row.number,
    agency: { id: agency!.id, name: agency!.name },
    channel: row.channel,
    stage: row.stage,
    status: clock.status,
    today,
    nextStep: nextForStaff(row, clock),
    applicant: applicantInWords(submitted),
    request: requestInWords(submitted),
    needsHelp: submitted.needsHelp ?? false,
    outcome: row.outcome,
    unit: row.unitId && (names.units.get(row.unitId) ?? row.unitId),
    handler: row.handlerId && (names.handlers.get(row.handlerId) ?? row.handlerId),
    clock,
    days: stripDays(clock, law.calendar),
    facts: facts.map((fact) => factLine(fact, names, files, rectified.get(fact.position))),
    letters: letterRows.map((letter) => letterRef(letter, `${base}/letters/${letter.id}`)),
    consultations: await consultationsOf(sql, house, row, facts, viewer),
    draft: draftOf(house, row, facts, names.people),
    others: may.includes('replyDrafted') ? await countOthers(sql, row) : 0,
    files,
    undelivered: await undeliveredNotices(sql, key),
    papers: await papersOf(sql, row, viewer),
    released: await itemOf(sql, key),
    may: actsFor(row, may, choices, law, viewer, today),
  }
}

/** The draft on the table, while it waits for review or signature. */
function draftOf(
  house: House,
  row: CaseRow,
  facts: readonly FactRow[],
  people: Map<string, string>,
): CaseView['draft'] {
  if (row.step !== 'forReview' && row.step !== 'forSignature') return null
  const last = countingFacts(facts).findLast((fact) => fact.type === 'replyDrafted')
  if (last?.type !== 'replyDrafted') return null
  const { outcome, fields, together } = last
  const { id, title } = templateFor(house.templatesFor(row.agencyId, house.time.today()), outcome, fields)
  const previewUrl = `/api/v1/letters/preview?template=${id}&case=${row.id}`
  return {
    outcome,
    outcomeZh: OUTCOMES[outcome].zh,
    template: id,
    title,
    by: people.get(last.by) ?? last.by,
    previewUrl,
    ...(together && { together: together.filter((number) => number !== row.number) }),
  }
}

/** Facts that mark the beginning of a stage. */
const BEGINS: Record<Stage, readonly string[]> = {
  receive: ['submitted'],
  register: ['registered'],
  review: ['assigned'],
  reply: ['replyDrafted', 'withdrawn'],
  archive: ['archived'],
}

/** The case as the applicant sees it. */
export async function showTracking(sql: Sql | Tx, house: House, row: CaseRow): Promise<TrackingView> {
  const key = keyOf(row)
  const law = house.law()
  const [facts, letterRows, agency, units] = await Promise.all([
    factsOf(sql, key),
    lettersOf(sql, key),
    agencyById(sql, row.agencyId),
    unitsOf(sql, row.agencyId),
  ])
  const today = house.time.today()
  const clock = clockOf({ channel: row.channel, facts: row.context.clockFacts, asOf: today }, law)
  const templates = house.templatesFor(row.agencyId, today)
  const urlOf = (letter: string) => `/api/v1/applications/${row.receipt}/letters/${letter}`
  const counting = countingFacts(facts)
  const events = eventsOf(counting)
  const order = Object.keys(STAGES) as Stage[]
  const now = order.indexOf(row.stage)
  const unit = units.find((u) => u.id === row.unitId)?.name ?? null
  const { profile, name } = agency!
  return {
    receipt: row.receipt,
    number: row.number,
    title: row.title,
    agency: { name, office: profile.office, phone: profile.phone, address: profile.address },
    submittedAt: instant(row.submittedAt),
    today,
    soonUntil: soonUntil(law.calendar, today),
    stage: row.stage,
    stages: order.map((stage, i) => ({
      stage,
      zh: STAGES[stage],
      on: i <= now ? (facts.findLast(({ fact }) => BEGINS[stage].includes(fact.type))?.fact.on ?? null) : null,
      by: i > now ? null : stage === 'review' ? (unit ?? profile.office) : profile.office,
      now: i === now,
      events: i <= now ? events[stage] : [],
    })),
    nextStep: nextForApplicant(row, clock),
    clock,
    days: stripDays(clock, law.calendar),
    letters: letterRows
      .filter((letter) => isForApplicant(letter, row))
      .map((letter) => letterRef(letter, urlOf(letter.id))),
    may: actsFor(row, applicantMayNow(row, law, today), { units: [], handlers: [], templates }, law),
    asked: askedOf(row, clock, facts, counting, letterRows, templates, today, urlOf),
    remedy: remedyFor(row, clock, agency!, law, today),
    lastDays: lastDaysOf(row, agency!, law, today),
  }
}

const letterRef = ({ position: _, voidedFor: __, voidedBy, ...letter }: LetterRow, url: string): LetterRef => ({
  ...letter,
  url,
  ...(voidedBy !== null && { voided: true, voidedBy }),
})

/**
 * Notices go out as they are made; a reply is the applicant's from the day it is served. A reply whose signature was
 * struck never was theirs; what had reached them stays, marked as void.
 */
export const isForApplicant = ({ kind, voidedFor }: LetterRow, row: Pick<CaseRow, 'context'>) =>
  kind === 'notice' || (kind === 'reply' && row.context.servedOn !== null && voidedFor !== 'rectified')
