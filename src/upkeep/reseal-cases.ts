/**
 * What a case is found by, reckoned again from its words and numbers under the keys of the ring; its code, kept where the key
 * that it follows from is to go. First every row has the indexes of all keys, then of the first alone: at no moment do two
 * cases of one applicant lack one that both have.
 */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { Keys } from '../ground/keys.ts'
import { currentSubmission, mailAddressIn, mailAddressOf, sealedAddress } from '../ledger/contact.ts'
import { foundBy } from '../ledger/found-by.ts'
import { whoseNumber } from '../ledger/identity.ts'
import { type CaseRow, factsOfEach } from '../ledger/queries.ts'
import { keptAnswerCode } from '../letters/access.ts'
import { headOf, hex, isBehind, type Row, type Work, write } from './reseal.ts'

const CASE = { agency_id: 'text', id: 'uuid' }

/** Every case: address, code and indexes. */
export function casesAnew(keys: Keys): Work {
  const head = headOf(keys)
  const [first] = keys.ids
  return {
    table: 'cases',
    behind: (sql) => sql`(keys <> ${first} or ${isBehind(sql, 'email', head)} or ${isBehind(sql, 'code', head)})`,
    columns: ['agency_id', 'id', 'receipt', 'email', 'keys', 'code', 'context', 'found_by'],
    async renew(tx, rows) {
      const cases = rows as unknown as CaseRow[]
      const found = await foundAgain(tx, keys, cases)
      const fresh = cases.map((row, i) => ({
        email: hex(sealedAddress(keys, row, mailAddressIn(keys, row))),
        code: hex(row.keys === first && !row.code ? null : keys.keepCode(row.receipt, row, row.context.codes ?? 0)),
        found: found[i],
      }))
      await write(tx, 'cases', CASE, rows, {
        email: { type: 'bytea', values: fresh.map(({ email }) => email) },
        code: { type: 'bytea', values: fresh.map(({ code }) => code) },
        keys: { type: 'text', values: fresh.map(() => first) },
        found_by: { type: 'text[]', values: fresh.map(({ found }) => found) },
      })
    },
  }
}

/** What each case is found by, under each key of the ring; nothing where its words were erased. */
async function foundAgain(tx: Tx, keys: Keys, cases: readonly CaseRow[]): Promise<string[][]> {
  const facts = await factsOfEach(tx, keys, cases)
  const numbers = await numbersOfEach(tx, keys, cases)
  return cases.map(({ agencyId }, i) => {
    if (!(facts[i]![0]?.fact as Partial<FactOf<'submitted'>>)?.applicant) return []
    const submitted = currentSubmission(facts[i]!)
    const { now, before } = numbers[i]!
    return foundBy(keys, agencyId, withNumbers(submitted, now), mailAddressOf(submitted), before)
  })
}

/** Identity numbers, by whose they are; and those that stood there before they were put right. */
type Numbers = { now: Map<string, string>; before: string[] }
async function numbersOfEach(tx: Tx, keys: Keys, cases: readonly CaseRow[]): Promise<Numbers[]> {
  const rows = await tx<{ nth: number; whose: string; sealed: Buffer }[]>`
    select k.nth::int, i.whose, i.sealed
    from unnest(${cases.map(({ agencyId }) => agencyId)}::text[], ${cases.map(({ id }) => id)}::uuid[])
      with ordinality as k (agency_id, case_id, nth)
    join identities i using (agency_id, case_id)`
  const numbers = cases.map((): Numbers => ({ now: new Map(), before: [] }))
  const inOrder = rows.map((row) => ({ ...row, ...whoseNumber(row.whose), kept: row.whose }))
  for (const { nth, whose, kept, sealed } of inOrder.sort((a, b) => a.since - b.since)) {
    const { agencyId, id } = cases[nth - 1]!
    const { now, before } = numbers[nth - 1]!
    const earlier = now.get(whose)
    if (earlier !== undefined) before.push(earlier)
    now.set(whose, keys.open('identities', [agencyId, id, kept], sealed).toString('utf8'))
  }
  return numbers
}

/** The words hold masked numbers, which nobody is found by. */
function withNumbers(submitted: FactOf<'submitted'>, numbers: ReadonlyMap<string, string>): FactOf<'submitted'> {
  const whole = <T extends object>(one: T, whose: string): T => {
    const { idNumber: _, ...rest } = one as T & { idNumber?: string }
    return { ...rest, ...(numbers.has(whose) && { idNumber: numbers.get(whose) }) } as unknown as T
  }
  const { applicant, coApplicants, agent } = submitted
  return {
    ...submitted,
    applicant: whole(applicant, 'applicant'),
    ...(coApplicants && { coApplicants: coApplicants.map((one, i) => whole(one, `coApplicant${i + 1}`)) }),
    ...(agent && { agent: whole(agent, 'agent') }),
  }
}

/** The indexes of other keys go, once every case has those of the first. */
export function casesByOneKey(keys: Keys): Work {
  const others = (sql: Sql | Tx) =>
    sql`exists (select from unnest(found_by) f where split_part(substring(f from 2), '.', 1) <> ${keys.ids[0]})`
  return {
    table: 'cases',
    behind: others,
    columns: ['agency_id', 'id', 'found_by'],
    async renew(tx, rows) {
      const mine = (row: Row) =>
        (row.foundBy as string[]).filter((index) => index.slice(1).split('.')[0] === keys.ids[0])
      await write(tx, 'cases', CASE, rows, {
        found_by: { type: 'text[]', values: rows.map(mine) },
      })
    },
  }
}

/** The codes of letters that ask third parties and agencies. */
export function answerCodesAnew(keys: Keys): Work {
  const [first] = keys.ids
  return {
    table: 'consultation_accesses',
    behind: (sql) => sql`(keys <> ${first} or ${isBehind(sql, 'code', headOf(keys))})`,
    columns: ['agency_id', 'case_id', 'consultation', 'number', 'keys', 'code'],
    async renew(tx, rows) {
      const codes = rows.map((row) => hex(keptAnswerCode(keys, row as never)))
      const key = { agency_id: 'text', case_id: 'uuid', consultation: 'text' }
      await write(tx, 'consultation_accesses', key, rows, {
        code: { type: 'bytea', values: codes },
        keys: { type: 'text', values: codes.map(() => first) },
      })
    },
  }
}

/** Accounts: their address, and what they are found by. */
export function accountsAnew(keys: Keys): Work {
  return {
    table: 'accounts',
    behind: (sql) => sql`(split_part(found_by, '.', 1) <> ${keys.ids[0]} or ${isBehind(sql, 'email', headOf(keys))})`,
    columns: ['id', 'email', 'found_by'],
    async renew(tx, rows) {
      const addresses = rows.map(({ id, email }) =>
        keys.open('accounts', [String(id)], email as Buffer).toString('utf8'),
      )
      await write(tx, 'accounts', { id: 'uuid' }, rows, {
        email: {
          type: 'bytea',
          values: rows.map(({ id }, i) => hex(keys.seal('accounts', [String(id)], addresses[i]!))),
        },
        found_by: { type: 'text', values: addresses.map((address) => keys.blind(`account ${address}`)[0]) },
      })
    },
  }
}
