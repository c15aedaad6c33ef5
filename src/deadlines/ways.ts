/**
 * The ways to a member of staff: a mail, a text message by the gateway of the office, or a robot of a work chat (企业微信、政务微信,
 * 钉钉、浙政钉), which takes a small JSON at an address. To a robot nothing goes but where an administrator allowed its host, and the
 * address that is connected to is judged as those of webhooks are (`sending/hook-address.ts`).
 */

import { askOutside, plainly } from '../ground/outside.ts'
import { isForGood } from '../ground/post.ts'
import { SmsRefused } from '../ground/sms.ts'
import { StaysInside } from '../ground/ways-out.ts'
import type { House } from '../house.ts'
import { isDemonstration } from '../sending/goes-out.ts'
import { lookupOf, requireOpen, Unreachable } from '../sending/hook-address.ts'
import { without } from '../sending/without.ts'
import { hostsFor, type OwnSettings } from './own-settings.ts'
import type { WayName } from './tables.ts'

/** One message, in each of its lengths. */
export type Written = {
  /** The same for each try of the same message: receivers and the gateway know a repeat by it. */
  id: string
  subject: string
  text: string
  /** As a text message. */
  short: string
  /** It has the code that proves a mobile number, and goes to one that is not proven. */
  proves?: boolean
}
export type To = { agencyId: string; email: string | null; settings: OwnSettings }

/** Trying again by this way would not help; what it says is shown to whom it was for. */
export class WayClosed extends Error {
  constructor(problem: string) {
    super(problem)
    this.name = 'WayClosed'
  }
}

type Sending = Pick<House, 'sql' | 'config' | 'post' | 'sms'>

/**
 * Sends it by this way. @returns what the other side answered, without the address
 * @throws WayClosed where another try would end the same; other faults may pass
 */
export async function sendBy(
  house: Sending,
  way: WayName,
  to: To,
  what: Written,
  signal?: AbortSignal,
): Promise<string> {
  const { hook } = to.settings
  if (way === 'mail') return byMail(house, to.email, what)
  return way === 'sms' ? bySms(house, to.settings, what) : byRobot(house, hook, to.agencyId, what, signal)
}

async function byMail({ sql, post }: Sending, email: string | null, { id, subject, text }: Written): Promise<string> {
  if (!email) throw new WayClosed('没有设置邮箱')
  try {
    const { proof } = await post.send({ to: email, subject, text, messageId: `<remind.${id}@${post.domain}>` })
    if (!post.sends && !(await isDemonstration(sql))) throw new WayClosed('没有设置邮件服务器，邮件没有发出')
    return without(email, proof)
  } catch (error) {
    if (error instanceof WayClosed || !isForGood(error)) throw error
    throw new WayClosed(without(email, (error as Error).message))
  }
}

async function bySms(
  { sms }: Sending,
  { mobile, proven }: OwnSettings,
  { id, short, proves }: Written,
): Promise<string> {
  if (!sms) throw new WayClosed('没有设置短信网关')
  if (!mobile) throw new WayClosed('没有填写手机号')
  if (!proven && !proves) throw new WayClosed('手机号还没有用验证码确认')
  try {
    return without(mobile, (await sms.send({ to: mobile, text: short, id })).proof)
  } catch (error) {
    const said = without(mobile, (error as Error).message)
    throw error instanceof SmsRefused ? new WayClosed(said) : new Error(said)
  }
}

const PATIENCE = 10_000 // ms
/** Characters of an answer that are kept. */
const KEPT = 200
/** Bytes of a text that 企业微信 takes; the others take more. */
const LONGEST = 2_000

async function byRobot(
  house: Sending,
  hook: string,
  agencyId: string,
  { subject, text }: Written,
  signal?: AbortSignal,
) {
  if (!hook) throw new WayClosed('没有填写机器人的地址')
  const { hostname } = new URL(hook)
  if (!(await hostsFor(house.sql, agencyId)).includes(hostname))
    throw new WayClosed(`系统管理员没有允许发往${hostname}`)
  try {
    requireOpen(house, hook)
    const { status, said } = await askOutside(house.config, 'robots', hook, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'ysqgk' },
      body: JSON.stringify({ msgtype: 'text', text: { content: cut(`${subject}\n${text}`) } }),
      patience: PATIENCE,
      signal,
      lookup: lookupOf(house),
    })
    const answer = without(hook, `${status} ${plainly(said, KEPT)}`.trim())
    if (status >= 200 && status < 300 && isTaken(said)) return answer
    if (status === 429 || status >= 500) throw new Error(`机器人没有接收：${answer}`)
    throw new WayClosed(`机器人没有接收：${answer}`)
  } catch (error) {
    throw error instanceof Unreachable || error instanceof StaysInside ? new WayClosed(error.message) : error
  }
}

/** These robots answer 200 to what they refuse, and say why in `errcode`. */
function isTaken(said: string): boolean {
  try {
    const { errcode = 0 } = JSON.parse(said) as { errcode?: unknown }
    return errcode === 0
  } catch {
    return true
  }
}

/** At a line's end where it can be: half a number is none. */
function cut(text: string): string {
  if (Buffer.byteLength(text) <= LONGEST) return text
  const lines: string[] = []
  let size = 10 // for what is said of the rest
  for (const line of text.split('\n')) {
    size += Buffer.byteLength(line) + 1
    if (size > LONGEST) break
    lines.push(line)
  }
  return `${lines.join('\n')}\n……`
}
