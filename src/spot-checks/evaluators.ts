/**
 * Evaluators from outside (第三方评估): invited to one draw by name, with a code that is given once and ends on its day. They read the
 * drawn cases without personal data and change nothing. SQL: asked at each of their visits.
 */
import { randomInt } from 'node:crypto'
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { sha256 } from '../ground/canonical.ts'
import { ALPHABET } from '../ground/enquiry-codes.ts'
import { invalid, notFound } from '../ground/errors.ts'
import { isId, newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { recordChange } from '../people/changes.ts'
import type { Viewer } from '../people/sessions.ts'
import { type Draw, monthInWords } from './draws.ts'

export type Evaluator = {
  id: string
  drawId: string
  name: string
  organisation: string
  until: Day
  endedAt: string | null
}

/** 30^20: nobody finds one by trying, so none needs a name beside it. */
const LENGTH = 20
/** Nobody evaluates a month for longer. */
const MOST_DAYS = 366

const newCode = () => Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
/** As it is read: in groups of five. */
const inGroups = (code: string) => code.replace(/(.{5})(?=.)/g, '$1-')
const hashOf = (code: string) => sha256(`spot-check evaluator ${code}`)
const tidyCode = (typed: string) =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')

/**
 * Invites somebody to a draw.
 * @returns the code, which is kept nowhere: it is handed over now, or another one is made
 * @throws Refusal INVALID: until (UNFIT) before today, or later than a year
 */
export async function invite(
  tx: Tx,
  house: Pick<House, 'time'>,
  draw: Draw,
  { name, organisation, until }: { name: string; organisation: string; until: Day },
  { username }: Pick<Viewer, 'username'>,
): Promise<{ id: string; code: string }> {
  const today = house.time.today()
  const last = new Date(Date.parse(today) + MOST_DAYS * 86_400_000).toISOString().slice(0, 10)
  if (until < today || until > last)
    throw invalid({ field: 'until', code: 'UNFIT', message: '截止日期应当在今天以后一年以内' })
  const [id, code, by] = [newId(house.time.now()), newCode(), `staff:${username}`]
  const row = { id, drawId: draw.id, name, organisation, until, codeHash: hashOf(code), by }
  await tx`insert into spot_evaluators ${tx({ ...row, at: house.time.now().toISOString() })}`
  const subject = `${monthInWords(draw.month)}抽查的评估人员 ${name}`
  await recordChange(
    tx,
    house,
    { agencyId: draw.agencyId, what: 'spotCheck', subject, before: null, after: { organisation, until } },
    by,
  )
  return { id, code: inGroups(code) }
}

/** Ends an invitation before its day. @throws Refusal NOT_FOUND where there is none, or it was ended */
export async function endInvitation(
  tx: Tx,
  house: Pick<House, 'time'>,
  draw: Draw,
  id: string,
  { username }: Pick<Viewer, 'username'>,
): Promise<void> {
  const by = `staff:${username}`
  const [ended] = isId(id)
    ? await tx<{ name: string }[]>`
      update spot_evaluators set ended_by = ${by}, ended_at = ${house.time.now().toISOString()}
      where id = ${id} and draw_id = ${draw.id} and ended_at is null returning name`
    : []
  if (!ended) throw notFound()
  const subject = `${monthInWords(draw.month)}抽查的评估人员 ${ended.name}`
  await recordChange(
    tx,
    house,
    { agencyId: draw.agencyId, what: 'spotCheck', subject, before: { ended: false }, after: { ended: true } },
    by,
  )
}

/** Of a draw, in the order of their invitations. */
export const evaluatorsOf = (sql: Sql, drawId: string) => sql<Evaluator[]>`
  select id, draw_id, name, organisation, until, ended_at from spot_evaluators where draw_id = ${drawId} order by id`

const holds = (sql: Sql, today: Day) => sql`ended_at is null and until >= ${today}`

/** Whom a code opens to today. */
export async function evaluatorWith(sql: Sql, code: string, today: Day): Promise<Evaluator | undefined> {
  const tidy = tidyCode(code)
  if (tidy.length !== LENGTH) return undefined
  const [found] = await sql<Evaluator[]>`
    select id, draw_id, name, organisation, until, ended_at from spot_evaluators
    where code_hash = ${hashOf(tidy)} and ${holds(sql, today)}`
  return found
}

/** The same by the id that a visit goes on with: an invitation that was ended meanwhile opens nothing. */
export async function evaluatorNow(sql: Sql, id: string, today: Day): Promise<Evaluator | undefined> {
  const [found] = isId(id)
    ? await sql<Evaluator[]>`
      select id, draw_id, name, organisation, until, ended_at from spot_evaluators where id = ${id} and ${holds(sql, today)}`
    : []
  return found
}
