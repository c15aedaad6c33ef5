/**
 * What lies in the store and no fact names: of a transaction that failed at its end, of a process that died between the
 * two. After a day it is set aside, whence any reader brings it back; after a month it goes. SQL: by night, no page asks.
 *
 * Proven by test/upkeep/unnamed.test.ts.
 */
import { type House, overAll } from '../house.ts'
import { UpkeepFault } from './fault.ts'
import { namedByDigit } from './named.ts'

const DAY = 86_400_000 // ms
/** No request, and no job that is tried again, takes longer from the file to the row that names it. */
const GRACE = DAY
const KEPT_ASIDE = 30 * DAY
/** More at once is no rubbish, but another office's database; a small store may be half rubbish. */
const [MOST_SHARE, FEW] = [0.5, 100]

/** Files, and their bytes. */
type Sum = { files: number; bytes: number }
export type Sweep = { named: number; young: number; setAside: Sum; broughtBack: number; removed: Sum }

/**
 * @param now of the machine, as the times of files are
 * @throws UpkeepFault OTHER_DATABASE where the database names too little of the store to be its own
 */
export async function sweepUnnamed(of: Pick<House, 'sql' | 'everywhere' | 'blobs'>, now = new Date()): Promise<Sweep> {
  const house = overAll(of)
  const { blobs } = house
  const [before, gone] = [GRACE, KEPT_ASIDE].map((age) => new Date(now.getTime() - age)) as [Date, Date]
  const sweep: Sweep = { named: 0, young: 0, setAside: nothing(), broughtBack: 0, removed: nothing() }
  const unnamed: string[] = []
  const old: { sha256: string; size: number }[] = []
  for await (const { digit, named } of namedByDigit(house)) {
    for await (const sha256 of blobs.list(digit)) {
      if (named.has(sha256)) sweep.named++
      else unnamed.push(sha256)
    }
    for await (const { sha256, size, since } of blobs.aside(digit)) {
      if (named.has(sha256)) {
        await blobs.has(sha256)
        sweep.broughtBack++
      } else if (since < gone) old.push({ sha256, size })
    }
  }
  if (unnamed.length > FEW && unnamed.length > MOST_SHARE * (unnamed.length + sweep.named))
    throw new UpkeepFault('OTHER_DATABASE', `存放的文件中有 ${unnamed.length} 个，数据库都没有登记`)
  for (const sha256 of unnamed) {
    const size = await blobs.setAside(sha256, before)
    if (size === undefined) sweep.young++
    else count(sweep.setAside, size)
  }
  for (const { sha256, size } of old) {
    await blobs.forget(sha256)
    count(sweep.removed, size)
  }
  await blobs.dropOldDrafts()
  await house.sql`
    delete from file_scans s where at < ${before.toISOString()}
      and not exists (select from files f where f.sha256 = s.sha256)
      and not exists (select from released_files r where r.sha256 = s.sha256)`
  return sweep
}

const nothing = (): Sum => ({ files: 0, bytes: 0 })
const count = (sum: Sum, bytes: number) => {
  sum.files++
  sum.bytes += bytes
}
