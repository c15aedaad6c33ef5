/** Puts together what an applicant sees of a case. */

import type { Heard } from '../../workflows/disclosure/context.ts'
import { replyIn } from '../../workflows/disclosure/service.ts'
import {
  type Addressee,
  type FactOf,
  type FactType,
  STAGES,
  type Stage,
} from '../../workflows/disclosure/vocabulary.ts'
import { type Clock, clock as clockOf } from '../../workflows/statute/clock.ts'
import { contactBy } from '../../workflows/statute/contact.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { mayBringAgain } from '../cases/brought-again.ts'
import { nextForApplicant } from '../cases/next-for-applicant.ts'
import { actsFor } from '../cases/offer.ts'
import { applicantMayNow } from '../cases/offer-may.ts'
import type { Sql, Tx } from '../db/client.ts'
import { filesOfApplicant, heeded, stillHeeded } from '../files/heeded.ts'
import { papersAskedAgain } from '../files/paper-again.ts'
import { infectedOf } from '../files/scans.ts'
import type { LoadedLaw } from '../ground/law.ts'
import { soonUntil } from '../ground/soon.ts'
import { dayIn } from '../ground/time.ts'
import type { House } from '../house.ts'
import { allApplicants, UNSIGNED } from '../ledger/applicants.ts'
import { type CaseFile, keyOf } from '../ledger/case-file.ts'
import { applicantCalled, currentSubmission } from '../ledger/contact.ts'
import { givenToApplicant, namingSecrets } from '../ledger/given.ts'
import { type MovedTo, movedTo, movesAway } from '../ledger/moved.ts'
import { countingFacts, instant, isForApplicant, letterRef, lettersOf } from '../ledger/queries.ts'
import { stripDays } from '../web/parts/strip-days.ts'
import { askedOf } from './asked.ts'
import { eventsOf } from './events.ts'
import { lastDaysOf, remedyFor } from './last-days.ts'
import { sentByApplicant } from './sent-here.ts'
import type { Moved, SetAside, Together, TrackingView } from './views.ts'

/** Facts that mark the beginning of a stage. */
const BEGINS: Record<Stage, readonly string[]> = {
  receive: ['submitted'],
  register: ['registered'],
  review: ['assigned'],
  reply: ['replyDrafted', 'withdrawn'],
  archive: ['archived'],
}

/** The case as the applicant sees it. */
export async function showTracking(
  sql: Sql | Tx,
  house: Pick<House, 'lawFor' | 'templatesFor' | 'time' | 'scanner'>,
  file: CaseFile,
): Promise<TrackingView> {
  const { row, facts, agency } = file
  const key = keyOf(row)
  const law = house.lawFor(row.agencyId)
  const letterRows = await lettersOf(sql, key)
  const today = house.time.today()
  const clock = clockOf({ channel: row.channel, facts: row.context.clockFacts, asOf: today }, law)
  const templates = house.templatesFor(row.agencyId, today)
  const urlOf = (letter: string) => `/api/v1/applications/${row.receipt}/letters/${letter}`
  const counting = countingFacts(facts)
  const submitted = currentSubmission(facts)
  const moved = row.step === 'setAside' ? await movedTo(sql, key) : undefined
  const moves = await whysOfMoves(sql, file)
  const isMove = (fact: Heard) => fact.type === 'setAside' && moves.has(fact.why)
  const events = eventsOf(counting, (who) => applicantCalled(submitted, who)?.name, isMove)
  const order = Object.keys(STAGES) as Stage[]
  const now = order.indexOf(row.stage)
  const unit = file.unit ?? null
  const handler = await shownHandler(sql, row)
  const { profile, name } = agency
  const given = await givenToApplicant(sql, row, facts)
  const stopped = await namingSecrets(sql, key, facts, letterRows)
  const again: FactType[] = (await mayBringAgain(sql, row)) ? ['fileAdded'] : []
  // What is said of it now is said to the agency that handles it.
  const may = moved ? [] : [...applicantMayNow(row, law, today), ...again]
  // What is asked for is asked where it can be handed in.
  const isSent = (replyIn(row.context)?.sent.length ?? 0) > 0
  const repliedOn = replyIn(row.context)?.madeOn ?? today
  const isTaken = again.length > 0 || may.includes('corrected')
  return {
    receipt: row.receipt,
    number: row.number,
    title: row.title,
    agency: {
      ...{ name, office: profile.office, phone: profile.phone, address: profile.address },
      ...(profile.englishName && { englishName: profile.englishName }),
    },
    submittedAt: instant(row.submittedAt),
    today,
    soonUntil: soonUntil(law.calendar, today),
    stage: row.stage,
    stages: order.map((stage, i) => ({
      stage,
      zh: STAGES[stage],
      on: i <= now ? (facts.findLast(({ fact }) => BEGINS[stage].includes(fact.type))?.fact.on ?? null) : null,
      by:
        i > now
          ? null
          : stage === 'review'
            ? [unit ?? profile.office, handler].filter(Boolean).join('　')
            : profile.office,
      now: i === now,
      events: i <= now ? events[stage] : [],
    })),
    nextStep: nextForApplicant(row, clock, moved),
    ...(moved && { moved: shownMove(moved) }),
    ...(row.step === 'setAside' && !moved && { aside: setAsideBy(counting, clock) }),
    // The days are told where they run; here the clock says no more than that it stands still.
    clock: moved ? { ...clock, steps: [], careful: { ...clock.careful, because: null } } : clock,
    days: stripDays(clock, law.calendar),
    letters: letterRows
      .filter((letter) => isForApplicant(letter, row))
      .map((letter) => ({
        ...letterRef(letter, urlOf(letter.id)),
        ...(stopped.has(letter.id) && { stopped: true as const }),
      })),
    ...(clock.status === 'awaitingConfirmation' &&
      !moved && { contactBy: contactBy(row.channel, row.context.submittedOn, law) }),
    ...(isSent && row.context.outcome && { result: row.context.outcome }),
    ...extensionIn(counting),
    ...(submitted.request && !row.context.erasedOn && { requested: submitted.request }),
    sent: sentByApplicant(facts),
    ...(row.context.servedOn !== null && row.context.draft?.items && { answers: [...row.context.draft.items] }),
    files: given.files.map(({ id, name, size, sha256, type, pages }) => ({
      ...{ id, name, size, sha256, type, pages },
      url: `/api/v1/applications/${row.receipt}/files/${id}`,
    })),
    stopped: given.stopped,
    infected: await infectedOf(sql, house, key),
    heeded: isTaken ? heeded(stillHeeded(await filesOfApplicant(sql, key))) : [],
    unseenPapers: await papersAskedAgain(sql, row),
    may: actsFor(row, may, { units: [], handlers: [], templates }, law),
    asked: askedOf(row, clock, facts, counting, letterRows, agency.profile, law, today, urlOf),
    remedy: remedyFor(row, clock, agency, law, today, house.templatesFor(row.agencyId, repliedOn)),
    lastDays: lastDaysOf(row, agency, law, today),
    ...togetherOf(file, law, today),
  }
}

/** Who handles it, where the agency shows that (快递式办理). SQL: the tracking page waits for it. */
async function shownHandler(sql: Sql | Tx, { agencyId, handlerId }: CaseFile['row']): Promise<string | undefined> {
  if (handlerId === null) return undefined
  const [row] = await sql<{ name: string }[]>`
    select p.name from people p join agencies a on a.id = ${agencyId} and a.shows_handler where p.id = ${handlerId}`
  return row?.name
}

/** The last extension, unless handling began anew since. */
function extensionIn(counting: readonly Heard[]): Pick<TrackingView, 'extension'> {
  const at = counting.findLastIndex(({ type }) => type === 'extended')
  if (at < 0 || counting.slice(at).some(({ type }) => type === 'reopened')) return {}
  const { on, workingDays, reason } = counting[at] as FactOf<'extended'>
  return { extension: { on, workingDays, reason } }
}

/** What was said each time that it was moved away: that set it aside, and was no judgement on it. */
async function whysOfMoves(sql: Sql | Tx, { row, facts }: CaseFile): Promise<ReadonlySet<string>> {
  const asides = facts.flatMap(({ fact, at }) =>
    fact.type === 'setAside' ? [{ why: fact.why, at: Date.parse(at) }] : [],
  )
  const away = asides.length > 0 ? await movesAway(sql, keyOf(row)) : new Set<number>()
  return new Set(asides.flatMap(({ why, at }) => (away.has(at) ? [why] : [])))
}

const shownMove = ({ at, agency, office, phone, receipt }: MovedTo): Moved => ({
  ...{ on: dayIn(new Date(at)), agency, office, phone, receipt },
})

/** The last fact that set it aside, in the applicant's words: it stands. */
function setAsideBy(counting: readonly Heard[], { careful }: Clock): SetAside {
  const fact = counting.findLast((fact) => fact.type === 'setAside') as FactOf<'setAside'>
  return { on: fact.on, why: fact.why, dueOn: careful.dueOn }
}

/** Who applies together, who of them receives, and of each the last days: they run from that one's own receipt. */
function togetherOf({ row, facts, agency }: CaseFile, law: LoadedLaw, today: Day): { together?: Together } {
  const submitted = currentSubmission(facts)
  const all = allApplicants(submitted)
  if (all.length === 1) return {}
  const { served } = row.context.reach
  const nameOf = (who: Addressee) => applicantCalled(submitted, who)?.name ?? UNSIGNED
  const isOut = (replyIn(row.context)?.sent.length ?? 0) > 0
  return {
    together: {
      names: all.map(({ name = UNSIGNED }) => name),
      representative: served.length === 1 ? nameOf(served[0]!) : null,
      remedies: isOut
        ? served.map((who) => ({ name: nameOf(who), lastDays: lastDaysOf(row, agency, law, today, who) }))
        : [],
    },
  }
}
