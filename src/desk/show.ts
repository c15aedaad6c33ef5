/** Puts together what a page or an answer shows of one case. */

import { hasPassedIt } from '../../workflows/disclosure/chained.ts'
import { missingNow } from '../../workflows/disclosure/missing.ts'
import { nextForStaff } from '../../workflows/disclosure/next-step.ts'
import { mayBeRectified } from '../../workflows/disclosure/rectify.ts'
import {
  type Addressee,
  type Fact,
  type FactOf,
  type FactType,
  OUTCOMES,
} from '../../workflows/disclosure/vocabulary.ts'
import { type Clock, clock as clockOf } from '../../workflows/statute/clock.ts'
import { mayRecord } from '../acts/may-record.ts'
import { asideIn } from '../cases/asides.ts'
import { filesOnFile } from '../cases/closing.ts'
import { applicantInWords, factLine, requestInWords, wishesInWords } from '../cases/describe.ts'
import { answeredBefore } from '../cases/earlier-replies.ts'
import { isForAnother } from '../cases/first-reader.ts'
import { actsFor } from '../cases/offer.ts'
import { mayNow } from '../cases/offer-may.ts'
import { proposedFee } from '../cases/propose-fee.ts'
import { returnedIn } from '../cases/returned.ts'
import { notOffered, outcomesNotOffered } from '../cases/why-not.ts'
import { consultationsOf } from '../consultations/staff.ts'
import type { Sql, Tx } from '../db/client.ts'
import { partiesOf } from '../evidence/audience/parties.ts'
import { lackingIn } from '../evidence/reading/lacking.ts'
import { ourFiles } from '../files/given.ts'
import { broughtFor } from '../files/heeded.ts'
import type { House } from '../house.ts'
import { retentionOf } from '../ledger/archive-items.ts'
import { type CaseFile, draftAt, draftIn, keyOf } from '../ledger/case-file.ts'
import { applicantCalled, currentSubmission } from '../ledger/contact.ts'
import { movedTo } from '../ledger/moved.ts'
import { type CaseRow, countingFacts, heard, letterRef } from '../ledger/queries.ts'
import { templateFor } from '../letters/choose.ts'
import { outdatedLetters } from '../letters/outdated.ts'
import { serviceOf } from '../letters/service.ts'
import { unprintedInWords, unprintedOf } from '../letters/unprinted.ts'
import { approversOf } from '../people/approvers.ts'
import type { Viewer } from '../people/sessions.ts'
import { redactedSaid } from '../redaction/for-letter.ts'
import { offeredFor } from '../released/offered.ts'
import { countOthers } from '../replies/joinable.ts'
import { stripDays } from '../web/parts/strip-days.ts'
import { zh } from '../web/words/zh.ts'
import { type AskedByRow, askedByRow } from './asked-by-row.ts'
import { correctedIn } from './corrections/show.ts'
import { correctionRefs } from './corrections/waiting.ts'
import { factNames } from './fact-names.ts'
import { readingHints } from './hints/patterns.ts'
import { notedForMail } from './mail-note.ts'
import { handedBackIn, nextHere } from './next-here.ts'
import { isOnTheTable } from './on-the-table.ts'
import { reopeningFrom } from './reopening.ts'
import { showGiven } from './show-given.ts'
import { preparedRef, shownNotices } from './show-notices.ts'
import { withWhatIsKnown } from './told-before.ts'
import type { CaseView } from './views.ts'

/**
 * The case as this member of staff sees it.
 * @param typed of a form that came back @param asked where it was asked before
 */
export async function showCase(
  sql: Sql | Tx,
  house: Pick<House, 'lawFor' | 'templatesFor' | 'time' | 'keys' | 'config' | 'fonts' | 'blobs' | 'post'>,
  file: CaseFile,
  viewer: Viewer,
  typed: Record<string, string> = {},
  asked?: AskedByRow,
): Promise<CaseView> {
  const { row, facts, agency } = file
  const key = keyOf(row)
  const law = house.lawFor(row.agencyId)
  const today = house.time.today()
  const { fileRows, letterRows, units, handlers, platformNumber, undelivered, papers, released, language } =
    asked ?? (await askedByRow(sql, house, row, viewer))
  const clock = clockOf({ channel: row.channel, facts: row.context.clockFacts, asOf: today }, law)
  const submitted = currentSubmission(facts)
  const all = facts.map(heard)
  const rectified = new Map(
    facts.flatMap(({ fact, position }) => (fact.type === 'rectified' ? [[fact.position, position]] : [])),
  )
  const moved = row.step === 'setAside' ? await movedTo(sql, key) : undefined
  const offered = mayNow(row, viewer, law, today)
  const notMine = offered.includes('releaseDecided') && (await isForAnother(sql, row, `staff:${viewer.username}`, law))
  const may = offered.filter(
    (type) => !((notMine && type === 'releaseDecided') || (moved?.lives && type === 'restored')),
  )
  const missing = missingAt(row.stage, submitted, countingFacts(facts))
  const reckoned = typed.type === 'feeNotified' ? typed : {}
  const templates = house.templatesFor(row.agencyId, today)
  const back = await handedBackIn(sql, file)
  const next = nextHere(nextForStaff(row, clock, law), viewer, file, { moved, back })
  // Each is a question of its own, and none waits for another's answer.
  const ifMay = <T>(type: FactType, ask: () => Promise<T>) => (may.includes(type) ? ask() : undefined)
  const [
    names,
    corrections,
    fee,
    release,
    ours,
    redacted,
    retention,
    answered,
    others,
    approvers,
    returned,
    consultations,
    notices,
    given,
  ] = await Promise.all([
    factNames(sql, house, file, { units, handlers, letters: letterRows }),
    correctionRefs(sql, house, file, viewer),
    ifMay('feeNotified', () => proposedFee(sql, row, law, today, viewer, reckoned)),
    ifMay('releaseDecided', () => offeredFor(sql, house, file, typed)),
    ifMay('replyDrafted', () => ourFiles(sql, house.keys, key, facts)),
    ifMay('replyDrafted', () => redactedSaid(sql, key)),
    ifMay('archived', () => retentionOf(sql, row.agencyId)),
    ifMay('replyDrafted', () => answeredBefore(sql, row)),
    ifMay('replyDrafted', () => countOthers(sql, row, viewer)),
    next.act === 'replyApproved' ? mayApproveNow(sql, row) : undefined,
    next.waits === 'returned' ? returnedIn(sql, facts) : undefined,
    consultationsOf(sql, house, row, facts, viewer),
    shownNotices(sql, house, file, viewer),
    showGiven(sql, file, viewer),
  ])
  const give = ours && { files: ours, chosen: row.context.draft?.files ?? [], uploads: true }
  const earlier = answered && { answered, files: fileRows }
  const choices = {
    ...{ units, handlers, templates, letters: letterRows },
    names: (who: Addressee) => applicantCalled(submitted, who)?.name ?? who,
    missing,
    ...(fee && { fee }),
    ...(may.includes('reopened') && { reopening: reopeningFrom(row.context, countingFacts(facts), law, today) }),
    ...(release && { release }),
    ...(give && { give }),
    ...(earlier && { earlier }),
    ...(redacted && { redacted }),
    ...(retention && { retention: retention.classes.map(({ name }) => ({ value: name, label: name })) }),
    remedies: {
      reconsiderationBody: agency.profile.reconsiderationBody ?? '',
      court: agency.profile.court ?? '',
      coApplicants: submitted.coApplicants?.length ?? 0,
    },
    files: filesOnFile(facts, fileRows),
  }
  const aside = asideIn(row, facts, house, moved)
  const base = `/api/v1/cases/${row.id}`
  const service = serviceOf({ row, agency, submitted }, countingFacts(facts), letterRows, law)
  const outdated = new Map(
    outdatedLetters(facts, law).map(({ letter, receivedOn }) => [letter, { namesReceivedOn: receivedOn }]),
  )
  const unprinted = unprintedOf(house.fonts, submitted)
  const brought = await broughtFor(sql, key, fileRows)
  const files = fileRows.map(({ scan, virus, heed, ...file }) => ({
    ...file,
    url: `${base}/files/${file.id}`,
    ...(scan && { scan }),
    ...(virus && { virus }),
    ...(heed && { heed }),
    ...(brought.has(file.id) && { brought: true as const }),
  }))
  const lacking = lackingIn({ facts, files, service, consultations: row.context.consultations })
  const wishes = wishesInWords(submitted)
  const acts = await notedForMail(sql, house, actsFor(row, may, choices, law, viewer, today))
  return {
    id: row.id,
    receipt: row.receipt,
    number: row.number,
    ...(platformNumber && { platformNumber }),
    agency: { id: agency.id, name: agency.name },
    channel: row.channel,
    ...(language === 'en' && { inEnglish: true }),
    stage: row.stage,
    status: clock.status,
    today,
    nextStep: next.says,
    nextAct: next.act,
    ...(back && { handedBack: back }),
    ...(returned && { returned }),
    ...(aside && { aside: { ...aside, by: names.people.get(aside.by) ?? aside.by } }),
    ...(approvers && { approvers }),
    applicant: applicantInWords(submitted),
    request: requestInWords(submitted),
    needsHelp: submitted.needsHelp ?? false,
    wishes,
    ...(unprinted.length > 0 && { unprinted: unprintedInWords(zh, unprinted) }),
    missing,
    outcome: row.outcome,
    unit: row.unitId && (names.units.get(row.unitId) ?? row.unitId),
    handler: row.handlerId && (names.handlers.get(row.handlerId) ?? row.handlerId),
    clock,
    ...awaitedFrom(row, clock),
    days: stripDays(clock, law.calendar),
    facts: facts.map((fact) => factLine(fact, names, files, rectified.get(fact.position))),
    correctable: new Set(facts.flatMap(({ position }) => (mayBeRectified(all, position) ? [position] : []))),
    ...(rectified.size > 0 && { corrected: correctedIn(facts, names) }),
    letters: letterRows.map((letter) => ({
      ...letterRef(letter, `${base}/letters/${letter.id}`),
      ...outdated.get(letter.id),
    })),
    parties: partiesOf(row, submitted),
    lacking,
    service: service.map((one) => ({
      ...one,
      record: `${base}/letters/${one.letter}/service-record?addressee=${one.who}`,
    })),
    consultations,
    ...(corrections.length > 0 && { corrections }),
    prepared: notices.map(preparedRef),
    draft: draftRef(house, file, names.people),
    others: others ?? 0,
    files,
    ...{ given, undelivered, papers, released },
    hints: readingHints(
      { title: submitted.request.title ?? '', description: submitted.request.description ?? '' },
      agency.name,
    ).length,
    whyNot: notOffered(row, viewer, law, today, may, next.act),
    ...(may.includes('replyDrafted') && { outcomesNotOffered: outcomesNotOffered(row, choices, law) }),
    may: withWhatIsKnown(acts, { wishes, lacking, service }),
  }
}

/** Who may take the step that a draft waits for, by name: neither who wrote it nor who has passed it. */
async function mayApproveNow(sql: Sql | Tx, row: CaseRow): Promise<string[]> {
  const { draft } = row.context
  return (await approversOf(sql, row.agencyId))
    .filter((one) => mayRecord({ seats: [one] }, 'replyApproved', row))
    .filter(({ username }) => draft?.by !== `staff:${username}` && !hasPassedIt(row.context, `staff:${username}`))
    .map(({ name }) => name)
}

/** While it is handled; what was archived is as it is, and its words may be erased. */
function awaitedFrom({ step, context }: CaseRow, { feeDueOn }: Clock): Pick<CaseView, 'awaited'> {
  if (step === 'awaitingCorrection' && context.correction)
    return { awaited: { what: '申请人补正最迟', by: context.correction.answerBy } }
  if (step === 'awaitingPayment' && feeDueOn) return { awaited: { what: '申请人缴费最迟', by: feeDueOn } }
  return {}
}

const missingAt = (stage: CaseRow['stage'], submitted: FactOf<'submitted'>, facts: readonly Fact[]) =>
  stage === 'archive' ? [] : missingNow(submitted, facts)

/** The draft on the table, while it waits for review, approval or signature. */
function draftRef(
  house: Pick<House, 'templatesFor' | 'time'>,
  { row, facts }: CaseFile,
  people: Map<string, string>,
): CaseView['draft'] {
  if (!isOnTheTable(row.step)) return null
  const last = draftIn(facts)
  if (!last) return null
  const { outcome, together, items } = last
  const { id, title } = templateFor(house.templatesFor(row.agencyId, house.time.today()), last, row.context)
  const previewUrl = `/api/v1/letters/preview?template=${id}&case=${row.id}`
  return {
    outcome,
    outcomeZh: OUTCOMES[outcome].zh,
    template: id,
    title,
    by: people.get(last.by) ?? last.by,
    position: draftAt(facts)!,
    on: last.on,
    previewUrl,
    ...(items && { items: items.map(({ matter, outcome }) => ({ matter, outcome, outcomeZh: OUTCOMES[outcome].zh })) }),
    ...(together && { together: together.filter((number) => number !== row.number) }),
  }
}
