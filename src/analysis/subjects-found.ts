/** Which requests of a year are about which subject: by the words of its agency, or as a person put it down. */
import type { Sql } from '../db/client.ts'
import { fold } from '../ground/fold.ts'
import type { Period } from '../ground/year.ts'
import { GIVEN } from './figures.ts'
import type { Kind } from './kinds.ts'
import { eachRequest, type Request } from './requests.ts'
import { placings, savedSubjects, subjectsIn } from './subjects.ts'

/** `n` requests of the year, `given` of them answered with the information, whole or in part. */
export type SubjectFound = { kind: Kind; name: string; n: number; given: number }

/** What a year asked about: the subjects of all agencies together, by name, the most asked first. */
export async function subjectsOf(sql: Sql, agencyIds: readonly string[], period: Period): Promise<SubjectFound[]> {
  const { about, names } = await sorter(sql, agencyIds)
  const found = new Map<string, SubjectFound>(
    names.map(({ kind, name }) => [`${kind}.${name}`, { kind, name, n: 0, given: 0 }]),
  )
  await eachRequest(sql, agencyIds, period, (request) => {
    for (const key of about(request)) {
      const one = found.get(key)!
      one.n++
      if (wasGiven(request)) one.given++
    }
  })
  return [...found.values()].toSorted((a, b) => b.n - a.n)
}

/** The cases about a subject. @param given those of them alone that were given the information */
export async function idsAbout(
  sql: Sql,
  agencyIds: readonly string[],
  period: Period,
  { kind, name }: { kind: Kind; name: string },
  given: boolean,
): Promise<string[]> {
  const { about } = await sorter(sql, agencyIds)
  const ids: string[] = []
  await eachRequest(sql, agencyIds, period, (request) => {
    if (about(request).has(`${kind}.${name}`) && (!given || wasGiven(request))) ids.push(request.id)
  })
  return ids
}

const wasGiven = ({ countedAs }: Request) => countedAs !== null && GIVEN.includes(countedAs)

async function sorter(sql: Sql, agencyIds: readonly string[]) {
  const [saved, placed] = await Promise.all([savedSubjects(sql, agencyIds), placings(sql, agencyIds)])
  const byAgency = new Map(
    agencyIds.map((id) => [
      id,
      subjectsIn(saved, id).map(({ kind, name, words }) => ({
        kind,
        name,
        key: `${kind}.${name}`,
        words: words.map(fold),
      })),
    ]),
  )
  const byHand = Map.groupBy(placed, ({ caseId }) => caseId)
  const about = ({ agencyId, id, text }: Request): Set<string> => {
    const subjects = byAgency.get(agencyId)!
    const keys = new Set(
      subjects.filter(({ words }) => words.some((word) => text.includes(word))).map(({ key }) => key),
    )
    for (const { kind, name, belongs } of byHand.get(id) ?? []) {
      const key = `${kind}.${name}`
      if (!belongs) keys.delete(key)
      else if (subjects.some((one) => one.key === key)) keys.add(key)
    }
    return keys
  }
  const names = [...new Map([...byAgency.values()].flat().map((one) => [one.key, one])).values()]
  return { about, names }
}
