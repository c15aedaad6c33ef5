/**
 * 重复申请 (Art 36 (6)): the same applicant, the same information, answered before by this agency. The register shows it;
 * where it does not reach back so far, the file of the earlier reply does.
 */
import { isDay } from '../../statute/days.ts'
import type { CaseContext, Heard } from '../context.ts'
import type { EarlierReply, FactOf } from '../vocabulary.ts'
import { draftField, of, type Rule } from './rule.ts'

const ARTICLE = '条例第三十六条第（六）项'

const CHINESE_DAY = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/

/** 2025年11月6日 or 2025-11-06 as a day, null for anything else. */
export function dayIn(text: string): string | null {
  const [, year, month, day] = CHINESE_DAY.exec(text.replace(/\s/g, '')) ?? []
  const iso = year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : text.trim()
  return isDay(iso) ? iso : null
}

type Drafted = FactOf<'replyDrafted'> & { by: string }
const found = (fact: Drafted): EarlierReply | undefined =>
  fact.earlier?.find(({ asked }) => asked === draftField(fact, 'earlierNumber'))

/** Asked of what the register knows; where it knows nothing, another rule asks for the file. */
const known = (kept: (earlier: EarlierReply, fact: Drafted) => boolean) =>
  of('replyDrafted', (_context: CaseContext, fact) => {
    const earlier = found(fact)
    return !earlier || kept(earlier, fact)
  })

const said = (name: string) => (_context: CaseContext, fact: Heard | undefined) =>
  fact?.type !== 'replyDrafted' || draftField(fact, name) !== ''

export const REPEAT_REQUEST: Rule[] = [
  { code: 'EARLIER_REPLY_MISSING', article: ARTICLE, kept: said('earlierNumber') },
  {
    code: 'EARLIER_REPLY_UNKNOWN',
    article: ARTICLE,
    kept: of('replyDrafted', (_context, fact) => found(fact) !== undefined || draftField(fact, 'earlierFile') !== ''),
  },
  { code: 'EARLIER_REPLY_OF_ANOTHER', article: ARTICLE, kept: known(({ sameApplicant }) => sameApplicant) },
  { code: 'EARLIER_NOT_ANSWERED', article: ARTICLE, kept: known(({ on }) => on !== undefined) },
  {
    code: 'EARLIER_DAY_MISSING',
    article: ARTICLE,
    kept: of('replyDrafted', (_context, fact) => dayIn(draftField(fact, 'earlierOn')) !== null),
  },
  {
    code: 'EARLIER_DAY_WRONG',
    article: ARTICLE,
    kept: known(({ on }, fact) => on === dayIn(draftField(fact, 'earlierOn'))),
  },
]
