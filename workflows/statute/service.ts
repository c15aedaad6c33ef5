/**
 * What service proves (国办公开办函〔2016〕235号): when a notice went out, and when it had arrived at everyone who must be
 * served. Read before the count, since a notice may be posted long after its fact was recorded.
 */
import type { FactType } from '../words.ts'
import type { Entry } from './entries.ts'

/** The notices whose sending or arrival the law asks about, by the template of the letter: the fact that each tells of. */
export const NOTICES: Readonly<Record<string, FactType>> = {
  correctionNotice: 'correctionRequested',
  extensionNotice: 'extended',
  reasons: 'reasonsRequested',
  delay: 'reasonsAssessed',
  fee: 'feeNotified',
}

/** Those who apply, as a submission names them: whoever they named to receive for all, else each of them. */
export function servedOf({ coApplicants, representative }: Record<string, unknown>): string[] {
  if (typeof representative === 'string') return [representative]
  const others = Array.isArray(coApplicants) ? coApplicants.length : Number(coApplicants ?? 0)
  return ['applicant', ...Array.from({ length: others }, (_, i) => `coApplicant:${i + 1}`)]
}

/** The letter of a notice, made after its fact and before the next of its kind; null where the list names none. */
function letterOf(entries: readonly Entry[], { type, position }: Entry): unknown {
  const later = entries.filter((entry) => entry.position > position).sort((a, b) => a.position - b.position)
  const next = later.find(
    (entry) => entry.type === type || (entry.type === 'letterMade' && NOTICES[entry.fact.template as string] === type),
  )
  return next?.type === 'letterMade' ? next.fact.letter : null
}

const isNotice = new Set<string>(Object.values(NOTICES))

/** Where no letter is on the list, what is said of one is said of the notice before it. */
function isOfTheNoticeBefore(entries: readonly Entry[], notice: Entry, { position }: Entry): boolean {
  const before = entries.filter((entry) => isNotice.has(entry.type) && entry.position < position)
  return before.every((entry) => entry.position <= notice.position) && notice.position < position
}

/** What was recorded of the way of a notice. */
function about(entries: readonly Entry[], notice: Entry, types: readonly FactType[]): Entry[] {
  const letter = letterOf(entries, notice)
  const made = new Set(entries.flatMap(({ type, fact }) => (type === 'letterMade' ? [fact.letter] : [])))
  return entries.filter((entry) => {
    if (!types.includes(entry.type)) return false
    if (letter !== null) return entry.fact.letter === letter
    return entry.type !== 'mailSent' && !made.has(entry.fact.letter) && isOfTheNoticeBefore(entries, notice, entry)
  })
}

/**
 * The first day on which the notice of a fact is proven to have gone out: posted, handed over, put on the portal or
 * mailed. Null where nothing proves it. Days are numbers.
 */
export function noticeSent(entries: readonly Entry[], notice: Entry): number | null {
  const days = about(entries, notice, ['sent', 'received', 'mailSent']).map(({ on }) => on)
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
