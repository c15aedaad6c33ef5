/** When was the applicant told of an extension (Art 33 ¶2)? Only what the ledger can show counts: that its letter went out, or arrived. */
import type { Entry } from './entries.ts'

/** The letter that tells of an extension; `templates/notices`. */
const NOTICE = 'extensionNotice'

/**
 * The first day on which the notice of this extension is proven to have gone out or to have arrived; null where nothing
 * proves it. A letter that the ledger names no template for is taken to be the notice: elsewhere letters are not recorded.
 */
export function toldOn(entries: readonly Entry[], extended: Entry): number | null {
  const notices = noticesIn(entries, extended)
  for (const { type, on, fact } of entries) {
    if (on < extended.on) continue
    if (
      type === 'sent' || type === 'received'
        ? notices.mayBe(fact.letter)
        : type === 'mailSent' && notices.is(fact.letter)
    )
      return on
  }
  return null
}

function noticesIn(entries: readonly Entry[], extended: Entry) {
  const made = entries.filter(({ type }) => type === 'letterMade')
  const isNotice = ({ on, fact }: Entry) => fact.template === NOTICE && on >= extended.on
  return {
    is: (letter: unknown) => made.some((entry) => entry.fact.letter === letter && isNotice(entry)),
    mayBe: (letter: unknown) => {
      const known = made.filter((entry) => entry.fact.letter === letter)
      return known.length === 0 || known.some(isNotice)
    },
  }
}
