/** Which year somebody asks for, and whose trainings: the same for pages and programs. */
import { z } from 'zod'
import { invalid } from '../ground/errors.ts'
import { FIRST_YEAR } from '../ground/year.ts'
import type { House } from '../house.ts'
import type { Role } from '../people/may.ts'
import { type Scope, scopeAs } from '../people/scope.ts'
import type { Viewer } from '../people/sessions.ts'
import { given, text } from '../web/given.ts'

/** Who reads of others than themselves. */
export const READERS: readonly Role[] = ['head', 'supervisor']

const emptyIsNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((v) => (v === '' ? undefined : v), schema.optional())
export const ASKED = z.object({
  year: emptyIsNone(z.string().regex(/^\d{4}$/, { error: '请填写四位年份' })),
  agency: emptyIsNone(text(60)),
})

export const presentYear = ({ time }: Pick<House, 'time'>): number => Number(time.today().slice(0, 4))

/** The year in an address, by default the present one. @throws Refusal INVALID (year) for one that is to come, or before the law */
export function yearAsked(house: Pick<House, 'time'>, year: string | undefined): number {
  const present = presentYear(house)
  const one = Number(year ?? present)
  if (one < FIRST_YEAR || one > present)
    throw invalid({ field: 'year', code: 'UNFIT', message: `应当是${FIRST_YEAR}年至${present}年` })
  return one
}

/** @throws Refusal INVALID, NOT_YOURS for an agency in which the viewer has none of the roles */
export async function trainingAsked(
  house: Pick<House, 'sql' | 'time'>,
  viewer: Viewer,
  query: unknown,
  roles: readonly Role[],
): Promise<{ year: number; scope: Scope }> {
  const { year, agency } = given(ASKED, query)
  return { year: yearAsked(house, year), scope: await scopeAs(house, viewer, agency, roles) }
}
