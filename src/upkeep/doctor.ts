/**
 * What a service needs to work well, looked at one thing after the other: what is there, and where something lacks, what to
 * do. No row is changed and no mail is sent.
 *
 * Proven by test/upkeep/doctor.test.ts.
 */
import { auditChecks } from './doctor-audit.ts'
import { databaseChecks } from './doctor-database.ts'
import { outsideChecks } from './doctor-outside.ts'
import { placeChecks } from './doctor-place.ts'
import { storeChecks } from './doctor-store.ts'
import { doubtful, type Finding, faulty, type Patient } from './finding.ts'

/** Every check, one after the other; one that breaks down is a fault of its own and keeps no other from being made. */
export async function* examine(patient: Patient): AsyncIterable<Finding> {
  const unwell = new Set<string>()
  for (const { check, title, needs, look } of [
    ...databaseChecks,
    ...auditChecks,
    ...outsideChecks,
    ...storeChecks,
    ...placeChecks,
  ]) {
    const seen =
      needs && unwell.has(needs)
        ? doubtful('没有检查', '请先解决上面数据库的问题，再检查一次')
        : await look(patient).catch((error: Error) =>
            faulty(`检查没有做成（${error.message}）`, '请按所述的原因处理，再检查一次'),
          )
    if (seen.level === 'fault' || (needs && unwell.has(needs))) unwell.add(check)
    yield { check, title, ...seen }
  }
}
