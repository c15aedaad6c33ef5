/** What the house itself adds to a fact before it is decided on: numbers, names of consultations, found people. */
import { stepNamed } from '../../workflows/disclosure/chained.ts'
import { refusalMeant } from '../../workflows/disclosure/consultations.ts'
import { rectifiable } from '../../workflows/disclosure/rectify.ts'
import type { Fact, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { chainOf, stepsFor } from '../../workflows/statute/chain.ts'
import { counting } from '../../workflows/statute/counting.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { kindsOf } from '../../workflows/statute/sensitive.ts'
import { isRecordable } from '../acts/catalogue.ts'
import { drafted } from '../acts/draft.ts'
import { factSchema } from '../acts/facts.ts'
import { inFuture } from '../acts/read-fact.ts'
import type { Sql, Tx } from '../db/client.ts'
import { invalid } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { retentionOf } from '../ledger/archive-items.ts'
import { type CaseFile, keyOf } from '../ledger/case-file.ts'
import { takeOfficialNumber } from '../ledger/numbers.ts'
import { heard, submission } from '../ledger/queries.ts'
import { type Consulted, isConsulted, nextName, openAccess } from '../letters/access.ts'
import { namesApplicant } from '../letters/shield.ts'
import { given } from '../web/given.ts'
import { correctedApplication } from './corrected-application.ts'
import { withEarlierReplies } from './earlier-replies.ts'
import { filesNamed, lettersNamed } from './named.ts'
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
  if (fact.type === 'replyApproved') return { ...toStep(row, fact), step: stepNamed(row.context, fact.step) }
  if (fact.type === 'replyReturned') return toStep(row, fact)
  if (fact.type === 'sensitivityMarked') return ofTheList(house, row.agencyId, fact)
  if (fact.type === 'archived') return ofTheTable(tx, row.agencyId, fact)
  return fact.type === 'rectified' ? rectification(tx, house, file, fact) : fact
}

/**
 * The draft with the steps for its kind of reply that the agency has chosen by the day on which it is recorded: what is chosen later is for later
 * drafts, and none goes round the chain by an earlier date.
 */
function withChain(
  { lawFor, time }: Pick<House, 'lawFor' | 'time'>,
  { row }: CaseFile,
  draft: FactOf<'replyDrafted'>,
): FactOf<'replyDrafted'> {
  const { chain: told, ...plain } = draft
  const chosen = () => chainOf(lawFor(row.agencyId).choices(later(draft.on, time.today())).replyChain)
  const outcomes = [draft.outcome, ...(draft.items ?? []).map(({ outcome }) => outcome)]
  const chain = told ?? stepsFor(chosen(), outcomes)
  return chain.length > 0 ? { ...draft, chain } : plain
}

/** A step to which a draft goes back, by its name. */
const toStep = <F extends FactOf<'replyApproved' | 'replyReturned'>>({ context }: CaseFile['row'], fact: F): F =>
  fact.returnTo ? { ...fact, returnTo: stepNamed(context, fact.returnTo) } : fact

/** The kind is one of those that the agency lists by the day of recording. @throws Refusal INVALID */
function ofTheList(
  { lawFor, time }: Pick<House, 'lawFor' | 'time'>,
  agencyId: string,
  fact: FactOf<'sensitivityMarked'>,
): FactOf<'sensitivityMarked'> {
  const names = kindsOf(lawFor(agencyId).choices(time.today()).sensitiveKinds).map(({ name }) => name)
  if (names.includes(fact.kind)) return fact
  const message = `不在本机关的敏感事项之列${names.length > 0 ? `，请选择：${names.join('、')}` : '，请先由系统管理员在设置中列出'}`
  throw invalid({ field: 'kind', code: 'UNFIT', message })
}

/** Nothing is kept by a class that the agency's table does not have: nobody could say when it ends. @throws Refusal INVALID */
async function ofTheTable(tx: Tx, agencyId: string, fact: FactOf<'archived'>): Promise<FactOf<'archived'>> {
  const names = (await retentionOf(tx, agencyId)).classes.map(({ name }) => name)
  if (names.includes(fact.retention)) return fact
  const message = `本机关的保管期限表没有“${fact.retention}”，请从表中选择：${names.join('、')}`
  throw invalid({ field: 'retention', code: 'UNFIT', message })
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
  if (type === 'submitted') return { ...fact, ...correctedApplication(file, fact, original, today) }
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

/** What is put right goes the way that it went: a draft by its chain, or without one, a proposal to publish by its readings. */
function goingItsWay(original: Fact, replacement: Fact): Fact {
  if (original.type === 'replyDrafted' && replacement.type === 'replyDrafted')
    return { ...replacement, chain: original.chain ?? [] }
  if (original.type === 'releaseProposed' && replacement.type === 'releaseProposed')
    return { ...replacement, chosenOn: original.chosenOn ?? original.on }
  return replacement
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
