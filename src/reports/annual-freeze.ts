/**
 * A report is counted, judged and frozen from one picture of the database: a case that is recorded meanwhile is in all of its
 * tables or in none. Two heads who freeze at once do not see each other then; the second one's entry has the number of the first.
 */
import { isDuplicate, type Tx } from '../db/client.ts'
import { holdingThere } from '../db/held-rights.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import type { ReportEntry, ReportKey } from '../ledger/frozen-reports.ts'
import { annualReport } from './annual.ts'
import { hadBegun } from './annual-beside.ts'
import { carriedOut } from './annual-carried.ts'
import { feesOf } from './annual-fees.ts'
import { type Making, makeFinal } from './annual-final.ts'
import type { Scope } from './annual-scope.ts'
import { periodOf } from './annual-year.ts'

const NUMBER_TAKEN = 'annual_reports_agency_id_district_year_n_pk'

/** @param by `staff:NAME` @param isSure as of `makeFinal` @throws Refusal as `makeFinal` */
export async function freezeReport(
  house: Pick<House, 'sql' | 'time'>,
  scope: Scope,
  key: ReportKey,
  by: string,
  isSure: boolean,
): Promise<ReportEntry> {
  try {
    return await holdingThere((hold) =>
      house.sql.begin(async (tx) => {
        await tx`set transaction isolation level repeatable read`
        await hold(tx)
        return makeFinal(tx, house, key, () => made(tx, house, scope, key.year), by, isSure)
      }),
    )
  } catch (error) {
    throw isDuplicate(error, NUMBER_TAKEN) ? new Refusal('REPORT_FINAL') : error
  }
}

async function made(tx: Tx, { time }: Pick<House, 'time'>, scope: Scope, year: number): Promise<Making> {
  const period = periodOf(year, time.today())
  const { agencyIds } = scope
  const { asOf, table3, table4, broken } = await annualReport(tx, scope, year, time.today())
  return {
    ...{ asOf, table3, table4, broken },
    fees: await feesOf(tx, agencyIds, period),
    carriedOut: await carriedOut(tx, agencyIds, asOf),
    begun: await hadBegun(tx, agencyIds, period.to),
  }
}
