/** What an address of supervision asks for, and who may: supervisors over all agencies, heads over those that their office takes in for. */
import { z } from 'zod'
import { OUTCOMES } from '../../workflows/disclosure/vocabulary.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import { FIRST_YEAR } from '../ground/year.ts'
import { hasRole, type Role } from '../people/may.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { decimal } from '../web/decimal.ts'
import { choice, given, text } from '../web/given.ts'
import { COURSE_FIGURES, type CourseFigure, type Cut } from './figures.ts'

export const SUPERVISORS: readonly Role[] = ['supervisor', 'head']

const emptyIsNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((v) => (v === '' ? undefined : v), schema.optional())
const ASKED = z.object({
  year: emptyIsNone(z.string().regex(/^20\d{2}$/, { error: '请填写四位年份' })),
  agency: emptyIsNone(text(60)),
  unit: emptyIsNone(text(60)),
  ground: emptyIsNone(choice(OUTCOMES)),
})
const BEHIND = ASKED.extend({ of: choice(COURSE_FIGURES), page: emptyIsNone(z.string().max(5)) })

export type CourseAsked = Cut & { agency: string | undefined }

/** @param today YYYY-MM-DD @throws Refusal NOT_YOURS, also for an agency that is not theirs; INVALID (year, ground) */
export function courseAsked(viewer: Viewer, query: unknown, today: string): CourseAsked {
  return cutOf(viewer, given(ASKED, query), today)
}

/** The same with the figure and the page of its list, from 1. @throws Refusal as `courseAsked`; INVALID (of) */
export function courseBehind(
  viewer: Viewer,
  query: unknown,
  today: string,
): { asked: CourseAsked; figure: CourseFigure; page: number } {
  const { of, page, ...rest } = given(BEHIND, query)
  return { asked: cutOf(viewer, rest, today), figure: of, page: Math.max(1, decimal(page ?? '') ?? 1) }
}

function cutOf(viewer: Viewer, { year, agency, unit, ground }: z.infer<typeof ASKED>, today: string): CourseAsked {
  if (!hasRole(viewer, ...SUPERVISORS)) throw new Refusal('NOT_YOURS')
  const mine = agenciesAs(viewer, SUPERVISORS)
  if (agency !== undefined && !mine.includes(agency)) throw new Refusal('NOT_YOURS')
  const present = Number(today.slice(0, 4))
  const asked = year === undefined ? present : Number(year)
  if (asked < FIRST_YEAR || asked > present)
    throw invalid({ field: 'year', code: 'UNFIT', message: `应当是${FIRST_YEAR}年至${present}年` })
  return { agencyIds: agency === undefined ? mine : [agency], year: asked, agency, unit, ground }
}

/** The part of an address that says the same again. */
export const courseQuery = (
  { year, agency, unit, ground }: Partial<CourseAsked>,
  more: Record<string, string> = {},
): string =>
  `${new URLSearchParams({
    ...(year !== undefined && { year: String(year) }),
    ...(agency !== undefined && { agency }),
    ...(unit !== undefined && { unit }),
    ...(ground !== undefined && { ground }),
    ...more,
  })}`
