/**
 * 重复申请 (Art 36 (6)): the same applicant, the same information, answered by this agency before it was asked for again. The
 * register shows it; where it does not reach back so far, the file of the earlier reply does.
 */
import { isDay } from '../../statute/days.ts'
import type { CaseContext, Heard } from '../context.ts'
import { sentence } from '../sentences.ts'
import type { EarlierReply, FactOf, NO_EARLIER_REPLY } from '../vocabulary.ts'
import { FOUND_SINCE } from './contradicted.ts'
import { draftField, earlierNamed, of, type Rule } from './rule.ts'

const ARTICLE = '条例第三十六条第（六）项'

const CHINESE_DAY = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/

/** 2025年11月6日 or 2025-11-06 as a day, null for anything else. */
export function dayIn(text: string): string | null {
  const [, year, month, day] = CHINESE_DAY.exec(text.replace(/\s/g, '')) ?? []
  const iso = year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : text.trim()
  return isDay(iso) ? iso : null
}

type Drafted = FactOf<'replyDrafted'> & { by: string }

/** Asked of what the register knows; where it knows nothing, another rule asks for the file. */
const known = (kept: (earlier: EarlierReply, fact: Drafted) => boolean) =>
  of('replyDrafted', (_context: CaseContext, fact) => {
    const earlier = earlierNamed(fact)
    return !earlier || kept(earlier, fact)
  })

const said = (name: string) => (_context: CaseContext, fact: Heard | undefined) =>
  fact?.type !== 'replyDrafted' || draftField(fact, name) !== ''

/** The number is known, and what it stands for is no reply that counts: each situation says what it is. */
const lacks = (
  which: (typeof NO_EARLIER_REPLY)[number],
  code: 'EARLIER_IS_THIS' | 'EARLIER_NO_REPLY' | 'EARLIER_NOT_ANSWERED' | 'EARLIER_VOID',
  says?: Rule['says'],
): Rule => ({ code, article: ARTICLE, ...(says && { says }), kept: known((earlier) => earlier.lacks !== which) })

const earlierDay = (fact: Heard) => dayIn(draftField(fact, 'earlierOn'))

export const REPEAT_REQUEST: Rule[] = [
  { code: 'EARLIER_REPLY_MISSING', article: ARTICLE, kept: said('earlierNumber') },
  {
    code: 'EARLIER_REPLY_UNKNOWN',
    article: ARTICLE,
    kept: of(
      'replyDrafted',
      (_context, fact) => earlierNamed(fact) !== undefined || draftField(fact, 'earlierFile') !== '',
    ),
  },
  lacks('thisCase', 'EARLIER_IS_THIS'),
  { code: 'EARLIER_REPLY_OF_ANOTHER', article: ARTICLE, kept: known(({ sameApplicant }) => sameApplicant) },
  lacks('noReply', 'EARLIER_NO_REPLY'),
  lacks('withdrawn', 'EARLIER_NOT_ANSWERED', 'EARLIER_NOT_ANSWERED.withdrawn'),
  lacks('unserved', 'EARLIER_NOT_ANSWERED', 'EARLIER_NOT_ANSWERED.unserved'),
  lacks('void', 'EARLIER_VOID'),
  { code: 'EARLIER_NOT_ANSWERED', article: ARTICLE, kept: known(({ on }) => on !== undefined) },
  {
    code: 'EARLIER_DAY_MISSING',
    article: ARTICLE,
    kept: of('replyDrafted', (_context, fact) => earlierDay(fact) !== null),
  },
  {
    code: 'EARLIER_DAY_WRONG',
    article: ARTICLE,
    kept: known(({ on }, fact) => on === earlierDay(fact)),
  },
  {
    // Whoever asks again before there is a reply repeats nothing that was answered.
    code: 'EARLIER_REPLY_LATER',
    article: ARTICLE,
    kept: of('replyDrafted', ({ submittedOn }, fact) => (earlierDay(fact) ?? '') <= submittedOn),
    because: ({ submittedOn: asked }, fact) => {
      const on = earlierDay(fact)
      return on === null ? null : sentence('earlier.days', { on, asked })
    },
  },
  FOUND_SINCE,
]
