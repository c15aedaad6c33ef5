/** What fills the blanks of a letter: the agency, the applicant, and what the facts say. */
import { CHANNELS, type Fact, type FactOf, type FactType } from '../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import { type CaseRow, type FactRow, submission } from '../cases/queries.ts'
import type { LetterData } from '../documents/index.ts'
import type { Agency } from '../people/queries.ts'

export type LetterCase = Pick<
  CaseRow,
  'receipt' | 'number' | 'context' | 'receivedOn' | 'dueOn' | 'channel' | 'submittedOn'
>

const joined = (lines: readonly string[] | undefined) => lines?.join('、')

/** 一、二、三… become （1）…；（2）… inside one paragraph. */
const numbered = (lines: readonly string[] | undefined) =>
  lines && lines.length > 1 ? lines.map((line, i) => `（${i + 1}）${line}`).join('；') : lines?.[0]

const day = (on: string | null | undefined) => (on ? inChinese(on) : undefined)

export function blanksOf(
  agency: Agency,
  of: LetterCase,
  facts: readonly FactRow[],
  unitName: string | undefined,
  dates: { dueOn: string | null; previousDueOn: string | null },
): LetterData {
  const last = <T extends FactType>(type: T) =>
    facts.findLast((row) => row.fact.type === type)?.fact as FactOf<T> | undefined
  const { applicant, request } = submission(facts)
  const { profile } = agency
  const correction = last('correctionRequested')
  const extension = last('extended')
  const search = last('searched')
  const lapse = last('correctionLapsed') ?? last('feeLapsed')
  return {
    agency: {
      name: agency.name,
      shortName: profile.shortName,
      office: profile.office,
      address: profile.address,
      postcode: profile.postcode,
      phone: profile.phone,
      email: profile.email,
      hours: profile.hours,
    },
    applicant: { name: applicant.name },
    case: {
      number: of.number ?? undefined,
      receipt: of.receipt,
      submittedOn: day(of.submittedOn),
      receivedOn: day(of.receivedOn),
      channel: CHANNELS[of.channel],
      title: request.title,
      request: request.description,
      dueOn: day(dates.dueOn),
    },
    remedy: { body: profile.reconsiderationBody, court: profile.court },
    assigned: { unit: unitName },
    correction: {
      on: day(correction?.on),
      matters: numbered(correction?.matters),
      answerBy: day(correction?.answerBy),
    },
    extension: {
      workingDays: extension && String(extension.workingDays),
      reason: extension?.reason,
      oldDueOn: day(dates.previousDueOn),
      newDueOn: day(dates.dueOn),
    },
    search: { places: joined(search?.places), terms: joined(search?.terms), note: search?.note },
    lapse: { finding: lapse?.finding },
    ask: draftFields(last('replyDrafted')),
  }
}

const draftFields = (draft: Extract<Fact, { type: 'replyDrafted' }> | undefined) => draft?.fields ?? {}
