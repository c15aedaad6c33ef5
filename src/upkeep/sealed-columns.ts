/** Every column that holds what is sealed, with the row that it opens in. A test finds the column that is not here. */
import type { Use } from '../ground/sealing.ts'

export type SealedColumn = {
  table: string
  /** The columns of its key, each with its type. */
  key: Readonly<Record<string, string>>
  column: string
  use: Use
  /** Of the key, or beside it: the values to which it is bound. */
  place: readonly string[]
}

const AGENCY = { agency_id: 'text' }
const CASE = { ...AGENCY, case_id: 'uuid' }
const of = (table: string, use: Use, key: SealedColumn['key'], more: Partial<SealedColumn> = {}): SealedColumn => ({
  ...{ table, use, key, column: 'sealed', place: Object.keys(key) },
  ...more,
})

/** Each stands by itself: opened and sealed anew, whatever else is in its row. */
export const SEALED: readonly SealedColumn[] = [
  of('words', 'words', { ...CASE, position: 'int' }),
  of('identities', 'identities', { ...CASE, whose: 'text' }),
  of('identity_papers', 'papers', { ...CASE, id: 'uuid' }, { place: ['id'] }),
  of('uploads', 'papers', { id: 'uuid' }),
  of('letters', 'letters', { ...CASE, id: 'uuid' }),
  of('prepared_notices', 'notices', { ...CASE, id: 'uuid' }),
  of('kept_drafts', 'drafts', { ...CASE, by: 'text' }),
  of('kept_forms', 'forms', { id: 'text' }),
  of('internal_words', 'internal', { ...CASE, of: 'text' }),
  of('answers', 'answers', { scope: 'text', key: 'text' }),
  of('agency_seals', 'seals', { ...AGENCY, version: 'int' }),
  of('authenticators', 'factors', { person_id: 'uuid' }, { column: 'secret' }),
  of('arrivals', 'factors', { token_hash: 'text' }, { column: 'secret', place: ['person_id'] }),
  of('mails', 'mails', { ...AGENCY, id: 'uuid' }),
  of('webhooks', 'webhooks', { id: 'uuid' }, { column: 'secret' }),
  of('own_reminders', 'ways', { person_id: 'uuid' }),
  of('sms_consents', 'mobiles', CASE, { column: 'mobile' }),
]

/** These change with what their row is found by, or with the key that it names. */
export const WITH_THEIR_ROW: readonly SealedColumn[] = [
  of('cases', 'emails', { ...AGENCY, id: 'uuid' }, { column: 'email' }),
  of('cases', 'codes', { ...AGENCY, id: 'uuid' }, { column: 'code', place: ['receipt'] }),
  of('consultation_accesses', 'codes', { ...CASE, consultation: 'text' }, { column: 'code', place: ['number'] }),
  of('accounts', 'accounts', { id: 'uuid' }, { column: 'email' }),
]
