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
  return anyOf(sql, [
    agencies.length > 0 && sql`c.agency_id = any(${agencies})`,
    units.length > 0 && sql`c.unit_id = any(${units})`,
    people.length > 0 && sql`c.handler_id = any(${people}::uuid[])`,
    withoutUnit.length > 0 && sql`c.unit_id is null and c.agency_id = any(${withoutUnit})`,
  ])
}

/** Of the agencies `a` those in which they see a case: a list is read from the index of each. */
export function seenAgenciesInSql(sql: Sql | Tx, who: Who): Fragment {
  const { everything, agencies, units, people, withoutUnit } = sightOf(who)
  if (everything) return sql`true`
  const whole = [...new Set([...agencies, ...withoutUnit])]
  return anyOf(sql, [
    whole.length > 0 && sql`a.id = any(${whole})`,
    units.length > 0 && sql`a.id in (select agency_id from units where id = any(${units}))`,
    people.length > 0 &&
      sql`exists (select from cases c where c.agency_id = a.id and c.handler_id = any(${people}::uuid[]))`,
  ])
}

/** One of the ways that there are; without any nothing. */
export const anyOf = (sql: Sql | Tx, ways: readonly (Fragment | false | undefined)[]): Fragment => {
  const [first, ...more] = ways.filter((way) => way !== false && way !== undefined)
  return first ? sql`(${more.reduce((all, way) => sql`${all} or ${way}`, first)})` : sql`false`
}

/** All of them; without any everything. */
export const allOf = (sql: Sql | Tx, conditions: readonly (Fragment | false | undefined)[]): Fragment => {
  const [first, ...more] = conditions.filter((one) => one !== false && one !== undefined)
  return first ? more.reduce((all, one) => sql`${all} and ${one}`, first) : sql`true`
}
