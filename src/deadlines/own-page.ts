/**
 * What the page of one's own reminders shows and takes: the form, the test, and what went out in the last weeks. SQL: of the table that a
 * sweep and its jobs ask, one short question.
 */
import { z } from 'zod'
import { type Day, plusDays } from '../../workflows/statute/days.ts'
import type { Tx } from '../db/client.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { enqueueInTurn } from '../jobs/enqueue.ts'
import { requireAddress } from '../sending/hook-address.ts'
import { given, text } from '../web/given.ts'
import { hostsFor, isQuietAt, keepSettings, type OwnSettings, settingsOf } from './own-settings.ts'
import type { MessageKind, WayName } from './tables.ts'

const HOURS = 24
const hour = z.union(
  [
    z
      .string()
      .regex(/^(1?\d|2[0-3])$/)
      .transform(Number),
  ],
  { error: '请选择时间' },
)
const FORM = z.object({
  way: z.enum(['mail', 'sms', 'webhook'], { error: '请选择方式' }),
  mobile: z.union([z.string().regex(/^1[3-9]\d{9}$/), z.literal('')], { error: '不是有效的手机号' }),
  hook: text(500, 0),
  ...{ hour, quietFrom: hour, quietTo: hour },
})

/** By hour of the day. */
export const HOUR_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: HOURS }, (_, n) => [String(n), `${n}:00`]),
)

/**
 * Keeps what the form says; an empty field leaves the mobile number or the robot's address as it is.
 * @throws Refusal INVALID naming the field
 */
export async function changeSettings(
  house: Pick<House, 'sql' | 'keys' | 'time' | 'config' | 'sms'>,
  person: { id: string; agencyId: string },
  values: Record<string, string>,
): Promise<void> {
  const before = await settingsOf(house, person.id)
  const asked = given(FORM, { hook: '', ...values, mobile: (values.mobile ?? '').replace(/[\s-]/g, '') })
  const hook = asked.hook ? await robotAddress(house, person.agencyId, asked.hook) : before.hook
  const settings: OwnSettings = { ...asked, hook, mobile: asked.mobile || before.mobile }
  const lacks = lacking(house, settings)
  if (lacks) throw invalid({ field: lacks.field, code: 'UNFIT', message: lacks.message })
  if (isQuietAt(settings, settings.hour))
    throw invalid({ field: 'hour', code: 'UNFIT', message: '每日汇总的时间在免打扰的时段内，请另选一个时间' })
  await house.sql.begin((tx) => keepSettings(tx, house, person.id, settings))
}

function lacking({ sms }: Pick<House, 'sms'>, { way, mobile, hook }: OwnSettings) {
  if (way === 'sms' && !sms) return { field: 'way', message: '本系统没有设置短信网关，请选择其他方式' }
  if (way === 'sms' && !mobile) return { field: 'mobile', message: '请填写手机号' }
  if (way === 'webhook' && !hook) return { field: 'hook', message: '请填写机器人的地址' }
  return undefined
}

/** @throws Refusal INVALID where no administrator allowed its host, or it leads where it must not */
async function robotAddress(house: Pick<House, 'sql' | 'config'>, agencyId: string, typed: string): Promise<string> {
  const unfit = (message: string) => invalid({ field: 'hook', code: 'UNFIT', message })
  const host = URL.canParse(typed) ? new URL(typed).hostname : ''
  // Before any name is looked up: whoever fills in a form asks our name server for nothing else.
  if (!(await hostsFor(house.sql, agencyId)).includes(host))
    throw unfit('系统管理员没有允许发往这一域名，请联系本机关系统管理员')
  try {
    return await requireAddress(house, typed)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'INVALID') throw unfit(String(error.errors[0]!.message))
    throw error
  }
}

/** Tests somebody may send themselves on one day. */
const TESTS = 5

/** Puts a test down. @throws Refusal TOO_MANY */
export async function sendTest(tx: Tx, { time }: Pick<House, 'time'>, personId: string): Promise<void> {
  const day = time.today()
  await tx`select from people where id = ${personId} for update`
  const [row] = await tx<[{ n: number }]>`
    select count(*)::int as n from staff_messages where person_id = ${personId} and day = ${day} and kind = 'test'`
  if (row.n >= TESTS) throw new Refusal('TOO_MANY', { message: `每天最多发送${TESTS}条测试，请明天再试` })
  const one = { personId, day, kind: 'test' as const, n: row.n + 1 }
  await tx`insert into staff_messages ${tx({ ...one, madeAt: time.now().toISOString(), tries: 0 })}`
  await enqueueInTurn(tx, 'remind', [{ payload: one, of: personId }])
}

export type SentLine = {
  day: Day
  kind: MessageKind
  n: number
  madeAt: string
  matters: number | null
  way: WayName | null
  wording: string | null
  sentAt: string | null
  failedWay: WayName | null
  failedAt: string | null
  failure: string | null
}

const WEEKS = 21 // days
const LISTED = 100

/** What was meant for somebody in the last three weeks, the latest on top; without those that had nothing to say. */
export const sentLately = ({ sql, time }: Pick<House, 'sql' | 'time'>, personId: string) => sql<SentLine[]>`
  select day, kind, n, made_at, matters, way, wording, sent_at, failed_way, failed_at, failure from staff_messages
  where person_id = ${personId} and day >= ${plusDays(time.today(), -WEEKS)} and matters is distinct from 0
  order by made_at desc limit ${LISTED}`
