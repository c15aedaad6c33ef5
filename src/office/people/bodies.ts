/** What programs and pages send about people. */
import { z } from 'zod'
import { ROLES } from '../../people/may.ts'
import { choice, day, mailAddress, text } from '../../web/given.ts'

const NAME = 50
const WHY = 500
const FEW = 50

/** Marks of who did something where it was no member of staff, and what they would be taken for. */
const RESERVED = [
  'system',
  'staff',
  'demo',
  'nobody',
  'anonymous',
  'applicant',
  'consulted',
  'consultedagency',
  'evaluator',
  'thirdparty',
  'token',
]

export const isFree = (username: string) => !RESERVED.includes(username.toLowerCase())
export const OWN = { error: '这个用户名是系统自用的，请换一个' }

/** Written into every fact that the person records, so it is plain and never changes. */
const username = text(40)
  .refine((name) => /^[A-Za-z0-9][A-Za-z0-9._-]+$/.test(name), {
    error: '用户名由2至40个字母、数字、点、横线组成，以字母或者数字开头',
  })
  .refine(isFree, OWN)
const name = text(NAME)
const email = z.union([mailAddress, z.null(), z.literal('')], { error: '不是有效的电子邮箱' })
const roles = z.array(choice(ROLES), { error: '请选择岗位' }).min(1, { error: '请至少选择一个岗位' }).max(FEW)
const units = z.array(text(60), { error: '请选择承办机构' }).max(FEW)
const why = text(WHY)

export const NEW_PERSON = z.strictObject({
  username,
  name,
  /** Code of an agency; without it the own one. */
  agency: text(60).optional(),
  email: email.optional(),
  roles,
  units: units.optional(),
  why: why.optional(),
})

const COVER = z.strictObject({ by: text(60), from: day, to: day })

export const PERSON_CHANGED = z.strictObject({
  name: name.optional(),
  email: email.optional(),
  roles: z.array(choice(ROLES), { error: '请选择岗位' }).max(FEW).optional(),
  units: units.optional(),
  why: why.optional(),
  /** true: leaves; false: comes back. */
  ended: z.boolean({ error: '请选择是或者否' }).optional(),
  /** To whom the open cases go: username or id; null leaves them to their units. */
  handOver: text(60).nullable().optional(),
  /** null takes back what was arranged. */
  cover: COVER.nullable().optional(),
})
export type PersonChanged = z.infer<typeof PERSON_CHANGED>

export const DECIDED = z.strictObject({ approved: z.boolean({ error: '请选择批准或者退回' }), why })

/** On a link that was asked for: its reason stands with the asking. */
export const DECISION = z.strictObject({ approved: z.boolean({ error: '请选择批准或者退回' }) })
