/**
 * A six-digit code proves that whoever sits at this browser reads the mail of an address. It is good for ten minutes,
 * five tries and the browser that asked. Where an address was tried wrongly too often within a day, its next codes are too long
 * to be guessed: its owner gets in as ever. What is kept of code, address and browser are keyed hashes.
 */
import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { isForGood } from '../ground/post.ts'
import type { House } from '../house.ts'
import { TEMPLATES_FOLDER } from '../letters/templates/folder.ts'
import { filled, readMails } from '../sending/mails.ts'

const MINUTE = 60_000
const GOOD_FOR = 10 * MINUTE
const TRIES = 5
/** Codes an hour to one address: more would fill somebody's mailbox for somebody else. */
const PER_HOUR = 5
/** Tries of all codes to one address within a day, those that are still open to whoever asked included; of more six digits are too few. */
const PER_DAY = 20
const [SHORT, LONG] = [6, 14]

const digits = (many: number) => Array.from({ length: many }, () => randomInt(10)).join('')

const mail = readMails(`${TEMPLATES_FOLDER}/mails`).get('accountCode')!

/** Asked for by everybody alike: nobody learns whether an address is known here. */
export type Sent = { browser: string } | 'refused'

/**
 * Mails a code and gives the secret that the browser must bring back with it; the same beyond five codes an hour, when
 * nothing is sent. `refused` where the mail server will never take the address.
 * @throws the fault of a mail server that may take it later
 */
export async function sendCode(
  house: Pick<House, 'sql' | 'post' | 'time' | 'keys'>,
  typed: string,
  said: { subject: string; body: string } = mail,
): Promise<Sent> {
  const { sql, time, keys, post } = house
  const email = typed.toLowerCase()
  const now = time.now()
  const browser = randomBytes(32).toString('base64url')
  const address = keys.lookup(`code to ${email}`)
  const [goodSince, hourAgo, dayAgo] = [GOOD_FOR, 60 * MINUTE, 24 * 60 * MINUTE].map((ms) =>
    new Date(now.getTime() - ms).toISOString(),
  ) as [string, string, string]
  await sql`delete from account_codes where at < ${dayAgo}`
  // Counted and written in one statement under one lock: two requests at once are two.
  const code = await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${address}, 0))`
    const [today] = await tx<{ tries: number }[]>`
      select coalesce(sum(case when at > ${goodSince} and code <> '' then ${TRIES} else tries end), 0)::int as tries
      from account_codes where address = ${address}`
    const code = digits(today!.tries <= PER_DAY - TRIES ? SHORT : LONG)
    const rows = await tx`
      insert into account_codes (browser, address, code, at)
      select ${keys.lookup(`browser ${browser}`)}, ${address}, ${hashOf(house, browser, email, code)}, ${now.toISOString()}
      where (select count(*) from account_codes where address = ${address} and at >= ${hourAgo}) < ${PER_HOUR} returning 1 as put`
    return rows.length > 0 ? code : undefined
  })
  // Over the limit nothing is sent, and the page says the same: it names the limit to everybody.
  if (code === undefined) return { browser }
  try {
    await post.send({
      to: email,
      subject: said.subject,
      text: filled(said.body, { account: { code } }, ''),
      messageId: `<code.${browser.slice(0, 20).replace(/[^\w]/g, 'x')}.${now.getTime()}@${post.domain}>`,
    })
  } catch (error) {
    if (isForGood(error)) return 'refused'
    throw error
  }
  return { browser }
}

const hashOf = ({ keys }: Pick<House, 'keys'>, browser: string, email: string, code: string): string =>
  keys.lookup(`code ${code} for ${email} in ${browser}`)

/** A code opens once; the tries of one that was right are not held against its owner. */
export async function codeFits(
  house: Pick<House, 'sql' | 'time' | 'keys'>,
  browser: string,
  typed: string,
  code: string,
): Promise<boolean> {
  const { sql, time, keys } = house
  const since = new Date(time.now().getTime() - GOOD_FOR).toISOString()
  const row = keys.lookup(`browser ${browser}`)
  const [tried] = await sql<{ code: string }[]>`
    update account_codes set tries = tries + 1
    where browser = ${row} and at > ${since} and tries < ${TRIES} returning code`
  const candidate = Buffer.from(hashOf(house, browser, typed.toLowerCase(), code.normalize('NFKC').replace(/\D/g, '')))
  const right = Buffer.from(tried?.code ?? '')
  if (candidate.length !== right.length || !timingSafeEqual(candidate, right)) return false
  const used = await sql`update account_codes set tries = 0, code = '' where browser = ${row} and code <> ''`
  return used.count === 1
}
