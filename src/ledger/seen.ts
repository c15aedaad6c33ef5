/** The cases that somebody sees, as a condition of lists: the SQL of `people/sight.ts`. */
import { and, inArray, isNull, or, sql as raw, type SQL } from 'drizzle-orm'
import type { Fragment, Sql, Tx } from '../db/client.ts'
import { sightOf, type Who } from '../people/sight.ts'
import { cases } from './tables.ts'

/** For questions through drizzle, on `cases`. */
export function seenBy(who: Who): SQL {
  const { everything, agencies, units, people, withoutUnit } = sightOf(who)
  if (everything) return raw`true`
  const ways = [
    agencies.length > 0 ? inArray(cases.agencyId, agencies) : undefined,
    units.length > 0 ? inArray(cases.unitId, units) : undefined,
    people.length > 0 ? inArray(cases.handlerId, people) : undefined,
    withoutUnit.length > 0 ? and(isNull(cases.unitId), inArray(cases.agencyId, withoutUnit)) : undefined,
  ]
  return or(...ways) ?? raw`false`
}

/** For questions in SQL, where `c` is the case. */
export function seenInSql(sql: Sql | Tx, who: Who): Fragment {
  const { everything, agencies, units, people, withoutUnit } = sightOf(who)
  if (everything) return sql`true`
  return sql`(c.agency_id = any(${agencies}) or c.unit_id = any(${units}) or c.handler_id = any(${people}::uuid[])
    or c.unit_id is null and c.agency_id = any(${withoutUnit}))`
}
