/**
 * 报送: the return of a month that is over, whose figures agree and whose fields are all filled, is frozen, handed to the platform
 * above where one is set, and read as it was frozen. Opening it again takes a reason; what was reported stays on record.
 */
import type { Tx } from '../../db/client.ts'
import { canonical } from '../../ground/canonical.ts'
import { invalid, Refusal } from '../../ground/errors.ts'
import type { House } from '../../house.ts'
import {
  appendReport,
  lastReportEntry,
  lockReports,
  type ReturnEntry,
  type ReturnKey,
} from '../../ledger/frozen-reports.ts'
import { recordChange } from '../../people/changes.ts'
import type { Scope } from '../annual-scope.ts'
import { brokenInWords, TOLD } from './checks.ts'
import { type Content, type Monthly, monthlyReturn } from './monthly.ts'
import { isOver } from './months.ts'
import { enqueuePush } from './push.ts'

type Acting = Pick<House, 'time' | 'config'>

/** What stands in the way of reporting, besides the month that is not over. */
export const unfilledIn = ({ fields, agencies }: Pick<Monthly, 'fields' | 'agencies'>) =>
  fields.filter(({ source, hidden }) => source === 'missing' && !hidden && agencies === undefined)
export const faultyIn = ({ broken }: Pick<Monthly, 'broken'>) => broken.filter(({ rule }) => !TOLD.includes(rule))

/**
 * Reports a return, in a transaction of its own.
 * @throws Refusal RETURN_REPORTED, RETURN_FAULTY with each sum that does not agree, RETURN_UNFILLED with each field that nobody
 *   has entered, INVALID before the month is over
 */
export async function reportReturn(
  tx: Tx,
  house: Acting,
  key: ReturnKey,
  scope: Scope,
  by: string,
): Promise<ReturnEntry> {
  await lockReports(tx, key.agencyId)
  if ((await lastReportEntry(tx, key))?.act === 'final') throw new Refusal('RETURN_REPORTED')
  const today = house.time.today()
  if (!isOver(key.month, today)) throw invalid({ field: 'month', code: 'UNFIT', message: '本月还没有结束，不能报送' })
  const made = await monthlyReturn(tx, scope, key.month, today)
  const faulty = faultyIn(made)
  if (faulty.length > 0)
    throw new Refusal('RETURN_FAULTY', {
      errors: faulty.map((one) => ({ field: one.code, code: 'UNFIT', message: brokenInWords(one, made.fields) })),
    })
  const unfilled = unfilledIn(made)
  if (unfilled.length > 0)
    throw new Refusal('RETURN_UNFILLED', {
      errors: unfilled.map(({ code, label }) => ({
        field: code,
        code: 'MISSING',
        message: `${code} ${label}：尚未填写`,
      })),
    })
  const { month, asOf, fields, checks, broken, analysis, agencies } = made
  const content: Content = {
    ...{ month, asOf, fields, checks, broken, analysis: analysis.text },
    ...(agencies && {
      agencies: agencies.map(({ agency, name, reported }) => ({ agency, name, reported: reported !== null })),
    }),
  }
  const said = { by, at: house.time.now(), why: '' }
  const entry = await appendReport(tx, key, { act: 'final', content: canonical(content) }, said)
  await tell(tx, house, key, null, entry, by)
  if (house.config.returnsUrl) await enqueuePush(tx, { ...key, n: entry.n })
  return entry
}

/** Opens a reported return again. @throws Refusal RETURN_NOT_REPORTED */
export async function reopenReturn(tx: Tx, house: Acting, key: ReturnKey, why: string, by: string): Promise<void> {
  await lockReports(tx, key.agencyId)
  const last = await lastReportEntry(tx, key)
  if (last?.act !== 'final') throw new Refusal('RETURN_NOT_REPORTED')
  const entry = await appendReport(tx, key, { act: 'reopened', content: '' }, { by, at: house.time.now(), why })
  await tell(tx, house, key, last, entry, by)
}

/** The audit's chain, which is signed, has the hash, too. */
const tell = (tx: Tx, house: Acting, key: ReturnKey, before: ReturnEntry | null, after: ReturnEntry, by: string) => {
  const said = ({ act, digest, hash, why }: ReturnEntry) => ({ act, digest, hash, ...(why && { why }) })
  const subject = `${key.agencyId} ${key.month}${key.district ? ' 合计' : ''}`
  const change = { agencyId: key.agencyId, what: 'return' as const, subject }
  return recordChange(tx, house, { ...change, before: before && said(before), after: said(after) }, by)
}
