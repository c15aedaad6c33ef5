/**
 * What the page of one's own reminders shows and takes: the form, the test, and what went out in the last weeks. SQL: of the table that a
 * sweep and its jobs ask, one short question.
 */
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { type Day, plusDays } from '../../workflows/statute/days.ts'
import type { Tx } from '../db/client.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { enqueueInTurn } from '../jobs/enqueue.ts'
import { recordOfPerson } from '../people/changes.ts'
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
  code: z.union([z.string().regex(/^\d{6}$/), z.literal('')], { error: '请填写短信中的六位验证码' }),
  ...{ hour, quietFrom: hour, quietTo: hour },
})

export const WAY_NAMES: Readonly<Record<WayName, string>> = { mail: '邮件', sms: '短信', webhook: '机器人' }

/** By hour of the day. */
export const HOUR_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: HOURS }, (_, n) => [String(n), `${n}:00`]),
)

/** Times that a code may be told wrong. */
const TRIES = 5

/**
 * Keeps what the form says, with a line in the record of changes; an empty field leaves the mobile number or the robot's address as it
 * is. A new number is sent a code, as a test, and proven by it.
 * @returns what was done: `kept`, `code` where one was sent, `proven`
 * @throws Refusal INVALID naming the field, TOO_MANY
 */
export async function changeSettings(
  house: Pick<House, 'sql' | 'keys' | 'time' | 'config' | 'sms'>,
  person: { id: string; agencyId: string },
  values: Record<string, string>,
): Promise<'kept' | 'code' | 'proven'> {
  const plain = (text = '') => text.replace(/[\s-]/g, '')
  const asked = given(FORM, { hook: '', ...values, mobile: plain(values.mobile), code: plain(values.code) })
  const robot = asked.hook && (await robotAddress(house, person.agencyId, asked.hook))
  const done = await house.sql.begin(async (tx) => {
    await tx`select from people where id = ${person.id} for update` // whoever tries codes does so one after the other
    const before = await settingsOf({ ...house, sql: tx }, person.id)
    const proof = proofOf(before, asked)
    const settings = { ...before, ...asked, hook: robot || before.hook, ...proof }
    const lacks = lacking(house, settings)
    if (lacks) throw invalid({ field: lacks.field, code: 'UNFIT', message: lacks.message })
    if (isQuietAt(settings, settings.hour))
      throw invalid({ field: 'hour', code: 'UNFIT', message: '每日汇总的时间在免打扰的时段内，请另选一个时间' })
    if (asked.code && !proof.proven) {
      await keepSettings(tx, house, person.id, { ...before, code: proof.code, tries: proof.tries })
      return 'wrong'
    }
    const sendsCode = settings.way === 'sms' && !settings.proven && settings.code === ''
    await keepSettings(tx, house, person.id, settings)
    await recordOfPerson(tx, house, person.id, { what: 'person', ...differing(before, settings) })
    if (sendsCode) await sendTest(tx, house, person.id)
    return asked.code ? 'proven' : sendsCode ? 'code' : 'kept'
  })
  if (done === 'wrong')
    throw invalid({
      field: 'code',
      code: 'UNFIT',
      message: '验证码不对，或者已经失效；可以再发送一条测试，取得新的验证码',
    })
  return done
}

/** The number that is asked for, and how far it is proven. */
function proofOf(
  before: OwnSettings,
  asked: Pick<OwnSettings, 'mobile' | 'code'>,
): Pick<OwnSettings, 'mobile' | 'proven' | 'code' | 'tries'> {
  const mobile = asked.mobile || before.mobile
  if (mobile !== before.mobile) return { mobile, proven: false, code: '', tries: 0 }
  const { proven, code, tries } = before
  if (proven || !asked.code) return { mobile, proven, code, tries }
  if (code !== '' && asked.code === code) return { mobile, proven: true, code: '', tries: 0 }
  return { mobile, proven, code: tries + 1 < TRIES ? code : '', tries: tries + 1 }
}

/** For the record of changes: of the number its end, of the robot its host, for its address is a password. */
function differing(before: OwnSettings, after: OwnSettings) {
  const isOther = before.hook !== '' && after.hook !== before.hook
  const hostOf = (hook: string) => (hook ? new URL(hook).hostname : null)
  const host = hostOf(after.hook)
  const said = ({ way, mobile, proven }: OwnSettings, remindRobot: string | null) => ({
    remindWay: WAY_NAMES[way],
    remindMobile: mobile ? `尾号${mobile.slice(-4)}${proven ? '，已验证' : ''}` : null,
    remindRobot,
  })
  const isSameHost = isOther && host === hostOf(before.hook)
  return { before: said(before, hostOf(before.hook)), after: said(after, isSameHost ? `${host}（另一个地址）` : host) }
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

/** Puts a test down; to a number that is not proven it brings a code. @throws Refusal TOO_MANY */
export async function sendTest(tx: Tx, house: Pick<House, 'keys' | 'time'>, personId: string): Promise<void> {
  const { time } = house
  const day = time.today()
  await tx`select from people where id = ${personId} for update`
  const [row] = await tx<[{ n: number }]>`
    select count(*)::int as n from staff_messages where person_id = ${personId} and day = ${day} and kind = 'test'`
  if (row.n >= TESTS) throw new Refusal('TOO_MANY', { message: `每天最多发送${TESTS}条测试，请明天再试` })
  const settings = await settingsOf({ ...house, sql: tx }, personId)
  if (settings.way === 'sms' && !settings.proven && settings.code === '') {
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    await keepSettings(tx, house, personId, { ...settings, code, tries: 0 })
  }
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
