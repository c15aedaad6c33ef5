/** Where an applicant may turn who does not accept the reply, with the last days reckoned for the letter that was served. */
import { replyIn } from '../../workflows/disclosure/service.ts'
import type { Addressee, Outcome } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import { type Day, dayNumber } from '../../workflows/statute/days.ts'
import { type AgencyKind, remedy, remedyParagraph } from '../../workflows/statute/remedies.ts'
import { inTheseWords, type Sentence } from '../../workflows/statute/sentence.ts'
import type { Template } from '../documents/index.ts'
import type { LoadedLaw } from '../ground/law.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { outcomesIn, type RemedyWay, remedyDaysOf, replyReceivedOn } from '../letters/remedy-days.ts'
import { onceForAll, remediesInLetter } from '../letters/several.ts'
import type { Agency } from '../people/queries.ts'
import { sentence } from '../web/words/sentences.ts'
import type { LastDays, Until, Way } from './views.ts'

/** A last day with the calendar days from today to it. */
export const untilOf = (by: Day, today: Day): Until => ({ by, left: dayNumber(by) - dayNumber(today) })

type Where = Pick<CaseRow, 'context'>

/**
 * The last days with body and court, and the calendar days left from `today`; null until the reply is proven to have
 * arrived. Of several matters, each way is told with those to which it is open, as the letter does.
 * @param who of joint applicants, each of whom has days of their own
 */
export function lastDaysOf(row: Where, agency: Agency, law: LoadedLaw, today: Day, who?: Addressee): LastDays | null {
  const days = remedyDaysOf(row, agency, law, who)
  if (!days) return null
  const { receivedOn: servedOn, ofMatters, provisional } = days
  const { reconsiderationBody: body, court } = agency.profile
  const wayOf = ({ first, reconsiderBy, sueBy }: RemedyWay): Way => ({
    first,
    reconsider: { ...untilOf(reconsiderBy, today), body },
    sue: sueBy === null ? null : { ...untilOf(sueBy, today), court },
  })
  return {
    servedOn,
    ...wayOf(days),
    ...(ofMatters && { ofMatters: ofMatters.map((way) => ({ ...wayOf(way), numbers: way.numbers })) }),
    provisional,
  }
}

/**
 * The paragraph of the letter, in its own words, with its last days, of several matters each with its numbers; or, while an
 * answer is overdue, that they may turn to others.
 * @param templates the wording in force when the reply was made
 */
export function remedyFor(
  { context }: Where,
  clock: Clock,
  { kind, profile }: Agency,
  law: LoadedLaw,
  today: Day,
  templates: ReadonlyMap<string, Template>,
): Sentence | null {
  const reply = replyIn(context)
  const sent = reply?.sent[0]?.on
  const served = replyReceivedOn(context)
  if (!context.outcome || !(served || sent)) {
    const late = clock.status === 'running' && clock.dueOn !== null && clock.dueOn < today
    return late ? sentence('remedy.noReply') : null
  }
  const names = { body: profile.reconsiderationBody, court: profile.court }
  const outcomes = outcomesIn(context)
  const asked = (outcome: Outcome) => ({ outcome, agencyKind: kind as AgencyKind })
  const paragraphOf = (outcome: Outcome) => remedyParagraph(asked(outcome), (served ?? sent)!, law, names).sentence
  const items = context.draft?.items
  const own = items ? outcomes : [reply?.template ?? outcomes[0]!]
  const worded = own.flatMap((id) => templates.get(id) ?? [])
  const inLetter = worded.length === own.length ? remediesInLetter(worded, names) : ''
  // The English stays what it is; the Chinese is the letter's own.
  const asInLetter = (told: Sentence) => (inLetter ? inTheseWords(told, inLetter) : told)
  const dated = (outcome: Outcome, paragraph: Sentence): Sentence => {
    if (!served) return sentence('remedy.fromReceipt', { paragraph })
    const days = remedy({ ...asked(outcome), servedOn: served }, law)
    const { reconsiderationFirst: first, reconsiderBy: reconsider, sueBy: sue } = days
    if (sue === null) return sentence('remedy.reconsiderationBy', { paragraph, served, reconsider })
    return sentence(first ? 'remedy.partlyBy' : 'remedy.bothBy', { paragraph, served, reconsider, sue })
  }
  if (!items) return dated(outcomes[0]!, asInLetter(paragraphOf(outcomes[0]!)))
  const each = outcomes.map((outcome) => [dated(outcome, paragraphOf(outcome))])
  return asInLetter(
    onceForAll(each, ({ text }) => text)
      .map(({ is: way, numbers }) => sentence('remedy.ofMatters', { matters: inWords(numbers), way }))
      .reduce((before, next) => sentence('remedy.each', { before, next })),
  )
}

/** 第一项、第三项. */
const inWords = ([first, ...rest]: readonly number[]): Sentence =>
  rest.reduce<Sentence>(
    (before, n) => sentence('remedy.matters', { before, n }),
    sentence('remedy.matter', { n: first! }),
  )
