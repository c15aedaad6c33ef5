/** 会商记录: who conferred about what and came to which conclusion, as a sheet in the words of the agency's template; made anew each time. */
import { inChinese } from '../../workflows/statute/days.ts'
import { readAs } from '../db/client.ts'
import { compose, renderPdf } from '../documents/index.ts'
import { notFound } from '../ground/errors.ts'
import { dayIn } from '../ground/time.ts'
import type { House } from '../house.ts'
import { fileOf } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { namesOf } from '../people/queries.ts'
import {
  calledOf,
  conferencesOf,
  enteredBy,
  entrants,
  openedOf,
  quoted,
  saidBy,
  wordsOfOpinion,
} from './conferences.ts'
import { GONE } from './noted.ts'
import { wordsOf } from './words.ts'

const TEMPLATE = 'conference'

/** @throws Refusal NOT_FOUND */
export async function minutesPdf(
  house: Pick<House, 'sql' | 'db' | 'templatesFor' | 'fonts' | 'time' | 'keys'>,
  row: CaseRow,
  n: number,
): Promise<Buffer> {
  const key = { agencyId: row.agencyId, caseId: row.id }
  const { agency, facts, one, words, names } = await readAs(house, [row.agencyId], async ({ sql }) => {
    const one = (await conferencesOf(sql, key)).find((each) => each.n === n)
    const names = one ? await namesOf(sql, [one.by, ...entrants(one)]) : new Map<string, string>()
    return { ...(await fileOf(sql, house.keys, row)), one, names, words: await wordsOf(sql, house.keys, key) }
  })
  const template = house.templatesFor(row.agencyId, house.time.today()).get(TEMPLATE)
  if (!one || !template) throw notFound()
  const { agenda, outside } = openedOf(words, n)
  const conferred = facts.find(({ position }) => position === one.concluded)?.fact
  const on = dayIn(new Date(one.at))
  const form = compose(template, {
    agency: { name: agency.name },
    case: { number: row.number ?? row.receipt, title: row.title },
    conference: {
      n: String(n),
      by: names.get(one.by) ?? one.by,
      on: inChinese(on),
      agenda: agenda ? quoted(agenda) : GONE,
      participants: one.seats.map((seat) => calledOf(seat, outside)).join('、'),
      opinions: one.seats
        .map((seat) =>
          saidBy(
            `${calledOf(seat, outside)}${enteredBy(seat, names)}`,
            words.get(wordsOfOpinion(n, seat.n)),
            seat.givenAt ? GONE : undefined,
          ),
        )
        .join('\n'),
      conclusion:
        one.concluded === null
          ? undefined
          : conferred?.type === 'conferred' && conferred.conclusion
            ? conferred.conclusion
            : GONE,
      concludedOn: conferred && inChinese(conferred.on),
    },
  })
  const { bytes } = await renderPdf(form, house.fonts, { issuedAt: new Date(`${on}T00:00:00+08:00`) })
  return bytes
}
