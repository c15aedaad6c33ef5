/**
 * Sends one reminder that was put down. It is put together when it goes, so that what was done meanwhile is not in it; by the way that
 * its person chose, and where that does not work by mail, which says so. A message goes by one way: the next is tried only when the one
 * before has refused it, or has failed three times. SQL: a job asks.
 */
import { type Day, plusDays } from '../../workflows/statute/days.ts'
import { addressOf } from '../ground/config.ts'
import type { House } from '../house.ts'
import type { Jobs } from '../jobs/enqueue.ts'
import { seatsOf } from '../people/seated.ts'
import { filled } from '../sending/mails.ts'
import type { Span } from './case-lines.ts'
import { digestFor, morningOf, type Said, type Source, urgentFor } from './digest.ts'
import { type OwnSettings, settingsOf } from './own-settings.ts'
import type { MessageKind, WayName } from './tables.ts'
import { sendBy, type To, WayClosed, type Written } from './ways.ts'

type Key = { personId: string; day: Day; kind: MessageKind; n: number }
type Person = { id: string; username: string; name: string; email: string | null; agencyId: string }
type Sending = Pick<House, 'config' | 'sql' | 'law' | 'time' | 'keys' | 'post' | 'sms' | 'messagesFor'>

/** By the way that was chosen; then it goes by mail. The queue waits a little longer each time: a minute in all. */
const TRIES = 3
/** Nothing older is told of, however long nothing could be sent. */
const LOOKS_BACK = 14 // days

/**
 * The job.
 * @param sources what other rooms have for a digest
 * @throws what the other side says, where another try by the same way may succeed
 */
export async function remind(
  house: Sending,
  sources: readonly Source[],
  payload: Jobs['remind'],
  lastTry = false,
  signal?: AbortSignal,
): Promise<void> {
  const { sql, time } = house
  const key = payload as Key
  if (!key.kind) return // enqueued before there were digests
  const [row] = await sql<{ tries: number; madeAt: string }[]>`
    select tries, made_at from staff_messages
    where ${isIt(sql, key)} and sent_at is null and failed_at is null and matters is distinct from 0`
  const [person] = await sql<Person[]>`
    select id, username, name, email, agency_id from people where id = ${key.personId} and ended_at is null`
  if (!row) return
  if (!person) return end(house, key, '已经离任')
  if (key.day !== time.today()) return end(house, key, '当天没有发出，内容并入以后一天的提醒')
  const settings = await settingsOf(house, person.id)
  const content = await contentOf(house, person, key, settings, sources, new Date(row.madeAt).toISOString())
  if (!content) {
    await sql`update staff_messages set matters = 0 where ${isIt(sql, key)}`
    return
  }
  const { agencyId, email } = person
  await sql`update staff_messages set matters = ${content.said.matters}, tries = tries + 1 where ${isIt(sql, key)}`
  await goes(house, key, { agencyId, email, settings }, content, lastTry || row.tries + 1 >= TRIES, signal)
}

type Content = { said: Said; written: Written; wording: string }

async function goes(
  house: Sending,
  key: Key,
  to: To,
  { written, wording }: Content,
  last: boolean,
  signal?: AbortSignal,
) {
  const { way } = to.settings
  try {
    return await sent(house, key, way, wording, await sendBy(house, way, to, written, signal))
  } catch (error) {
    if (signal?.aborted || !(error instanceof WayClosed || last)) throw error
    const failure = (error as Error).message.slice(0, LONGEST)
    if (way === 'mail' || !to.email) return end(house, key, failure)
    await house.sql`update staff_messages set failed_way = ${way}, failure = ${failure} where ${isIt(house.sql, key)}`
    const told = `（按您的设置本应${WAYS[way]}发送，没有成功：${failure}）`
    const mail = { ...written, text: `${written.text}\n\n${told}` }
    try {
      await sent(house, key, 'mail', wording, await sendBy(house, 'mail', to, mail))
    } catch (fault) {
      if (!(fault instanceof WayClosed)) throw fault // by mail again: the way that failed has had its tries
      await end(house, key, `${failure}；邮件也没有发出：${fault.message}`.slice(0, LONGEST))
    }
  }
}
/** Characters of what went wrong that are kept. */
const LONGEST = 300

export const WAYS: Record<WayName, string> = { mail: '以邮件', sms: '以短信', webhook: '由机器人' }

const sent = async ({ sql, time }: Sending, key: Key, way: WayName, wording: string, proof: string) => {
  await sql`
    update staff_messages set way = ${way}, wording = ${wording}, sent_at = ${time.now().toISOString()}, proof = ${proof}
    where ${isIt(sql, key)} and sent_at is null`
}

const end = async ({ sql, time }: Sending, key: Key, failure: string) => {
  await sql`
    update staff_messages set failed_at = ${time.now().toISOString()}, failure = ${failure} where ${isIt(sql, key)} and sent_at is null`
}

const isIt = (sql: House['sql'], { personId, day, kind, n }: Key) =>
  sql`(person_id, day, kind, n) = (${personId}::uuid, ${day}::date, ${kind}, ${n})`

/** Undefined where there is nothing to say. */
async function contentOf(
  house: Sending,
  person: Person,
  key: Key,
  { code }: OwnSettings,
  sources: readonly Source[],
  until: string,
): Promise<Content | undefined> {
  const { config, time } = house
  const { kind } = key
  const said = kind === 'test' ? TEST : await saidTo(house, person, kind, sources, until)
  if (!said) return undefined
  const base = addressOf(config, config.port)
  const words = house.messagesFor(person.agencyId, time.today())
  const name = kind === 'urgent' ? 'urgent' : 'digest'
  const [mail, short] = [words.get(`staff-mails.${name}`)!, words.get(`staff-sms.${name}`)!]
  const data = { person: { name: person.name }, reminder: { says: said.says } }
  const proves = kind === 'test' && code !== ''
  // By text message alone: whoever reads it there has the number.
  const inShort = { ...data, reminder: { says: proves ? `${said.says}，验证码${code}` : said.says } }
  const own = { lines: said.lines, settings: `${base}/reminders` }
  return {
    said,
    written: {
      id: `${person.id}.${key.day}.${kind}.${key.n}`,
      subject: filled(mail.subject!, data, `${base}/desk`),
      text: filled(mail.body, data, `${base}/desk`, '', own),
      short: filled(short.body, inShort, `${base}/desk`),
      proves,
    },
    wording: `${name} ${mail.version}/${short.version}`,
  }
}
const TEST: Said = { says: '这是一条测试', lines: '收到这条消息，说明提醒可以这样发给您。', matters: 1 }

async function saidTo(
  house: Sending,
  person: Person,
  kind: 'digest' | 'urgent',
  sources: readonly Source[],
  until: string,
): Promise<Said | null> {
  const today = house.time.today()
  const seats = (await seatsOf(house.sql, today, [person.id])).get(person.id) ?? []
  const to = { ...person, seats }
  const { digest, digestToday, urgentToday } = await lastTold(house, person.id, today)
  const morning = morningOf(house)
  if (kind === 'urgent') return urgentFor(house, to, { since: latest(morning, digestToday, urgentToday), until })
  const span: Span = { since: digest ?? morning, until }
  return digestFor(house, to, { span, told: urgentToday }, sources)
}

/** Until when this person was told what had come, of what reached them and of what had nothing to say. */
async function lastTold({ sql }: Sending, personId: string, today: Day) {
  const [row] = await sql<[{ digest: Date | null; digestToday: Date | null; urgentToday: Date | null }]>`
    select max(made_at) filter (where kind = 'digest') as digest,
      max(made_at) filter (where kind = 'digest' and day = ${today}) as digest_today,
      max(made_at) filter (where kind = 'urgent' and day = ${today}) as urgent_today
    from staff_messages
    where person_id = ${personId} and day between ${plusDays(today, -LOOKS_BACK)} and ${today} and kind <> 'test' and (sent_at is not null or matters = 0)`
  const instant = (at: Date | string | null) => at && new Date(at).toISOString()
  return { digest: instant(row.digest), digestToday: instant(row.digestToday), urgentToday: instant(row.urgentToday) }
}

const latest = (morning: string, ...others: (string | null)[]): string =>
  others.reduce<string>((last, one) => (one !== null && one > last ? one : last), morning)
