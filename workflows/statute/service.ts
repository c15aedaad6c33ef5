/**
 * What service proves (国办公开办函〔2016〕235号): when a notice went out, and when it had arrived at everyone who must be
 * served. Read before the count, since a notice may be posted long after its fact was recorded.
 */
import type { FactType } from '../words.ts'
import { servedOf } from './applicants.ts'
import { carefulOn, type Entry } from './entries.ts'
import type { Consultation } from './letters.ts'

/** The notices whose sending or arrival the law asks about, by the template of the letter: the fact that each tells of. */
export const NOTICES: Readonly<Record<string, FactType>> = {
  correctionNotice: 'correctionRequested',
  extensionNotice: 'extended',
  reasons: 'reasonsRequested',
  delay: 'reasonsAssessed',
  fee: 'feeNotified',
}

/**
 * What was recorded of the way of a notice, by its letter. A letter that the list names no template for is taken to be
 * the notice: elsewhere letters are not recorded. By days, for a list may come in any order.
 */
function about(entries: readonly Entry[], notice: Entry, types: readonly FactType[]): Entry[] {
  const made = entries.filter(({ type }) => type === 'letterMade')
  const isIts = ({ on, fact }: Entry) => NOTICES[fact.template as string] === notice.type && on >= notice.on
  return entries.filter(({ type, on, fact }) => {
    if (on < notice.on || !types.includes(type)) return false
    const known = made.filter((entry) => entry.fact.letter === fact.letter)
    return known.length === 0 ? type !== 'mailSent' : known.some(isIts)
  })
}

/**
 * The first day on which the notice of a fact is proven to have gone out: posted, handed over, put on the portal or
 * mailed. Null where nothing proves it. Days are numbers.
 * @param dayOf the day of each proof: as it was given, or as a careful reader takes it
 */
export function noticeSent(
  entries: readonly Entry[],
  notice: Entry,
  dayOf = ({ on }: Entry): number => on,
): number | null {
  const days = about(entries, notice, ['sent', 'received', 'mailSent']).map(dayOf)
  return days.length > 0 ? Math.min(...days) : null
}

/** The day on which the last of those who must be served is proven to have received the notice; null until then. */
export function noticeReceived(entries: readonly Entry[], notice: Entry): number | null {
  const submitted = entries.find(({ type }) => type === 'submitted')
  const served = servedOf(submitted?.fact ?? {})
  const arrivals = about(entries, notice, ['received'])
  const days = served.map((who) => arrivals.find(({ fact }) => (fact.addressee ?? served[0]) === who)?.on)
  return days.includes(undefined) ? null : Math.max(...(days as number[]))
}

/** The letters that ask, by template: the fact that each goes out for. */
const ASKING: Readonly<Record<string, FactType>> = {
  thirdParty: 'thirdPartyConsulted',
  agency: 'agencyConsulted',
  agencyOpinion: 'agencyConsulted',
}

/**
 * The first day on which something shows that a letter which asks had gone out: that it was sent, had arrived or was answered.
 * Null where nothing does; `asGiven` where the list tells of no letter at all, as elsewhere.
 */
export function askingSent(entries: readonly Entry[], dispatch: Entry, asked: Consultation): number | null | 'asGiven' {
  const made = entries.find(
    ({ type, fact }) =>
      type === 'letterMade' && ASKING[fact.template as string] === dispatch.type && fact.consultation === asked.id,
  )
  if (!made) return 'asGiven'
  const days = entries.flatMap((entry) =>
    SHOWS_SENT.includes(entry.type) && entry.fact.letter === made.fact.letter ? [carefulOn(entry)] : [],
  )
  if (asked.shown !== null) days.push(asked.shown)
  return days.length > 0 ? Math.min(...days) : null
}
const SHOWS_SENT: readonly FactType[] = ['sent', 'received', 'mailSent']
