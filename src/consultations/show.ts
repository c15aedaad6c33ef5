/** Puts together what those who are consulted see: their own consultation, and of the case only what asks them. */

import { possible } from '../../workflows/disclosure/decide.ts'
import { clock as clockOf } from '../../workflows/statute/clock.ts'
import { type Day, dayNumber } from '../../workflows/statute/days.ts'
import { LETTER_FACTS, PARTS } from '../../workflows/statute/letters.ts'
import { limitOn } from '../../workflows/statute/limits.ts'
import { PARTY_MAY } from '../acts/may-record.ts'
import { type Sql, type Tx, within } from '../db/client.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { type CaseRow, caseById, factsOf, filesOf, submission } from '../ledger/queries.ts'
import type { Access } from '../letters/access.ts'
import { informationOf } from '../letters/addressed.ts'
import { agencyById } from '../people/queries.ts'
import { stripDays } from '../web/parts/strip-days.ts'
import type { LetterRef } from '../web/shapes.ts'
import { type Course, courseOf, isVoid, lettersTo } from './queries.ts'
import { withReceipt } from './receipt.ts'
import type { ConsultationView, Given, Standing } from './views.ts'

/** Days to answer, by the name that the statute file gives them. */
const LIMITS = { thirdParty: 'thirdPartyAnswer', agency: 'agencyAnswer' } as const

/** Whoever records by number and code, as the ledger has it. */
export const actorOf = (kind: Course['kind'], consultation: string) =>
  `${kind === 'thirdParty' ? 'thirdParty' : 'consultedAgency'}:${consultation}`

/** The same for a page or an answer of its own. */
export const readConsultation = (house: Pick<House, 'sql' | 'lawFor' | 'time' | 'keys'>, access: Access) =>
  within(house.sql, [access.agencyId], (tx) => showConsultation(tx, house, access))

/** @throws Refusal NOT_FOUND where the case is gone. */
export async function showConsultation(
  sql: Sql | Tx,
  house: Pick<House, 'lawFor' | 'time' | 'keys'>,
  access: Access,
): Promise<ConsultationView> {
  const key = { agencyId: access.agencyId, caseId: access.caseId }
  const [row, facts, agency] = await Promise.all([
    caseById(sql, [access.agencyId], access.caseId),
    factsOf(sql, house.keys, key),
    agencyById(sql, access.agencyId),
  ])
  const course = courseOf(facts, access.consultation)
  if (!row || !course || !agency) throw notFound()
  const consulted = course.asked?.fact ?? course.sent.fact
  const standing = standingOf(row, course, access.consultation, house)
  const by = actorOf(course.kind, access.consultation)
  const { office, address, phone, email, hours, englishName } = agency.profile
  const reachedOn = course.reached?.fact.on ?? null
  const may = standing === 'open' ? mayNow(row, course, house) : []
  const letters = standing === 'closed' ? [] : await lettersTo(sql, access)
  return {
    number: access.number,
    kind: course.kind,
    coMaker: consulted.type === 'agencyConsulted' && consulted.coMaker,
    standing,
    agency: { name: agency.name, ...(englishName && { englishName }), office, address, phone, email, hours },
    caseNumber: row.number,
    party: course.sent.fact.party,
    information: informationOf(submission(facts), consulted),
    sentOn: consulted.on,
    reachedOnline: course.reached?.row.by === by,
    ...termOf(row, course, access.consultation, reachedOn, house),
    may,
    answer: standing === 'answered' ? await givenOf(sql, access, course, by) : null,
    letters: letters.map(
      ({ template: _, position: __, voidedFor, ...letter }): LetterRef => ({
        ...letter,
        url: `/api/v1/consultations/${access.number}/letters/${letter.id}`,
        ...(voidedFor && { voided: true, voidedFor }),
      }),
    ),
  }
}

const consultationIn = ({ context }: CaseRow, id: string) => context.consultations.find((c) => c.id === id)

/** How the consultation stands today; `closed` where its letter was withdrawn by a rectification. */
export function standingOf(
  row: CaseRow,
  course: Course,
  consultation: string,
  house: Pick<House, 'lawFor' | 'time'>,
): Standing {
  if (isVoid(course)) return 'closed'
  const entry = consultationIn(row, consultation)
  if (!entry) return 'closed'
  if (entry.state === 'answered' || entry.state === 'silent') return entry.state
  // The case may have gone on without an answer: it was withdrawn, or is answered on other grounds.
  return possible(row, house.lawFor(row.agencyId), house.time.today()).includes(LETTER_FACTS[course.kind].answered)
    ? 'open'
    : 'ended'
}

function mayNow(row: CaseRow, { kind, reached }: Course, house: Pick<House, 'lawFor' | 'time'>) {
  return possible(row, house.lawFor(row.agencyId), house.time.today()).filter(
    (type) => PARTY_MAY.includes(type) && PARTS[type]?.kind === kind && !(reached && PARTS[type].part === 'reached'),
  )
}

/** The days to answer, counted from the arrival; none of the days of the case. */
function termOf(
  row: CaseRow,
  course: Course,
  consultation: string,
  reachedOn: Day | null,
  house: Pick<House, 'lawFor' | 'time'>,
) {
  const { calendar, limits } = house.lawFor(row.agencyId)
  const today = house.time.today()
  const { days: workingDays } = limitOn(limits, LIMITS[course.kind], row.receivedOn ?? row.submittedOn)
  const counted = (from: Day) => calendar.plus(from, workingDays)
  const at = row.context.consultations.findIndex((c) => c.id === consultation)
  const clock = clockOf(
    { channel: row.channel, facts: row.context.clockFacts, asOf: today },
    house.lawFor(row.agencyId),
  )
  const answerDueOn = reachedOn && (clock.consultations[at]?.answerDueOn ?? counted(reachedOn).on)
  const strip = { countedFrom: reachedOn, dueOn: answerDueOn, excluded: [] }
  return {
    today,
    reachedOn,
    workingDays,
    answerDueOn,
    wouldBeDueOn: counted(today).on,
    provisional: calendar.isProvisional(dayNumber(reachedOn ?? today), dayNumber(answerDueOn ?? counted(today).on)),
    left: answerDueOn ? calendar.between(today, answerDueOn) : null,
    days: stripDays({ ...strip, workingDays: { allowed: workingDays, used: 0, left: 0 } }, calendar),
  }
}

/** The answer as it counts, and the instant at which it was recorded. */
async function givenOf(sql: Sql | Tx, access: Access, { answered }: Course, by: string): Promise<Given | null> {
  if (!answered) return null
  const { fact, row } = answered
  const online = row.by === by
  const named = Array.isArray(fact.evidence) ? fact.evidence : []
  const files = online ? (await filesOf(sql, access)).filter(({ id }) => named.includes(id)) : []
  return withReceipt(access.number, {
    consents: fact.consents,
    ...(fact.extent && { extent: fact.extent }),
    reasons: fact.reasons,
    on: fact.on,
    at: row.at,
    online,
    files: files.map(({ name, size, sha256, heed }) => ({ name, size, sha256, ...(heed && { heed }) })),
  })
}
