/** What an address of 变动报备 asks for, and who may: the head of the agencies, and supervisors to read. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { hasRole, type Role } from '../people/may.ts'
import { type Scope, scopeAs } from '../people/scope.ts'
import { day, given, text, yesNo } from '../web/given.ts'

const READERS: readonly Role[] = ['head', 'supervisor']
/** Whoever answers for the office reports what changed of it. */
export const REPORTERS: readonly Role[] = ['head']

const emptyIsNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((v) => (v === '' ? undefined : v), schema.optional())
const ASKED = z.object({
  agency: emptyIsNone(text(60)),
  waiting: emptyIsNone(z.enum(['yes', 'no'], { error: '应当是 yes 或者 no' })),
  before: emptyIsNone(z.string().regex(/^[1-9]\d{0,8}$/, { error: '应当是上一页给出的数字' })),
})

export const HELP = {
  agency: 'An agency that one serves; `all`: each of them; without it the own one',
  waiting: '`yes`: what is not reported alone',
  before: '`next` of the page before',
}

const CHANGES = z
  .array(z.int({ error: '应当是整数' }), { error: '请至少选择一项变动' })
  .min(1, { error: '请至少选择一项变动' })
  .max(100, { error: '一次最多选择100项' })

const REPORTED = z.object({ changes: CHANGES, reported: yesNo })
const TO = z.object({ to: text(100), on: day, document: text(200, 0).default('') })
const WHY_NOT = z.object({ why: text(500) })
export const REPORT = REPORTED.extend({ ...TO.partial().shape, ...WHY_NOT.partial().shape })

/** @throws Refusal INVALID, of what the chosen way asks for alone */
export function reportingIn(body: unknown) {
  const { changes, reported } = given(REPORTED, body)
  return reported ? { changes, reported, ...given(TO, body) } : { changes, reported, ...given(WHY_NOT, body) }
}

export type AskedFor = { scope: Scope; waiting: boolean; before: number | undefined }

/** @param roles in which they ask @throws Refusal NOT_YOURS, INVALID (agency, waiting, before) */
export async function askedFor(
  house: Pick<House, 'sql'>,
  { viewer, query }: Pick<FastifyRequest, 'viewer' | 'query'>,
  roles: readonly Role[] = READERS,
): Promise<AskedFor> {
  const { agency, waiting, before } = given(ASKED, query)
  const scope = await scopeAs(house, viewer, agency, roles)
  return { scope, waiting: waiting === 'yes', before: before === undefined ? undefined : Number(before) }
}

/** A hook for its routes. @throws Refusal NOT_YOURS */
export const readsChanges = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, ...READERS)) throw new Refusal('NOT_YOURS')
}
/** A hook for reporting. @throws Refusal NOT_YOURS */
export const reportsChanges = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, ...REPORTERS)) throw new Refusal('NOT_YOURS')
}
