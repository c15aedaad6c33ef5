/** A message to the platform, made from the ledger when it is sent: the case as it stood after the fact that is told, so that each try says the same. */
import { replay } from '../../workflows/disclosure/decide.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { dayIn } from '../ground/time.ts'
import type { House } from '../house.ts'
import { fileOf, keyOf } from '../ledger/case-file.ts'
import { currentSubmission } from '../ledger/contact.ts'
import { platformNumberOf } from '../ledger/platform-numbers.ts'
import { project } from '../ledger/project.ts'
import { caseById, heard, lettersOf } from '../ledger/queries.ts'
import { departmentOf, type Mapping } from './mapping.ts'
import { type Told, VALUES } from './values.ts'

export type Waiting = { agencyId: string; caseId: string; n: number; position: number; kind: string; tries: number }

/** The same for each try, and for no other message. */
export const idOf = ({ caseId, n }: Pick<Waiting, 'caseId' | 'n'>): string => `${caseId}.${n}`

/** @returns undefined where the words of the case were destroyed: nothing is left that could be told */
export async function messageOf(
  house: Pick<House, 'sql' | 'keys' | 'lawFor'>,
  mapping: Mapping,
  { agencyId, caseId, n, position, kind }: Waiting,
): Promise<{ path: string; body: string } | undefined> {
  const { sql, keys } = house
  const row = await caseById(sql, [agencyId], caseId)
  if (!row || row.context.erasedOn) return undefined
  const file = await fileOf(sql, keys, row)
  const until = file.facts.slice(0, position)
  const { fact, at } = until.at(-1)!
  const message = mapping.messages[kind]!
  const law = house.lawFor(agencyId)
  const then = replay(until.map(heard), law)
  const letters = await lettersOf(sql, keyOf(row))
  const told: Told = {
    ...{ codes: mapping.codes, code: message.code, district: mapping.district, fact, at, n },
    department: departmentOf(mapping, agencyId),
    receipt: row.receipt,
    number: until.some((one) => one.fact.type === 'registered') ? row.number : null,
    platformNumber: await platformNumberOf(sql, { agencyId, caseId }),
    unit: then.context.unit === row.context.unit ? file.unit : undefined,
    submitted: currentSubmission(until),
    submittedAt: row.submittedAt,
    state: mapping.steps[fact.type]?.state ?? '',
    context: then.context,
    dueOn: project(then, law, dayIn(new Date(at))).row.dueOn as Day | null,
    letter: letters.findLast((one) => one.kind === 'reply' && one.voidedBy === null && one.position <= position),
  }
  const fields = Object.entries(message.fields).flatMap(([theirs, ours]) => {
    const value = VALUES[ours](told)
    return value === undefined || value === null || value === '' ? [] : [[theirs, value]]
  })
  return { path: message.path, body: JSON.stringify(Object.fromEntries(fields)) }
}
