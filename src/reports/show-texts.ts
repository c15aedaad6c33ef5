/** What the page of the texts shows: what there is to write, beside last year's words. */
import type { House } from '../house.ts'
import { namesOf } from '../people/queries.ts'
import type { Place } from '../released/look-over.ts'
import { placesOfPeople } from '../released/people-of.ts'
import type { FormState } from '../web/shapes.ts'
import { feesInWords, feesOf } from './annual-fees.ts'
import { frozenOf } from './annual-final.ts'
import { PARTS, type Part, type Texts } from './annual-parts.ts'
import type { Kept, Scope } from './annual-scope.ts'
import { NO_TEXTS, savedTexts, textsIn } from './annual-texts.ts'
import { periodOf } from './annual-year.ts'
import type { TextsView } from './views.ts'

/** What there is to write, with last year's words and what was saved before. */
export async function showTexts(
  { sql, keys, time }: Pick<House, 'sql' | 'keys' | 'time'>,
  scope: Scope & { kept: Kept },
  year: number,
  back?: FormState,
): Promise<TextsView> {
  const { kept, agencyIds } = scope
  const [saved, before, frozen, frozenBefore, fees] = await Promise.all([
    savedTexts(sql, { ...kept, year }),
    savedTexts(sql, { ...kept, year: year - 1 }),
    frozenOf(sql, kept, year),
    frozenOf(sql, kept, year - 1),
    feesOf(sql, agencyIds, periodOf(year, time.today())),
  ])
  const texts = textsIn(saved)
  const places = frozen ? [] : await placesInReport({ sql, keys, time }, scope, year, texts)
  const names = await namesOf(
    sql,
    saved.map(({ by }) => by),
  )
  return {
    before: frozenBefore?.tables.texts ?? (before.length > 0 ? textsIn(before) : NO_TEXTS),
    ...{ fees, suggestion: feesInWords(year, fees), isFinal: frozen !== undefined, places },
    form: back ?? { values: valuesOf(texts), errors: [] },
    history: saved.map(({ at, by, part, content }) => ({
      ...{ at: new Date(at).toISOString(), by: names.get(by) ?? by },
      what: Object.hasOwn(PARTS, part)
        ? `${PARTS[part as Part].title}：${content || '（清空）'}`
        : '二、主动公开政府信息情况（表二）',
      why: '',
    })),
  }
}

/** What of the chapters may lay somebody open, by the applications that the year knew. */
export const placesInReport = (
  house: Pick<House, 'sql' | 'keys' | 'time'>,
  { agencyIds }: Pick<Scope, 'agencyIds'>,
  year: number,
  texts: Texts,
): Promise<Place[]> =>
  placesOfPeople(
    house,
    agencyIds,
    periodOf(year, house.time.today()),
    Object.fromEntries((Object.keys(PARTS) as Part[]).map((part) => [PARTS[part].title, texts[part]])),
  )

/** By name of their field. */
const valuesOf = ({ table2, ...texts }: Texts): Record<string, string> => ({
  ...texts,
  ...table2,
})
