/** Joint applicants on the page: blocks of fields called `co1-name`, `co2-name`, …, numbered anew when one goes. */

type Form = Record<string, string>

const FIELD = /^co(\d{1,2})-(\w+)$/
/** What a block has chosen by itself says nothing of a person. */
const CHOSEN = ['kind', 'idType']

/** The prefix of the fields of the nth joint applicant, from 1: `co1-`. */
export const jointAt = (n: number) => `co${n}-`

/** How many blocks the form has. */
export const jointIn = (form: Form): number =>
  Math.max(0, ...Object.keys(form).flatMap((name) => Number(FIELD.exec(name)?.[1] ?? 0)))

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
  for (const [i, [, fields]] of remaining.entries())
    for (const [field, value] of fields) rest[jointAt(i + 1) + field] = value
  return rest
}

const isFilled = ([field, value]: [string, string]) => !CHOSEN.includes(field) && value.trim() !== ''
