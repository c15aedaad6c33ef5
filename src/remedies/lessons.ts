/** 经验教训: on what replies failed before court and review body, by ground. SQL: counted and listed from the index of what was lost. */
import { LESSON_GROUNDS, OUTCOMES, type Outcome } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { readAs } from '../db/client.ts'
import type { House } from '../house.ts'
import { countingFacts, factsOfEach } from '../ledger/queries.ts'
import { seenInSql } from '../ledger/seen.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { REMEDY_READERS } from './register.ts'
import type { Ground, Lesson, LessonsView } from './views.ts'

/** Beyond it the older ones are read by ground. */
const MOST = 100

type Row = { agencyId: string; id: string; case: string; agency: string; against: Outcome | null; decidedOn: Day }

/** The counts by ground, and the lessons of one ground or of all, the latest decision first; at most a hundred. */
export async function showLessons(
  house: Pick<House, 'sql' | 'db' | 'keys'>,
  viewer: Viewer,
  asked: string | undefined,
): Promise<LessonsView> {
  const ground = asked && Object.hasOwn(LESSON_GROUNDS, asked) ? (asked as Ground) : null
  const agencyIds = agenciesAs(viewer, REMEDY_READERS)
  const { sql } = house
  const lost = sql`
    from remedies r join cases c on c.agency_id = r.agency_id and c.id = r.case_id
    where r.agency_id = any(${agencyIds}) and r.result = 'corrected' and ${seenInSql(sql, viewer)}`
  const [counted, rows] = await Promise.all([
    sql<
      { failedOn: Ground | null; n: number }[]
    >`select r.failed_on, count(distinct c.id)::int as n ${lost} group by r.failed_on`,
    sql<Row[]>`
      select k.*, a.name as agency from (
        select distinct on (c.id) c.agency_id, c.id, coalesce(c.number, c.receipt) as case, r.against, r.decided_on ${lost}
          and r.failed_on is not null ${ground ? sql`and r.failed_on = ${ground}` : sql``} order by c.id, r.n desc
      ) k join agencies a on a.id = k.agency_id order by k.decided_on desc, k.id limit ${MOST}`,
  ])
  const of = new Map(counted.map(({ failedOn, n }) => [failedOn, n]))
  return {
    ground,
    counts: Object.fromEntries([...of].filter(([name]) => name !== null)),
    unlearned: of.get(null) ?? 0,
    lessons: await withWords(house, rows, ground),
  }
}

async function withWords(
  house: Pick<House, 'sql' | 'db' | 'keys'>,
  rows: readonly Row[],
  ground: Ground | null,
): Promise<Lesson[]> {
  const agencies = [...new Set(rows.map(({ agencyId }) => agencyId))]
  if (agencies.length === 0) return []
  const facts = await readAs(house, agencies, ({ sql }) => factsOfEach(sql, house.keys, rows))
  return rows.flatMap((row, i) =>
    countingFacts(facts[i]!).flatMap((fact): Lesson[] =>
      fact.type === 'lessonDrawn' && (ground === null || fact.ground === ground)
        ? [
            {
              caseId: row.id,
              case: row.case,
              agency: row.agency,
              on: fact.on,
              against: row.against && OUTCOMES[row.against].zh,
              text: `${LESSON_GROUNDS[fact.ground]}：${fact.text ?? '（文字已经删除）'}`,
            },
          ]
        : [],
    ),
  )
}
