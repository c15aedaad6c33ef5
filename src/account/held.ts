/**
 * What the house holds of an account and of the applications that it opens (个人信息保护法 第四十五条). Identity numbers come masked: they
 * lie sealed, and the service itself cannot read them. SQL: asked where a copy is made, of tables that other rooms write.
 */

import { applicationsOf, isOf } from '../citizens/gathered.ts'
import { addressKey, isQuiet } from '../citizens/quiet.ts'
import type { Account } from '../citizens/sessions.ts'
import { readAs } from '../db/client.ts'
import { filesOfApplicant } from '../files/heeded.ts'
import type { House } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import { currentSubmission } from '../ledger/contact.ts'
import { type CaseRow, countingFacts, factsOf, isForApplicant, lettersOf } from '../ledger/queries.ts'
import { agencyById } from '../people/queries.ts'
import { identitiesOf } from './identities.ts'
import { devicesOf } from './passkeys.ts'

type Reading = Pick<House, 'sql' | 'db' | 'keys' | 'time'>

export type Held = {
  madeAt: string
  account: {
    email: string | null
    createdAt: string
    lastVisits: string[]
    passkeys: { name: string; since: string }[]
    identities: number
    statutoryMailsOnly: boolean
  }
  applications: HeldApplication[]
  /** Filed with the address and not opened here: their enquiry code was not entered. */
  notOpened: { receipt: string; submittedAt: string }[]
}
export type HeldApplication = {
  receipt: string
  number: string | null
  agency: string
  title: string
  stage: string
  submittedAt: string
  /** As it stands now, corrections counted; null where mails about it go to another address. */
  application: unknown
  facts: { type: string; on: string }[]
  letters: { title: string; number: string | null; madeOn: string; address: string }[]
  files: { name: string }[]
  satisfaction: { step: number; said: string | null; at: string } | null
}

/** All of it, as it stands now. */
export async function heldOf(house: Reading, account: Account): Promise<Held> {
  const { sql, keys } = house
  const { opened, waiting } = await applicationsOf(house.db, keys, account)
  const [row] = await sql<{ createdAt: string }[]>`select created_at from accounts where id = ${account.id}`
  const visits = await sql<{ seenAt: string }[]>`
    select seen_at from account_sessions where account_id = ${account.id} order by seen_at desc`
  const devices = await devicesOf(sql, account.id)
  const agencies = [...new Set(opened.map(({ agencyId }) => agencyId))]
  const applications = await readAs(house, agencies, async (reading) => {
    const all: HeldApplication[] = []
    for (const one of opened) all.push(await heldIn({ ...house, sql: reading.sql }, account, one))
    return all
  })
  return {
    madeAt: house.time.now().toISOString(),
    account: {
      email: account.email,
      createdAt: new Date(row!.createdAt).toISOString(),
      lastVisits: visits.map(({ seenAt }) => new Date(seenAt).toISOString()),
      passkeys: devices.map(({ name, at }) => ({ name, since: new Date(at).toISOString() })),
      identities: await identitiesOf(house, account.id),
      statutoryMailsOnly: account.email !== null && (await isQuiet(sql, addressKey(house, account.email))),
    },
    applications,
    notOpened: waiting.map(({ receipt, submittedAt }) => ({
      receipt,
      submittedAt: new Date(submittedAt).toISOString(),
    })),
  }
}

async function heldIn(house: Pick<House, 'sql' | 'keys'>, account: Account, row: CaseRow): Promise<HeldApplication> {
  const { sql, keys } = house
  const key = keyOf(row)
  const facts = await factsOf(sql, keys, key)
  const isOwn = account.email === null || isOf(keys, account, row)
  const { applicant, coApplicants, agent, request, representative } = currentSubmission(facts)
  const [answered] = await sql<{ step: number; said: string | null; at: string }[]>`
    select step, said, at from satisfaction where agency_id = ${row.agencyId} and case_id = ${row.id}`
  return {
    ...{ receipt: row.receipt, number: row.number, title: row.title, stage: row.stage },
    agency: (await agencyById(sql, row.agencyId))?.name ?? row.agencyId,
    submittedAt: new Date(row.submittedAt).toISOString(),
    application: isOwn ? { applicant, coApplicants, agent, request, representative } : null,
    facts: countingFacts(facts).flatMap(({ type, on }) => (THEIRS.has(type) ? [{ type, on }] : [])),
    letters: (await lettersOf(sql, key))
      .filter((letter) => isForApplicant(letter, row) && letter.voidedBy === null)
      .map(({ id, title, number, madeOn }) => ({
        ...{ title, number, madeOn },
        address: `/api/v1/applications/${row.receipt}/letters/${id}`,
      })),
    files: (await filesOfApplicant(sql, key)).map(({ name }) => ({ name })),
    satisfaction: answered ? { ...answered, at: new Date(answered.at).toISOString() } : null,
  }
}

/** Facts of the applicant, or told to them: what the office notes for itself is not among them. */
const THEIRS: ReadonlySet<string> = new Set([
  ...['submitted', 'confirmed', 'registered', 'correctionRequested', 'corrected', 'reasonsRequested', 'reasonsGiven'],
  ...['extended', 'feeNotified', 'feePaid', 'contactChanged', 'withdrawn', 'replyServed', 'setAside', 'restored'],
  ...['reopened', 'sent', 'received', 'mailSent', 'archived'],
])
