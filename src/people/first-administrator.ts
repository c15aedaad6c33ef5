/** An empty office has nobody who could let anybody in: the first start invites one administrator. */
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { invite } from './sessions.ts'

/** The agency of the first administrator until one is named. Nothing can be filed with it. */
export const PLACEHOLDER = '（请设置机关名称）'

export type FirstInvitation = { username: string; path: string }

/** @returns the user and the path of a one-time link, or null where there is staff already. */
export async function firstAdministrator(house: Pick<House, 'sql' | 'time'>): Promise<FirstInvitation | null> {
  const { sql, time } = house
  const personId = await sql.begin(async (tx) => {
    await tx`lock table people in share row exclusive mode` // two starters at once invite one person
    const [person] = await tx<
      { id: string; password: string | null }[]
    >`select id, password from people order by password nulls first limit 1`
    if (person) return person.password === null && (await onlyOne(tx)) ? person.id : null
    const agency = {
      id: 'office',
      name: PLACEHOLDER,
      kind: 'countyGovernment',
      takenInBy: 'office',
      profile: JSON.stringify(EMPTY_PROFILE),
      position: 1,
    }
    await tx`insert into agencies ${tx(agency)}`
    const id = newId(time.now())
    await tx`
      insert into people (id, agency_id, username, name, roles) values (${id}, 'office', ${USERNAME}, '系统管理员', '{admin}')`
    return id
  })
  return personId ? { username: USERNAME, path: `/invitations/${await invite(house, personId as string)}` } : null
}

const USERNAME = 'admin'

const onlyOne = async (tx: (strings: TemplateStringsArray) => PromiseLike<{ n: number }[]>) =>
  (await tx`select count(*)::int as n from people`)[0]!.n === 1

const EMPTY_PROFILE = {
  shortName: '',
  office: '',
  mark: '',
  address: '',
  postcode: '',
  phone: '',
  email: '',
  hours: '',
  reconsiderationBody: '',
  court: '',
}
