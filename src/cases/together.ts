/** 一并答复: one draft for several applications of one applicant; what is recorded of it is recorded in every case, or in none. */
import { possible, Refused } from '../../workflows/disclosure/decide.ts'
import { filesGiven } from '../../workflows/disclosure/files-given.ts'
import type { Fact, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Tx } from '../db/client.ts'
import { textOf } from '../documents/index.ts'
import { canonical } from '../ground/canonical.ts'
import { invalid, type Message, Refusal } from '../ground/errors.ts'
import type { House, Recording } from '../house.ts'
import { type CaseFile, draftIn, keyOf } from '../ledger/case-file.ts'
import { isSameApplicant } from '../ledger/found-by.ts'
import { type CaseRow, factsOf } from '../ledger/queries.ts'
import { composed, wordsTogether } from '../letters/make.ts'
import { answers, byNumber, casesNumbered, lockCases, numbersOf, refusedTogether, SHARED } from '../letters/members.ts'
import { asSentence, sentence } from '../web/words/sentences.ts'
import { type Actor, record } from './record.ts'

type May = (row: CaseRow) => boolean
/** The fact as it is theirs to record in a case whose row is locked. @throws Refusal NOT_YOURS */
type Theirs = (tx: Tx, row: CaseRow, fact: Fact) => Promise<Fact>

/**
 * Records a fact in this case, and in every case that its draft answers where the fact is about the letter.
 * @returns the file of this case
 * @param theirs asked of each row once it is locked
 * @throws Refused, Refusal NOT_YOURS, TOGETHER_REFUSED: by the number of the case that is not ready; then nothing is recorded anywhere.
 */
export async function recordTogether(
  tx: Tx,
  house: Recording,
  row: CaseRow,
  fact: Fact,
  actor: Actor,
  theirs: Theirs,
): Promise<CaseFile> {
  const numbers = SHARED.includes(fact.type) ? await numbersNow(tx, row) : undefined
  if (!numbers) {
    const [now] = await lockCases(tx, row.agencyId, [row.id])
    return record(tx, house, keyOf(row), now ? await theirs(tx, now, fact) : fact, actor)
  }
  const ids = (await casesNumbered(tx, row.agencyId, numbers)).map(({ id }) => id)
  const locked = await lockCases(tx, row.agencyId, ids)
  const own = locked.find(({ id }) => id === row.id)
  if (!own || !answers(own, numbers)) throw refusedTogether('本件的拟稿刚刚有变动，没有记录。请刷新后再办理。')
  const stillIn = locked.filter((each) => answers(each, numbers))
  if (needsAll(fact)) await requireWhole(tx, house, stillIn, numbers)
  const members = needsAll(fact) ? stillIn : stillIn.filter((each) => each === own || hears(each, fact, house))
  return recordEach(tx, house, members, own, fact, actor, theirs)
}

/** As it stands in this transaction; the row that the route read may be older. */
async function numbersNow(tx: Tx, row: CaseRow): Promise<readonly string[] | undefined> {
  const [now] = await tx<CaseRow[]>`select context from cases where agency_id = ${row.agencyId} and id = ${row.id}`
  return now && numbersOf(now)
}

/** A letter is passed and signed for all that it names; it is returned or served for those that still wait for that. */
const needsAll = (fact: Fact) =>
  fact.type === 'replySigned' || ((fact.type === 'replyReviewed' || fact.type === 'replyApproved') && fact.passed)

const hears = (row: CaseRow, { type }: Fact, house: Pick<House, 'lawFor'>) =>
  possible(row, house.lawFor(row.agencyId)).includes(type)

async function requireWhole(
  tx: Tx,
  house: Pick<House, 'keys'>,
  rows: readonly CaseRow[],
  numbers: readonly string[],
): Promise<void> {
  const gone = numbers.filter((number) => !rows.some((row) => row.number === number))
  const GONE = '已不在本次一并答复之列（另行拟稿、更正或者重新办理）。请退回，就其余各件重新拟稿。'
  if (gone.length > 0) throw refusedTogether(`登记编号${gone.join('、')}${GONE}`)
  const drafts = await Promise.all(rows.map((row) => draftDigest(tx, house, row)))
  const other = rows.find((_, i) => drafts[i] !== drafts[0])
  if (other) throw refusedTogether(`登记编号${other.number}的拟稿与其他各件不同。请退回，重新一并拟稿。`)
}

async function draftDigest(tx: Tx, house: Pick<House, 'keys'>, row: CaseRow): Promise<string> {
  const draft = draftIn(await factsOf(tx, house.keys, keyOf(row)))!
  const { outcome, fields } = draft
  return canonical({ outcome, fields, files: filesGiven(draft) })
}

/** One draft for all: each must be ready for itself. */
export async function draftForAll(
  tx: Tx,
  house: Recording,
  row: CaseRow,
  others: readonly string[],
  draft: FactOf<'replyDrafted'>,
  actor: Actor,
  who: { sees: May; may: May },
): Promise<string[]> {
  const ids = [...new Set([row.id, ...others])]
  const rows = await lockCases(tx, row.agencyId, ids)
  const own = rows.find(({ id }) => id === row.id)
  const unknown = { field: 'cases', code: 'NO_SUCH_CASE', message: '所选的申请不由您办理，或者已经不在' }
  if (!own || rows.length < ids.length || !rows.every(who.sees)) throw invalid(unknown)
  if (rows.length < 2) throw invalid({ field: 'cases', code: 'MISSING', message: '请至少选择一件一并答复的申请' })
  const numbers = byNumber(rows).map(({ number }) => number ?? '')
  for (const each of rows) {
    const says = (why: string) => refusedTogether(`${nameOf(each)}：${why}`)
    if (!isSameApplicant(each, own)) throw says('不是同一申请人的申请，不能一并答复。')
    if (each.number === null) throw says('尚未登记，不能一并答复。')
    const earlier = each.stage === 'reply' ? (numbersOf(each) ?? []) : []
    const left = earlier.filter((number) => !numbers.includes(number))
    if (left.length > 0) throw says(`已与登记编号${left.join('、')}一并拟稿。请先退回那份拟稿，或者把它们一并选上。`)
  }
  await putInEach(tx, rows, own, filesGiven(draft))
  await recordEach(tx, house, rows, own, { ...draft, together: numbers }, actor, async (_, each, fact) => {
    if (!who.may(each)) throw new Refusal('NOT_YOURS')
    return fact
  })
  await requireReadable(tx, house, byNumber(rows), draft)
  return numbers
}

/** What the one letter gives is on file in each case that it answers, under the same id. */
async function putInEach(tx: Tx, rows: readonly CaseRow[], own: CaseRow, files: readonly string[]): Promise<void> {
  for (const { id, agencyId } of rows.filter((row) => row !== own))
    await tx`
      insert into files (agency_id, case_id, id, name, size, sha256, type, heed, by, at)
      select agency_id, ${id}, id, name, size, sha256, type, heed, by, at from files
      where agency_id = ${agencyId} and case_id = ${own.id} and id = any(${files as string[]}::uuid[])
      on conflict do nothing`
}

/** The one letter names every number and greets one applicant. */
async function requireReadable(
  tx: Tx,
  house: Pick<House, 'lawFor' | 'templatesFor' | 'time' | 'keys'>,
  rows: readonly CaseRow[],
  draft: FactOf<'replyDrafted'>,
) {
  const words = await wordsTogether(tx, house, rows, draft)
  const greeted = words.data.members.map((data) => data.applicant?.name)
  const other = rows[greeted.findIndex((name) => name !== greeted[0])]
  if (other) throw refusedTogether(`${nameOf(other)}：申请人与其他各件不完全相同，不能一并答复。`)
  const text = textOf(composed(words)).join('\n')
  const unnamed = rows.find(({ number }) => !text.includes(number!))
  if (unnamed)
    throw refusedTogether('这种文书的模板不写登记编号，不能一并答复。请分别答复，或者先在模板里补上登记编号。')
}

const nameOf = ({ number, receipt }: CaseRow) => (number ? `登记编号${number}` : `受理编号${receipt}`)

async function recordEach(
  tx: Tx,
  house: Recording,
  rows: readonly CaseRow[],
  own: CaseRow,
  fact: Fact,
  actor: Actor,
  theirs: Theirs,
): Promise<CaseFile> {
  const together = { members: byNumber(rows) }
  const needless: unknown[] = []
  let ofOwn: CaseFile | undefined
  for (const row of rows) {
    const ownFact = await theirs(tx, row, row === own ? fact : elsewhere(fact, own)).catch((error: unknown) => {
      throw named(row, error)
    })
    try {
      const file = await record(tx, house, keyOf(row), ownFact, actor, together)
      if (row === own) ofOwn = file
    } catch (error) {
      // An override is for the cases that need one.
      if (!isNeedless(error) || ownFact.type !== 'replySigned') throw named(row, error)
      needless.push(error)
      const { override: _, ...plain } = ownFact
      const file = await record(tx, house, keyOf(row), plain, actor, together)
      if (row === own) ofOwn = file
    }
  }
  if (needless.length === rows.length) throw needless[0]
  return ofOwn!
}

const isNeedless = (error: unknown) =>
  error instanceof Refusal && error.errors.some(({ code }) => code === 'NOTHING_TO_OVERRIDE')

/** Files lie in the case in which they were put, and the draft was read there; the others say where, and read the same. */
function elsewhere(fact: Fact, { number }: CaseRow): Fact {
  const { draft: _, ...others } = fact as FactOf<'replyReviewed'>
  const own = 'draft' in fact ? (others as Fact) : fact
  return Array.isArray(own.evidence) ? { ...own, evidence: `依据的文件见登记编号${number}案卷。` } : own
}

function named(row: CaseRow, error: unknown): unknown {
  const say = (fault: Message) => sentence('fault.ofCase', { case: nameOf(row), fault: asSentence(fault) })
  if (error instanceof Refused) return new Refused(error.code, error.article, say(error.sentence), error.allowed)
  if (!(error instanceof Refusal)) return error
  error.sentence = say(error.sentence)
  error.message = String(error.sentence)
  for (const each of error.errors) each.message = say(each.message)
  return error
}
