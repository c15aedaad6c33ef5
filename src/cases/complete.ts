/** What the house itself adds to a fact before it is decided on: numbers, names of consultations, found people, file hashes. */

import { z } from 'zod'
import { answersOf } from '../../workflows/disclosure/answers.ts'
import { stepNamed } from '../../workflows/disclosure/chained.ts'
import { refusalMeant } from '../../workflows/disclosure/consultations.ts'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { rectifiable } from '../../workflows/disclosure/rectify.ts'
import { CHANNELS, type Fact, type FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { chainOf } from '../../workflows/statute/chain.ts'
import { counting } from '../../workflows/statute/counting.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { isRecordable } from '../acts/catalogue.ts'
import { drafted } from '../acts/draft.ts'
import { factSchema } from '../acts/facts.ts'
import { inFuture } from '../acts/read-fact.ts'
import type { Sql, Tx } from '../db/client.ts'
import { type Candidate, mayLeave } from '../files/given.ts'
import { identityAmong } from '../files/identity-documents.ts'
import { requireNoSecret } from '../files/secret.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { type CaseFile, keyOf } from '../ledger/case-file.ts'
import { takeOfficialNumber } from '../ledger/numbers.ts'
import { heard, submission } from '../ledger/queries.ts'
import { type Consulted, isConsulted, nextName, openAccess } from '../letters/access.ts'
import { namesApplicant } from '../letters/shield.ts'
import { choice, day, given, name, text } from '../web/given.ts'
import { sentence } from '../web/words/sentences.ts'
import { requireMarkable } from './closing.ts'
import { withEarlierReplies } from './earlier-replies.ts'
import { countedBefore, itemsOf, reckonedAmount } from './propose-fee.ts'

/** What the house itself adds to a fact: the registration number, the name of a consultation. */
export async function completed(
  tx: Tx,
  house: Pick<House, 'lawFor' | 'time' | 'keys'>,
  file: CaseFile,
  fact: Fact,
): Promise<Fact> {
  const { row } = file
  if (fact.type === 'feeNotified') return reckoned(tx, house, file, fact)
  if (fact.type === 'registered' && row.number) return { ...fact, number: row.number } // registered again after a rectification
  if (fact.type === 'registered')
    return { ...fact, number: await takeOfficialNumber(tx, file.agency, 'registration', fact.on) }
  if (fact.type === 'assigned') return { ...fact, ...(await assignment(tx, row.agencyId, fact)) }
  if (isConsulted(fact)) {
    requireShielded(file, fact)
    const known = row.context.consultations.map(({ id }) => id)
    return { ...fact, consultation: await openAccess(tx, house.keys, keyOf(row), known, fact.on) }
  }
  // Which refusal an assessment speaks of is on record, so that the letters need not guess.
  if (fact.type === 'thirdPartyAssessed') {
    const consultation = refusalMeant(fact, row.context.consultations)?.id
    return { ...fact, ...(consultation && { consultation }) }
  }
  if (fact.type === 'releaseProposed') return withReadings(house, file, fact)
  if (fact.type === 'remedySought') return heardWhere(file, fact)
  if (fact.type === 'replyDrafted') return withEarlierReplies(tx, house.keys, file, withChain(house, file, fact))
  if (fact.type === 'replyApproved') return { ...fact, step: stepNamed(row.context, fact.step) }
  return fact.type === 'rectified' ? rectification(tx, house, file, fact) : fact
}

/**
 * The draft with the chain that the agency has chosen by the day on which it is recorded: what is chosen later is for later
 * drafts, and none goes round the chain by an earlier date.
 */
function withChain(
  { lawFor, time }: Pick<House, 'lawFor' | 'time'>,
  { row }: CaseFile,
  draft: FactOf<'replyDrafted'>,
): FactOf<'replyDrafted'> {
  const { chain: told, ...plain } = draft
  const chain = told ?? chainOf(lawFor(row.agencyId).choices(later(draft.on, time.today())).replyChain)
  return chain.length > 0 ? { ...draft, chain } : plain
}

/** The proposal with the readings that the agency has chosen by the day on which it is recorded, whatever day it bears. */
function withReadings(
  { lawFor, time }: Pick<House, 'lawFor' | 'time'>,
  { row }: CaseFile,
  { chosenOn, ...proposal }: FactOf<'releaseProposed'>,
): FactOf<'releaseProposed'> {
  const on = later(chosenOn ?? time.today(), proposal.on)
  const inSteps = lawFor(row.agencyId).choices(on).releaseReadings === 'three'
  return { ...proposal, ...(inSteps && { inSteps }), ...(on > proposal.on && { chosenOn: on }) }
}

const later = (one: Day, other: Day): Day => (one > other ? one : other)

/**
 * Where it is heard, as the agency has registered it, unless the fact says so; who brings it has to be of this case.
 * @throws Refusal INVALID
 */
function heardWhere({ agency, facts }: CaseFile, fact: FactOf<'remedySought'>): FactOf<'remedySought'> {
  const [who, n] = fact.claimant?.split(':') ?? []
  if (who === 'coApplicant' && !(submission(facts).coApplicants ?? [])[Number(n) - 1])
    throw invalid({ field: 'claimant', code: 'UNFIT', message: '没有这一位共同申请人' })
  if (fact.body) return fact
  const { reconsiderationBody, court } = agency.profile
  const body = fact.appealBy ? '' : fact.kind === 'reconsideration' ? reconsiderationBody : court
  if (!body) throw invalid({ field: 'body', code: 'MISSING', message: '请填写受理机关的全称' })
  return { ...fact, body }
}

/**
 * The same of a notice that is only read: nobody is given a number, nothing is written.
 * @throws Refusal INVALID where the letter would name who asked
 */
export async function completedToRead(
  sql: Sql | Tx,
  house: Pick<House, 'lawFor'>,
  file: CaseFile,
  fact: Fact,
): Promise<Fact> {
  if (fact.type === 'feeNotified') return reckoned(sql, house, file, fact)
  if (!isConsulted(fact)) return fact
  requireShielded(file, fact)
  return { ...fact, consultation: nextName(file.row.context.consultations.map(({ id }) => id)) }
}

/** A fee notice with its place in the month and its sum. */
async function reckoned(
  sql: Sql | Tx,
  house: Pick<House, 'lawFor'>,
  { row, facts }: CaseFile,
  fact: FactOf<'feeNotified'>,
): Promise<Fact> {
  const { delivery } = submission(facts).request
  const law = house.lawFor(row.agencyId)
  const earlierThisMonth = itemsOf(await countedBefore(sql, row, law, fact.on))
  const counted = { ...fact, ...(delivery && { delivery }), ...(fact.basis === 'items' && { earlierThisMonth }) }
  return { ...counted, amount: fact.amount ?? reckonedAmount(counted, law) }
}

/** What the agency writes for those who are consulted names nobody who asked. */
function requireShielded({ facts }: CaseFile, { about }: Consulted): void {
  if (!about) return
  if (!namesApplicant(about, submission(facts))) return
  const message = '含有申请人的姓名（名称）、证件号码或者联系方式。征求意见不得透露申请人，请改写'
  throw invalid({ field: 'about', code: 'UNFIT', message })
}

/**
 * A replacement has to fit like any fact of its type, and is kept as it was read. What is asked of a fact at the door is
 * asked of it, except evidence of an earlier day: `why` and `approvedBy` stand for that.
 * @throws Refused where the fact is not to be replaced; Refusal INVALID
 */
async function rectification(
  tx: Tx,
  house: Pick<House, 'lawFor' | 'time' | 'keys'>,
  file: CaseFile,
  fact: FactOf<'rectified'>,
): Promise<FactOf<'rectified'>> {
  const facts = file.facts.map(heard)
  const original = rectifiable(facts, fact, house.lawFor(file.row.agencyId))
  const isMark = original.type === 'evidenceClosed'
  if (!fact.replacement) return isMark ? { ...fact, closes: { files: [] } } : fact
  const { type } = original
  const today = house.time.today()
  // Of a submission day and channel; of one that staff typed from a paper also how the name and the request were copied.
  if (type === 'submitted') {
    const replacement = given(SUBMISSION_CORRECTED, fact.replacement, 'replacement')
    if (replacement.on && replacement.on > today) throw invalid(inFuture('replacement.on'))
    const earlier = rectifiedBefore(facts, fact.position)
    const contents = contentsThatStillShow(replacement, earlier)
    const whole = wholeApplication(original, submission(file.facts), replacement)
    return { ...fact, replacement: { ...earlier?.replacement, ...whole }, ...(contents && { contents }) }
  }
  if (!isRecordable(type)) throw new Error(`Nobody records "${type}", and it was to be rectified.`)
  const { on = counting(facts)[fact.position - 1]?.on ?? original.on, ...rest } = fact.replacement
  const sent = given(factSchema(type), { ...rest, type, on }, 'replacement') as unknown as Fact
  if (sent.on > today) throw invalid(inFuture('replacement.on'))
  const replacement = goingItsWay(original, drafted(sent, 'replacement'))
  await lettersNamed(tx, keyOf(file.row), replacement, 'replacement.')
  const { contents } = await filesNamed(tx, house, file, replacement, 'replacement.')
  return {
    ...{ ...fact, replacement: await completed(tx, house, file, replacement) },
    ...(contents && { contents }),
    ...(replacement.type === 'evidenceClosed' && { closes: { files: replacement.files, kind: replacement.kind } }),
  }
}

/** The last rectification of the fact at this position. */
const rectifiedBefore = (facts: readonly Heard[], position: number): (Heard & FactOf<'rectified'>) | undefined =>
  facts.findLast((fact): fact is Heard & FactOf<'rectified'> => fact.type === 'rectified' && fact.position === position)

/** Whoever mends another word of the application does not take away the file that showed its day. */
function contentsThatStillShow(
  { on }: SubmissionCorrected,
  earlier: FactOf<'rectified'> | undefined,
): FactOf<'rectified'>['contents'] {
  return on === undefined || on === earlier?.replacement?.on ? earlier?.contents : undefined
}

/** What is put right goes the way that it went: a draft by its chain, or without one, a proposal to publish by its readings. */
function goingItsWay(original: Fact, replacement: Fact): Fact {
  if (original.type === 'replyDrafted' && replacement.type === 'replyDrafted')
    return { ...replacement, chain: original.chain ?? [] }
  if (original.type === 'releaseProposed' && replacement.type === 'releaseProposed')
    return { ...replacement, chosenOn: original.chosenOn ?? original.on }
  return replacement
}

const SUBMISSION_CORRECTED = z.strictObject({
  on: day.optional(),
  channel: choice(CHANNELS).optional(),
  applicant: z.strictObject({ name: name(200) }).optional(),
  request: z
    .strictObject({
      title: text(200).optional(),
      description: text(50_000).optional(),
      documentNumber: text(100).optional(),
    })
    .optional(),
})
type SubmissionCorrected = z.infer<typeof SUBMISSION_CORRECTED>

/**
 * Applicant and request as a whole, with what was put right: of who applied nothing else changes. What applicants wrote
 * themselves stays theirs.
 * @throws Refusal INVALID
 */
function wholeApplication(
  { by }: Heard,
  now: FactOf<'submitted'>,
  { applicant, request, ...when }: SubmissionCorrected,
): Record<string, unknown> {
  if ((applicant || request) && !/^(?:staff|token):/.test(by))
    throw invalid({
      field: applicant ? 'replacement.applicant' : 'replacement.request',
      code: 'UNFIT',
      message: '申请人自己填写的姓名和内容，机关不代为更正；需要改动的，请申请人说明',
    })
  return {
    ...when,
    ...(applicant && { applicant: { ...now.applicant, ...applicant } }),
    ...(request && { request: { ...now.request, ...request } }),
  }
}

/** The unit is one of the agency's, and somebody handles cases there; the handler, named by username or id, is found. */
async function assignment(tx: Tx, agencyId: string, { unit, handler }: FactOf<'assigned'>) {
  const [unitRow] = await tx<{ isStaffed: boolean }[]>`
    select exists (select from person_units w join people p on p.id = w.person_id
      where w.unit_id = u.id and 'handler' = any(p.roles) and p.ended_at is null) as is_staffed
    from units u where id = ${unit} and agency_id = ${agencyId} and closed_at is null`
  if (!unitRow) throw invalid({ field: 'unit', code: 'NO_SUCH_UNIT', message: '没有这个承办机构，请从列表中选择' })
  if (!handler && !unitRow.isStaffed)
    throw invalid({
      field: 'unit',
      code: 'UNIT_WITHOUT_HANDLERS',
      message: '这个承办机构还没有承办人。请指定承办人，或者由系统管理员先为它安排承办人',
    })
  if (!handler) return {}
  const [person] = await tx<{ id: string }[]>`
    select id from people where (username = ${handler} or id::text = ${handler}) and 'handler' = any(roles)
      and ended_at is null for share`
  if (!person) throw invalid({ field: 'handler', code: 'NO_SUCH_HANDLER', message: '没有这位承办人，请从列表中选择' })
  return { handler: person.id }
}

/** A fact may only name letters of its own case; whether one still counts is the procedure's to say. */
export async function lettersNamed(tx: Tx, { agencyId, caseId }: CaseKey, fact: Fact, prefix = ''): Promise<void> {
  if (fact.type !== 'sent' && fact.type !== 'received') return
  const [known] = await tx`
    select 1 as known from letters where agency_id = ${agencyId} and case_id = ${caseId} and id = ${fact.letter}`
  if (!known)
    throw invalid({ field: `${prefix}letter`, code: 'NO_SUCH_LETTER', message: '本件没有这一文书，请从列表中选择' })
}

/** A fact may only name files of its own case; it keeps what they hold, by hash, so that none can be exchanged later. */
export async function filesNamed(
  tx: Tx,
  { keys }: Pick<House, 'keys'>,
  file: CaseFile,
  fact: Fact,
  prefix = '',
): Promise<{ contents?: Record<string, string> }> {
  const { agencyId, caseId } = keyOf(file.row)
  const contents: Record<string, string> = {}
  const named = Object.entries(namedBy(fact)).filter(([, ids]) => Array.isArray(ids) && ids.length > 0)
  if (named.length === 0) return {}
  const all = await tx<NamedFile[]>`
    select id, name, sha256, by from files
    where agency_id = ${agencyId} and case_id = ${caseId} order by at, id`
  for (const [field, ids] of named as [string, string[]][]) {
    const files = all.filter(({ id }) => ids.includes(id))
    const missing = ids.filter((id) => !files.some((file) => file.id === id))
    if (missing.length > 0)
      throw invalid({
        field: `${prefix}${field}`,
        code: 'NO_SUCH_FILE',
        message: sentence('field.noSuchFile', { files: missing.join('、') }),
      })
    if (LEAVES.includes(fact.type) && field !== 'evidence') await requireNoSecret(tx, { agencyId, caseId }, files)
    if (fact.type === 'replyDrafted' && field !== 'evidence')
      requireOurs(files, mayLeave(all, file.facts, await identityAmong(tx, keys, all)), `${prefix}${field}`)
    if (fact.type === 'evidenceClosed' && field === 'files') requireMarkable(file, files, fact.kind, prefix)
    for (const { id, sha256 } of files) contents[id] = sha256
  }
  return Object.keys(contents).length > 0 ? { contents } : {}
}

type NamedFile = Candidate & { name: string }

/** Facts whose files go out of the house; their evidence does not. */
const LEAVES: readonly Fact['type'][] = ['replyDrafted', 'releaseDecided']

/** Ids of files by the field that names them. */
function namedBy(fact: Fact): Record<string, unknown> {
  const items = fact.type === 'replyDrafted' ? answersOf(fact).filter(({ matter }) => matter !== null) : []
  return {
    files: 'files' in fact ? fact.files : undefined,
    ...Object.fromEntries(items.map(({ files }, i) => [`items.${i}.files`, files])),
    evidence: fact.evidence,
  }
}

/** What came from the applicant or a third party is not what the applicant asked for, and may be nobody's to give. */
function requireOurs(files: readonly NamedFile[], ours: readonly NamedFile[], field: string): void {
  const theirs = files.filter((file) => !ours.includes(file))
  if (theirs.length === 0) return
  throw invalid(
    ...theirs.map(({ name }) => ({
      field,
      code: 'NOT_FOR_RELEASE',
      message: `“${name}”是申请人或者第三方提交的材料、身份证件，或者与其内容完全相同，不能作为答复提供。请上传本机关的文件，再选择它`,
    })),
  )
}
