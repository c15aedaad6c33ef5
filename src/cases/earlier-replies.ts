/**
 * 重复申请 (Art 36 (6)): the earlier cases of the agency that a draft names by 文号 or 登记编号, and those of the same
 * applicant that the form offers. The applicant is found by the blind index of identity number or credit code.
 * SQL: facts ask in their transaction.
 */
import { answersOf } from '../../workflows/disclosure/answers.ts'
import { dayIn } from '../../workflows/disclosure/rules/repeat.ts'
import type { EarlierReply, FactOf, Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { invalid } from '../ground/errors.ts'
import type { Keys } from '../ground/keys.ts'
import { type CaseFile, keyOf } from '../ledger/case-file.ts'
import { casesUnder, ofApplicant } from '../ledger/found-by.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { openedWords } from '../ledger/words.ts'

/** As many as a person looks through. */
const MOST = 20

type Found = {
  thisCase: boolean
  sameApplicant: boolean
  withdrawn: boolean
  served: boolean
  title: string
  id: string
  /** Its first words. */
  sealed: Buffer | null
  outcome: Outcome | null
  /** The letter of that number, or the reply of that case; null where it has none. */
  letter: { kind: string; number: string | null; on: string; isVoid: boolean } | null
}

/**
 * The draft with what the register knows of each earlier reply that it names: a 登记编号 becomes the 文号 of its reply, and
 * the day is filled in where it is left open.
 * @throws Refusal INVALID where `earlierFile` is no file of the case
 */
export async function withEarlierReplies(
  tx: Tx,
  keys: Pick<Keys, 'open'>,
  file: CaseFile,
  fact: FactOf<'replyDrafted'>,
): Promise<FactOf<'replyDrafted'>> {
  if (!answersOf(fact).some(({ outcome }) => outcome === 'repeatRequest')) return fact
  const answered: Known[] = []
  for (const [i, { outcome, fields }] of answersOf(fact).entries())
    answered.push(
      outcome === 'repeatRequest' ? await known(tx, keys, file, fields, fact.items ? `items.${i}.` : '') : { fields },
    )
  const earlier = answered.flatMap((each) => each.earlier ?? [])
  const items = fact.items?.map((item, i) => ({ ...item, fields: answered[i]!.fields }))
  const told = earlier.length > 0 ? { earlier } : {}
  return items ? { ...fact, items, ...told } : { ...fact, fields: answered[0]!.fields, ...told }
}

type Known = { fields: Record<string, string>; earlier?: EarlierReply }

/** What one answer says of the earlier reply, and what the register knows of it. */
async function known(
  tx: Tx,
  keys: Pick<Keys, 'open'>,
  file: CaseFile,
  fields: Record<string, string>,
  prefix: string,
): Promise<Known> {
  await requireFile(tx, file, fields, prefix)
  const asked = fields.earlierNumber?.trim()
  if (!asked) return { fields }
  const [found] = await repliesNamed(tx, file.row, asked)
  const number = found?.letter?.number
  const lacks = found && whatLacks(found, asked)
  // What another applicant asked for, and was answered, stays theirs.
  if (!found?.sameApplicant || lacks || !number)
    return {
      fields: withDay(fields),
      ...(found && { earlier: { asked, sameApplicant: found.sameApplicant, ...(lacks && { lacks }) } }),
    }
  const { title, id, sealed, outcome, sameApplicant, letter } = found
  const words = openedWords(keys, { agencyId: file.row.agencyId, caseId: id, position: 1 }, sealed)
  const { description } = (words?.said.request ?? {}) as FactOf<'submitted'>['request']
  const { on } = letter!
  const filled = { ...fields, earlierNumber: number, earlierOn: fields.earlierOn?.trim() || on }
  const request = [title, description].filter(Boolean).join('\n')
  return {
    fields: withDay(filled),
    earlier: { asked: number, sameApplicant, number, on, ...(outcome && { outcome }), request },
  }
}

/** Why the number stands for no reply that counts; nothing where it does. */
function whatLacks({ thisCase, letter, withdrawn, served }: Found, asked: string): EarlierReply['lacks'] {
  if (thisCase) return 'thisCase'
  if (!letter) return withdrawn ? 'withdrawn' : 'unanswered'
  if (letter.kind !== 'reply') return 'noReply'
  if (letter.isVoid) return letter.number === asked ? 'void' : 'unanswered'
  return served ? undefined : 'unserved'
}

/** The day as letters write it, however it was typed. */
function withDay(fields: Record<string, string>): Record<string, string> {
  const day = dayIn(fields.earlierOn ?? '')
  return day ? { ...fields, earlierOn: inChinese(day) } : fields
}

/** The letter of that number, or the case of it with its reply; of this applicant first, and of replies one that counts. */
const repliesNamed = (tx: Tx, row: CaseRow, asked: string) => tx<Found[]>`
  select c.id = ${row.id} as this_case, c.found_by && ${ofApplicant(row)} or c.id = ${row.id} as same_applicant,
    c.context ->> 'withdrawnOn' is not null as withdrawn, c.context ->> 'servedOn' is not null as served,
    c.title, c.id, w.sealed, c.outcome,
    case when l.id is not null then json_build_object(
      'kind', l.kind, 'number', l.number, 'on', l.made_on, 'isVoid', v.letter is not null) end as letter
  from cases c
  left join words w on (w.agency_id, w.case_id, w.position) = (c.agency_id, c.id, 1)
  left join letters l on l.agency_id = c.agency_id and l.case_id = c.id
    and (l.number = ${asked} or (c.number = ${asked} and l.kind = 'reply'))
  left join voided_letters v on (v.agency_id, v.case_id, v.letter) = (l.agency_id, l.case_id, l.id)
  where c.agency_id = ${row.agencyId} and c.id in (
    select id from cases where agency_id = ${row.agencyId} and number = ${asked}
    union select case_id from letters where agency_id = ${row.agencyId} and number = ${asked})
  order by same_applicant desc, this_case, l.kind = 'reply' desc nulls last, v.letter is null desc, l.made_on desc limit 1`

/** A case answered before, as the form of the draft offers it. */
export type EarlierCase = { number: string; on: string; title: string }

/** What this agency answered the same applicant before, the latest first. */
export const answeredBefore = (sql: Sql | Tx, row: CaseRow): Promise<EarlierCase[]> => sql<EarlierCase[]>`
  select l.number, l.made_on as "on", c.title
  from ${casesUnder(sql, ofApplicant(row))} c
  join letters l on l.agency_id = c.agency_id and l.case_id = c.id and l.kind = 'reply' and l.number is not null
  where c.agency_id = ${row.agencyId} and c.id <> ${row.id}
    and c.context ->> 'servedOn' is not null
    and not exists (select from voided_letters v
      where (v.agency_id, v.case_id, v.letter) = (l.agency_id, l.case_id, l.id))
  order by l.made_on desc, l.number limit ${MOST}`

async function requireFile(
  tx: Tx,
  { row }: CaseFile,
  { earlierFile }: Record<string, string>,
  prefix: string,
): Promise<void> {
  if (!earlierFile?.trim()) return
  const { agencyId, caseId } = keyOf(row)
  const [known] = await tx`
    select 1 from files where agency_id = ${agencyId} and case_id = ${caseId} and id::text = ${earlierFile.trim()}`
  if (!known)
    throw invalid({
      field: `${prefix}fields.earlierFile`,
      code: 'NO_SUCH_FILE',
      message: '前次答复的文件不在本件的附卷中，请先用“附卷”加入',
    })
}
