/** Where the cases, or the report, behind a figure of a task are read, for whoever may open them. */
import { hasRole } from '../people/may.ts'
import type { Viewer } from '../people/sessions.ts'
import type { MeasureName } from './measures.ts'
import type { Task } from './tasks.ts'

type Place = (of: { agency: string; year: number }) => string

const supervised =
  (of: string): Place =>
  ({ agency, year }) =>
    `/supervision/cases?${new URLSearchParams({ of, agency, year: String(year) })}`

const PLACES: Record<MeasureName, Place> = {
  annualFinal: ({ agency, year }) => `/reports?${new URLSearchParams({ year: String(year - 1), agency })}`,
  monthlyReported: ({ agency, year }) => `/reports/monthly?${new URLSearchParams({ month: `${year}-01`, agency })}`,
  converted: () => '/releases/proposals',
  withheldLooked: ({ agency, year }) => `/analysis/withheld?${new URLSearchParams({ year: String(year), agency })}`,
  inTime: supervised('answered'),
  late: supervised('late'),
  lost: supervised('lost'),
}

/** Undefined where no figure judges the task, where the year has none yet, or where the pages are not theirs. */
export function behind(viewer: Viewer, { measure, figure, agency, year }: Task): string | undefined {
  if (!measure || figure === null || !hasRole(viewer, 'head', 'supervisor')) return undefined
  return PLACES[measure]({ agency, year })
}
