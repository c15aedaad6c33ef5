/** 督办单: what a 督办 says and what was answered, as a sheet in the words of the agency's template; made anew each time, stored nowhere. */
import { inChinese } from '../../workflows/statute/days.ts'
import { readAs } from '../db/client.ts'
import { compose, renderPdf } from '../documents/index.ts'
import { notFound } from '../ground/errors.ts'
import { dayIn } from '../ground/time.ts'
import type { House } from '../house.ts'
import { fileOf } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { namesOf } from '../people/queries.ts'
import { urgingsOf } from './urgings.ts'

const TEMPLATE = 'urging'
/** What stands for words that were destroyed with the content of the case. */
const GONE = '（内容已经销毁）'

/** @throws Refusal NOT_FOUND */
export async function urgingPdf(
  house: Pick<House, 'sql' | 'db' | 'templatesFor' | 'fonts' | 'time' | 'keys'>,
  row: CaseRow,
  position: number,
): Promise<Buffer> {
  const { agency, facts, urging, names } = await readAs(house, [row.agencyId], async ({ sql }) => {
    const urging = (await urgingsOf(sql, { agencyId: row.agencyId, caseId: row.id })).find(
      (one) => one.position === position,
    )
    const names = urging
      ? await namesOf(sql, [urging.by, ...(urging.answeredBy ? [urging.answeredBy] : [])])
      : new Map()
    return { ...(await fileOf(sql, house.keys, row)), urging, names: names as ReadonlyMap<string, string> }
  })
  const template = house.templatesFor(row.agencyId, house.time.today()).get(TEMPLATE)
  if (!urging || !template) throw notFound()
  const textOf = (at: number | null) => {
    const fact = facts.find((each) => each.position === at)?.fact
    return fact?.type === 'noted' ? fact.text : undefined
  }
  const on = dayIn(new Date(urging.at))
  const form = compose(template, {
    agency: { name: agency.name },
    case: {
      number: row.number ?? row.receipt,
      title: row.title,
      ...(row.receivedOn && { receivedOn: inChinese(row.receivedOn) }),
      ...(row.dueOn && { dueOn: inChinese(row.dueOn) }),
    },
    urging: {
      by: names.get(urging.by) ?? urging.by,
      on: inChinese(on),
      dueOn: inChinese(urging.dueOn),
      says: textOf(urging.position) || GONE,
      answer: textOf(urging.answer),
      answeredBy: urging.answeredBy ? (names.get(urging.answeredBy) ?? urging.answeredBy) : undefined,
      answeredOn: urging.answeredAt ? inChinese(dayIn(new Date(urging.answeredAt))) : undefined,
    },
  })
  const { bytes } = await renderPdf(form, house.fonts, { issuedAt: new Date(`${on}T00:00:00+08:00`) })
  return bytes
}
