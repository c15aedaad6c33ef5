/** Joint applicants on the page: blocks of fields called `co1-name`, `co2-name`, …, numbered anew when one goes. */

type Form = Record<string, string>

const FIELD = /^co(\d{1,2})-(\w+)$/
/** What a block has chosen by itself says nothing of a person. */
const CHOSEN = ['kind', 'idType']

/** The prefix of the fields of the nth joint applicant, from 1: `co1-`. */
export const jointAt = (n: number) => `co${n}-`

/** The one who receives for all, by number, 0 the first; undefined where each is served. */
export const receiverIn = ({ receiver = '' }: Form): number | undefined =>
  receiver === 'first' ? 0 : CO.test(receiver) ? Number(CO.exec(receiver)![1]) : undefined
const CO = /^co(\d{1,2})-$/

/** How many blocks the form has. */
export const jointIn = (form: Form): number =>
  Object.keys(form).reduce((most, name) => Math.max(most, Number(FIELD.exec(name)?.[1] ?? 0)), 0)

/** The form with its blocks numbered 1, 2, 3, without the one to be removed and, where nobody asked for them, empty ones. */
export function renumbered(form: Form, { empty, without }: { empty: 'kept' | 'dropped'; without?: string }): Form {
  const blocks = new Map<number, [field: string, value: string][]>()
  const rest: Form = {}
  for (const [name, value] of Object.entries(form)) {
    const [, n, field] = FIELD.exec(name) ?? []
    if (!n || !field) rest[name] = value
    else blocks.set(Number(n), [...(blocks.get(Number(n)) ?? []), [field, value]])
  }
  const remaining = [...blocks]
    .sort(([a], [b]) => a - b)
    .filter(([n, fields]) => String(n) !== without && (empty === 'kept' || fields.some(isFilled)))
  const receiver = receiverIn(rest)
  for (const [i, [n, fields]] of remaining.entries()) {
    for (const [field, value] of fields) rest[jointAt(i + 1) + field] = value
    if (n === receiver) rest.receiver = jointAt(i + 1)
  }
  // Whoever received for all was taken away: each receives, until somebody else is named.
  if (receiver && !remaining.some(([n]) => n === receiver)) rest.receiver = 'each'
  return rest
}

const isFilled = ([field, value]: [string, string]) => !CHOSEN.includes(field) && value.trim() !== ''
