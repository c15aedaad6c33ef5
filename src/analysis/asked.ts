/** What an address of the analysis asks for, and who may: the head of the agencies that it tells of, and supervisors. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Day } from '../../workflows/statute/days.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import { FIRST_YEAR } from '../ground/year.ts'
import type { House } from '../house.ts'
import { hasRole, type Role } from '../people/may.ts'
import { type Kept, type Scope, scopeAs } from '../people/scope.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { given, text } from '../web/given.ts'
import { type Figure, figureNamed } from './figures.ts'

/** Who reads it. */
export const ANALYSIS_READERS: readonly Role[] = ['head', 'supervisor']
/** Who keeps the subjects of the agency and writes its report. */
const KEEPERS: readonly Role[] = ['head']

const emptyIsNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((v) => (v === '' ? undefined : v), schema.optional())
const ASKED = z.object({
  year: emptyIsNone(z.string().regex(/^\d{4}$/, { error: '请填写四位年份' })),
  agency: emptyIsNone(text(60)),
})
const LIST = z.object({ of: text(100), cursor: emptyIsNone(z.string().max(100)) })

export const HELP = {
  year: `The year, from ${FIRST_YEAR} on; without it the running one, as of today`,
  agency: 'An agency that one serves; `all`: all of them together; without it the own one',
}

export type AskedFor = { scope: Scope; year: number }

/** @param roles in which they ask @throws Refusal NOT_YOURS, INVALID (year, agency) */
export async function askedFor(
  house: Pick<House, 'sql' | 'time'>,
  { viewer, query }: Pick<FastifyRequest, 'viewer' | 'query'>,
  roles: readonly Role[] = ANALYSIS_READERS,
): Promise<AskedFor> {
  const { year, agency } = yearAsked(query, house.time.today())
  return { year, scope: await scopeAs(house, viewer, agency, roles) }
}

function yearAsked(query: unknown, today: Day) {
  const { year = today.slice(0, 4), agency } = given(ASKED, query)
  if (Number(year) < FIRST_YEAR || year > today.slice(0, 4))
    throw invalid({ field: 'year', code: 'UNFIT', message: `应当是${FIRST_YEAR}年至今年的年份` })
  return { year: Number(year), agency }
}

/** Which figure's cases. @throws Refusal INVALID (of) where there is no such figure */
export function figureAsked(query: unknown): { name: string; figure: Figure; cursor: string | undefined } {
  const { of: name, cursor } = given(LIST, query)
  const figure = figureNamed(name)
  if (!figure) throw invalid({ field: 'of', code: 'UNFIT', message: '没有这个数字，请从分析页面的数字进入' })
  return { name, figure, cursor }
}

/** May they keep what is written of these figures? The head of the agency, or of the intake office of the district. */
export const mayKeep = (viewer: Viewer, kept: Kept | null): boolean =>
  kept !== null && agenciesAs(viewer, KEEPERS).includes(kept.agencyId)

/** A hook for its routes. @throws Refusal NOT_YOURS */
export const readsAnalysis = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, ...ANALYSIS_READERS)) throw new Refusal('NOT_YOURS')
}
