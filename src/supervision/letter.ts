/** 督办单: what a 督办 says and what was answered, as a sheet in the words of the agency's template; made anew each time, stored nowhere. */
import { inChinese } from '../../workflows/statute/days.ts'
import { readAs, type Sql, type Tx } from '../db/client.ts'
import { compose, renderPdf } from '../documents/index.ts'
import { notFound } from '../ground/errors.ts'
import { dayIn } from '../ground/time.ts'
import type { House } from '../house.ts'
import { fileOf } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { namesOf } from '../people/queries.ts'
import { onlySaid, urgingNumber, urgingsOf } from './urgings.ts'

const TEMPLATE = 'urging'
/** What stands for words that were destroyed with the content of the case. */
const GONE = '（内容已经销毁）'

/** @throws Refusal NOT_FOUND */
export async function urgingPdf(
  house: Pick<House, 'sql' | 'db' | 'templatesFor' | 'fonts' | 'time' | 'keys'>,
  row: CaseRow,
  position: number,
): Promise<Buffer> {
  const { agency, facts, urging, names, body } = await readAs(house, [row.agencyId], async ({ sql }) => {
    const urging = (await urgingsOf(sql, { agencyId: row.agencyId, caseId: row.id })).find(
      (one) => one.position === position,
    )
    const names = urging
      ? await namesOf(sql, [urging.by, ...(urging.answeredBy ? [urging.answeredBy] : [])])
      : new Map()
    const body = urging && (await bodyOf(sql, urging.by))
    return { ...(await fileOf(sql, house.keys, row)), urging, names: names as ReadonlyMap<string, string>, body }
  })
  const template = house.templatesFor(row.agencyId, house.time.today()).get(TEMPLATE)
  if (!urging || !template) throw notFound()
  const textOf = (at: number | null) => {
    const fact = facts.find((each) => each.position === at)?.fact
    return fact?.type === 'noted' ? onlySaid(fact.text) : undefined
  }
  const on = dayIn(new Date(urging.at))
  const form = compose(template, {
    agency: { name: agency.name },
    case: {
      number: row.number ?? row.receipt,
      title: row.title,
      receivedOn: row.receivedOn ? inChinese(row.receivedOn) : '尚未确认',
      dueOn: dueBy(row),
    },
    urging: {
      number: urgingNumber(urging),
      by: names.get(urging.by) ?? urging.by,
      body: body ?? agency.name,
      on: inChinese(on),
      dueOn: inChinese(urging.dueOn),
      says: textOf(urging.position) || GONE,
      answer: urging.answer === null ? undefined : textOf(urging.answer) || GONE,
      answeredBy: urging.answeredBy ? (names.get(urging.answeredBy) ?? urging.answeredBy) : undefined,
      answeredOn: urging.answeredAt ? inChinese(dayIn(new Date(urging.answeredAt))) : undefined,
    },
  })
  const { bytes } = await renderPdf(form, house.fonts, { issuedAt: new Date(`${on}T00:00:00+08:00`) })
  return bytes
}

/** Lists count what is late by the careful reading, so the sheet names both where they differ. */
function dueBy({ dueOn, carefulDueOn }: Pick<CaseRow, 'dueOn' | 'carefulDueOn'>): string {
  if (!carefulDueOn || carefulDueOn === dueOn) return dueOn ? inChinese(dueOn) : '尚未确定'
  return dueOn
    ? `从严${inChinese(carefulDueOn)}，从宽${inChinese(dueOn)}`
    : `从严${inChinese(carefulDueOn)}，从宽尚未确定`
}

/** In whose name somebody urges: the agency that they serve. SQL: one row, within the question that reads the case. */
async function bodyOf(sql: Sql | Tx, by: string): Promise<string | undefined> {
  const [row] = await sql<{ name: string }[]>`
    select a.name from people p join agencies a on a.id = p.agency_id where p.username = ${by.replace(/^staff:/, '')}`
  return row?.name
}
