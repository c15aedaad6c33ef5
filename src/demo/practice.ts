/**
 * 演练区: a second house beside the real one, under DATA_DIR/practice. It has a database, files, keys and a port of its own and
 * none of the real one's settings, so that nothing in it counts, no mail leaves it, and no platform hears of it.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, ConfigFault, readConfig } from '../ground/config.ts'
import { newId } from '../ground/ids.ts'
import { listensAt } from '../ground/listening.ts'
import { type OpenHouse, openHouse } from '../open-house.ts'
import { closeWhenTold, serve } from '../serve.ts'
import { refuseRealData } from './apart.ts'
import { AGENCIES, PASSWORD, STAFF } from './district.ts'
import { EXERCISE_CASES } from './exercise-cases.ts'
import { seed, seedStories } from './seed.ts'
import { seedDistrict } from './seed-district.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Ahead of a registered number, and of each agency's mark: 演练2026-0001, 演练云政依复〔2026〕1号. */
const MARK = '演练'
/** Applicants and numbers of the exercises, behind those of the demonstration. */
const BEHIND = 200

/**
 * The settings of the practice space: of the real ones the host alone, its folder within theirs, the port behind theirs.
 * Whatever leads out of the house is left unset, and is so by not being read; what its database names is refused (`ground/ways-out.ts`).
 * @param env of the real installation
 */
export function practiceConfig(env: Env): Config {
  const { dataDir, host, port } = readConfig(env)
  const own = { DATA_DIR: join(dataDir, 'practice'), HOST: host, PORT: String(port === 0 ? 0 : port + 1) }
  return { ...readConfig(own), practice: true }
}

/**
 * Runs until a signal.
 * @param again wipes all of it first
 * @throws ConfigFault where it runs already and is to be wiped
 */
export async function runPractice(env: Env, again: boolean): Promise<number> {
  const config = practiceConfig(env)
  if (again) {
    await wipe(config)
    return runPractice(env, false)
  }
  const house = await openHouse(config)
  await refuseRealData(house)
  try {
    await seedPractice(house)
  } catch (error) {
    await house.close()
    throw error
  }
  const service = await serve(house)
  closeWhenTold(service.close)
  console.log(`ready ${service.address}`)
  console.log(
    `演练区 ${service.address}/help/practice　账号 ${STAFF.map(({ username }) => username).join('、')}　密码 ${PASSWORD}`,
  )
  return new Promise(() => {})
}

/** Takes the folder of the practice space away. @throws ConfigFault while something answers there */
export async function wipe({ dataDir }: Pick<Config, 'dataDir'>): Promise<void> {
  const address = await listensAt(dataDir)
  if (address)
    throw new ConfigFault([
      {
        name: 'DATA_DIR',
        problem: `holds a practice space that answers at ${address}`,
        remedy: 'Stop it first',
        zh: `演练区正在 ${address} 运行。请先停止，再重新开始。`,
      },
    ])
  rmSync(dataDir, { recursive: true, force: true })
}

/** Fills the practice space, every agency and number marked. Safe to run again. */
export async function seedPractice(house: OpenHouse): Promise<void> {
  await seedDistrict(house)
  await mark(house)
  await seed(house)
  await seedStories(house, EXERCISE_CASES, BEHIND)
}

/** Names, marks and formats of numbers, before anything is numbered: whatever is printed says whose it is. */
async function mark({ sql, time }: Pick<OpenHouse, 'sql' | 'time'>): Promise<void> {
  for (const { id, name, profile } of AGENCIES) {
    const marked = { ...profile, shortName: `${profile.shortName}（${MARK}）`, mark: `${MARK}${profile.mark}` }
    await sql`
      update agencies set name = ${`${name}（${MARK}）`}, profile = profile || ${JSON.stringify(marked)}::jsonb where id = ${id}`
    const [set] = await sql`select 1 as set from number_formats where agency_id = ${id}`
    if (set) continue
    await sql`
      insert into number_formats ${sql({
        ...{ id: newId(time.now()), agencyId: id, kind: 'registration', format: `${MARK}{年}-{序号4}` },
        ...{ fromDay: '2019-05-15', by: 'system', at: time.now().toISOString(), why: '演练区的编号一律标明。' },
      })}`
  }
}
