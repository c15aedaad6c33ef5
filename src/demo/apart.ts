/** The demonstration and the service for real use never share a database. SQL: asked once at the start. */
import { ConfigFault } from '../ground/config.ts'
import type { OpenHouse } from '../open-house.ts'
import { passwordFits } from '../people/passwords.ts'
import { OFFICE, PASSWORD, STAFF } from './district.ts'

type Account = { username: string; name: string; agencyId: string; password: string | null; ended: boolean }

const NAMES = new Map(STAFF.map(({ username, name }) => [username, name]))

const accountsOf = ({ sql }: Pick<OpenHouse, 'sql'>) => sql<Account[]>`
  select username, name, agency_id, password, ended_at is not null as ended from people
  where username = any(${[...NAMES.keys()]}) order by username`

/** Made by `demo`, whatever became of its password. */
const isOurs = ({ username, name, agencyId }: Account) => agencyId === OFFICE && NAMES.get(username) === name

/**
 * For `start`: whoever knows the demonstration's password would be in the office. The house is closed before it is refused.
 * @throws ConfigFault that names the accounts and says what to do
 */
export async function refuseDemonstration(house: Pick<OpenHouse, 'config' | 'sql' | 'close'>): Promise<void> {
  const found: string[] = []
  for (const account of await accountsOf(house)) {
    if (account.ended) continue
    if (isOurs(account) || (account.password !== null && (await passwordFits(PASSWORD, account.password))))
      found.push(account.username)
  }
  if (found.length === 0) return
  await house.close()
  throw new ConfigFault([
    {
      name: placeOf(house),
      problem: `holds demonstration accounts, whose password is public: ${found.join(', ')}`,
      remedy:
        'Start with an empty folder (DATA_DIR=var/office npm start) or an empty database; the demonstration goes on with npm run demo',
      zh: `${placeOf(house)} 中有演示账号（${found.join('、')}），密码是公开的。请用空的文件夹（DATA_DIR=var/office npm start）或者空的数据库；继续演示的，运行 npm run demo。`,
    },
  ])
}

/**
 * For `demo`: a database with people or agencies that are not the demonstration's is somebody's office. The house is
 * closed before it is refused. What was added to a demonstration stays one.
 * @throws ConfigFault that says what was found and what to do
 */
export async function refuseRealData(house: Pick<OpenHouse, 'config' | 'sql' | 'close'>): Promise<void> {
  if ((await accountsOf(house)).some(isOurs)) return
  const [there] = await house.sql<{ agencies: string[]; people: number }[]>`
    select array(select name from agencies order by position limit 3) as agencies,
      (select count(*)::int from people) as people`
  if (there!.agencies.length === 0 && there!.people === 0) return
  await house.close()
  throw new ConfigFault([
    {
      name: placeOf(house),
      problem: `holds the data of an office (${there!.agencies.join('、')}; ${there!.people} people), not of the demonstration`,
      remedy: 'Start the demonstration in a folder of its own: DATA_DIR=var/demo npm run demo',
      zh: `${placeOf(house)} 中是一个机关的数据（${there!.agencies.join('、')}，${there!.people}人），不是演示数据。请在另一个文件夹中演示：DATA_DIR=var/demo npm run demo。`,
    },
  ])
}

const placeOf = ({ config }: Pick<OpenHouse, 'config'>) => (config.databaseUrl ? 'DATABASE_URL' : 'DATA_DIR')
