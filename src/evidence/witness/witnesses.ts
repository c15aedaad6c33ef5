/**
 * Checkpoints go to where the office cannot edit them: the newest one each day, and after each archiving. What a witness did
 * not take is tried again, shown, and mailed to the administrators once a day. SQL: jobs ask.
 */
import type { Sql } from '../../db/client.ts'
import { masked, report } from '../../ground/log.ts'
import { dayIn } from '../../ground/time.ts'
import type { WitnessSet } from '../../ground/witnesses-set.ts'
import { type House, overAll } from '../../house.ts'
import { enqueue, type Jobs } from '../../jobs/enqueue.ts'
import { sequence } from '../log/sequence.ts'
import { type Checkpoint, Contradiction, give } from './give.ts'

const HOUR = 3_600_000 // ms
/** One that is away for an evening is nobody's trouble yet. */
const TOLD_AFTER = HOUR
/** In the first hour with each sweep, then so often. */
const TRIED_EVERY = HOUR
const LONGEST = 400

type Giving = Pick<House, 'config' | 'sql' | 'everywhere' | 'time' | 'keys' | 'post'>
type Trouble = { witness: string; what: string; contradicts: boolean; since: string; triedAt: string }
/** What a witness has of us. */
type Had = { witness: string; size: number; at: string }

/** The job, after each archiving: whatever is not given at its last try is given by a sweep. */
export async function witness(of: Giving, _: Jobs['witness'], lastTry: boolean): Promise<void> {
  const house = overAll(of)
  if (house.config.witnesses.length === 0) return
  await sequence(house)
  const failed = await giveTo(house, house.config.witnesses)
  if (failed.length > 0 && !lastTry) throw new Error(`not every witness has the checkpoint: ${failed.join('; ')}`)
}

/** Six times an hour: gives each day what the log has come to since, and again what was not taken. */
export async function sweepWitnesses(of: Giving): Promise<void> {
  const house = overAll(of)
  const { sql, time, config } = house
  const names = config.witnesses.map(({ name }) => name)
  // Of a witness that is set no more nothing is told.
  await sql`delete from witness_troubles where not witness = any(${names}::text[])`
  const [had, troubles] = await Promise.all([hadBy(sql), troublesOf(sql)])
  const now = time.now().getTime()
  const due = config.witnesses.filter(({ name }) => {
    const trouble = troubles.find((one) => one.witness === name)
    if (trouble)
      return now - Date.parse(trouble.since) < HOUR || now - Date.parse(trouble.triedAt) >= TRIED_EVERY - HOUR / 12
    const last = had.get(name)
    return !last || dayIn(new Date(last.at)) < time.today()
  })
  await giveTo(house, due)
  await alarm(house)
}

/** @returns what each of them said that did not take it */
async function giveTo(house: Giving, witnesses: readonly WitnessSet[]): Promise<string[]> {
  const { sql } = house
  const [last] = await sql<(Omit<Checkpoint, 'size'> & { size: string })[]>`
    select size, root, note from checkpoints order by size desc limit 1`
  if (!last) return []
  const checkpoint = { ...last, size: Number(last.size) }
  const had = await hadBy(sql)
  const said = await Promise.all(witnesses.map((one) => giveOne(house, one, checkpoint, had.get(one.name)?.size ?? 0)))
  return said.filter((what) => what !== undefined)
}

async function giveOne(
  house: Giving,
  one: WitnessSet,
  checkpoint: Checkpoint,
  before: number,
): Promise<string | undefined> {
  const { sql, time } = house
  const { name: witness } = one
  const at = time.now().toISOString()
  try {
    if (before > checkpoint.size)
      throw new Contradiction(`it was given ${before} facts, and the log has ${checkpoint.size}: facts are gone`)
    if (before < checkpoint.size) {
      const proof = await give(house, one, checkpoint, before)
      const { size, root } = checkpoint
      await sql`insert into witnessed ${sql({ witness, size, root, proof, at })} on conflict do nothing`
    }
    await sql`delete from witness_troubles where witness = ${witness}`
    return undefined
  } catch (error) {
    const what = (error as Error).message.slice(0, LONGEST)
    const contradicts = error instanceof Contradiction
    const trouble = { witness, what, contradicts, since: at, triedAt: at }
    const [known] = await sql<{ what: string }[]>`select what from witness_troubles where witness = ${witness}`
    await sql`
      insert into witness_troubles ${sql(trouble)} on conflict (witness) do update
      set what = excluded.what, contradicts = excluded.contradicts, tried_at = excluded.tried_at`
    if (known?.what !== what)
      report('A witness did not take the checkpoint of the log', undefined, { witness, why: masked(what) })
    return `${witness}: ${what}`
  }
}

/** The last that each of them took. */
export async function hadBy(sql: Sql): Promise<Map<string, Had>> {
  const rows = await sql<(Omit<Had, 'size'> & { size: string })[]>`
    select distinct on (witness) witness, size, at from witnessed order by witness, size desc`
  return new Map(rows.map((row) => [row.witness, { ...row, size: Number(row.size) }]))
}

/** Those who did not take the last one, longest first. */
export const troublesOf = (sql: Sql) => sql<Trouble[]>`
  select witness, what, contradicts, since, tried_at from witness_troubles order by since`

/** A day's mail to each administrator: claimed and enqueued in one transaction, so once. */
async function alarm({ sql, time }: Pick<House, 'sql' | 'time'>): Promise<void> {
  const on = time.today()
  const told = (await troublesOf(sql)).some(
    ({ contradicts, since }) => contradicts || time.now().getTime() - Date.parse(since) >= TOLD_AFTER,
  )
  if (!told) return
  await sql.begin(async (tx) => {
    await tx`delete from witness_alarms where "on" < ${on}::date - 7`
    const claims = await tx<{ personId: string }[]>`
      insert into witness_alarms (person_id, "on")
      select id, ${on} from people where 'admin' = any(roles) and email is not null and ended_at is null
      on conflict do nothing returning person_id`
    for (const { personId } of claims) await enqueue(tx, 'witnessTrouble', { personId, on })
  })
}

/** Mails one administrator; to one who has left, nothing, nor where all of them have it by now. */
export async function mailTrouble(
  { sql, post }: Pick<House, 'sql' | 'post'>,
  { personId, on }: Jobs['witnessTrouble'],
): Promise<void> {
  const [person] = await sql<{ name: string; email: string | null }[]>`
    select name, email from people where id = ${personId} and ended_at is null`
  const troubles = await troublesOf(sql)
  if (!person?.email || troubles.length === 0) return
  const isGrave = troubles.some(({ contradicts }) => contradicts)
  const remedy = isGrave
    ? '见证所存的与本系统的台账不符：请保护现场，不要改动数据库，在服务器上运行 verify --all 查明，并报告安全管理员和审计员。'
    : '请核对 WITNESS_URL、共享文件夹、邮件和网络。系统会继续重试，送到以后不再提醒。'
  await post.send({
    to: person.email,
    subject: isGrave ? '见证所存的与台账不符' : '台账的检查点没有送到见证处',
    text: [`${person.name}：`, '', ...troubles.map(inWords), '', remedy].join('\n'),
    messageId: `<witness.${on}.${personId}@${post.domain}>`,
  })
}

const inWords = ({ witness, what, since }: Trouble) => `${witness}：${dayIn(new Date(since))} 起没有送到（${what}）`

/** For the operator: `ok`, or which witnesses lack the last checkpoint. */
export async function witnessReport(sql: Sql): Promise<string> {
  const troubles = await troublesOf(sql)
  return (
    troubles
      .map(({ witness, what, since }) => `${witness} since ${new Date(since).toISOString()}: ${what}`)
      .join('; ') || 'ok'
  )
}
