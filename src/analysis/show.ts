/** What the pages of the analysis show, gathered. */

import { FIRST_YEAR, periodOf } from '../ground/year.ts'
import type { House } from '../house.ts'
import { namesOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { placesOfPeople } from '../released/people-of.ts'
import type { FormState } from '../web/shapes.ts'
import { type Analysis, analysisOf } from './analysis.ts'
import { type AskedFor, mayKeep } from './asked.ts'
import { casesOfFigure, mostRepeated } from './cases.ts'
import { countsOf } from './counts.ts'
import { analysisDraft, type SavedDraft, savedDrafts, titleOf } from './draft.ts'
import { type Figure, figureInWords, subjectOf, WITHHELD } from './figures.ts'
import { KINDS } from './kinds.ts'
import { outcomeZh, piecesOf, plainOf, valuesOf, withheldIn } from './linked.ts'
import { nameable, readable } from './readable.ts'
import { savedSubjects, subjectsIn } from './subjects.ts'
import { subjectsOf } from './subjects-found.ts'
import type { AnalysisView, DraftView, Frame, ListView, SubjectsView, WorkView } from './views.ts'

type Asking = Pick<House, 'sql' | 'keys' | 'time' | 'law'>
/** So many years stand in the head of a page. */
const YEARS = 5
export const NO_FORM: FormState = { values: {}, errors: [] }

/** Years to choose from: the running one and those before, and the one that is shown. */
export function frameOf({ time }: Pick<House, 'time'>, viewer: Viewer, { scope, year }: AskedFor): Frame {
  const running = Number(time.today().slice(0, 4))
  const years = Array.from({ length: YEARS }, (_, i) => running - i).filter((one) => one >= FIRST_YEAR)
  return {
    ...{ viewer, csrf: viewer.csrf, year, years: years.includes(year) ? years : [...years, year] },
    ...{ agency: scope.agency, name: scope.name, choices: scope.choices, mayKeep: mayKeep(viewer, scope.kept) },
  }
}

export async function showAnalysis(house: Asking, viewer: Viewer, { scope, year }: AskedFor): Promise<AnalysisView> {
  const period = periodOf(year, house.time.today())
  const [analysis, repeated] = await Promise.all([
    analysisOf(house, scope, year),
    mostRepeated(house.sql, viewer, scope.agencyIds, period),
  ])
  return { analysis, repeated }
}

export async function showList(
  { sql, keys, time }: Asking,
  viewer: Viewer,
  { scope, year }: AskedFor,
  { name, figure, cursor }: { name: string; figure: Figure; cursor?: string | undefined },
  form: FormState = NO_FORM,
): Promise<ListView> {
  const page = await casesOfFigure({ sql, keys }, viewer, scope.agencyIds, periodOf(year, time.today()), figure, cursor)
  const placing = mayKeep(viewer, scope.kept) && figure.family !== 'given' ? subjectOf(figure) : null
  return { ...page, of: name, title: figureInWords(figure), placing, cursor, form }
}

export async function showSubjects(
  { sql }: Asking,
  { scope }: AskedFor,
  form: FormState = NO_FORM,
): Promise<SubjectsView> {
  const saved = await savedSubjects(sql, scope.agencyIds)
  const names = await namesOf(
    sql,
    saved.map(({ by }) => by),
  )
  const kept = scope.agencyIds.flatMap((id) => subjectsIn(saved, id))
  return {
    subjects: [...new Map(kept.map((one) => [`${one.kind}.${one.name}.${one.words.join()}`, one])).values()],
    history: saved.map(({ at, by, kind, name, words }) => ({
      ...{ at: new Date(at).toISOString(), by: names.get(by) ?? by },
      what: `${KINDS[kind]}“${name}”：${words.length > 0 ? words.join('、') : '不再使用'}`,
    })),
    form,
  }
}

/** The text that holds: the last saved one, else what the figures say. */
export async function draftNow(
  house: Asking,
  { scope, year }: AskedFor,
): Promise<{ analysis: Analysis; saved: readonly SavedDraft[]; content: string }> {
  const [analysis, saved] = await Promise.all([
    analysisOf(house, scope, year),
    scope.kept ? savedDrafts(house.sql, { ...scope.kept, year }) : [],
  ])
  return { analysis, saved, content: saved[0]?.content ?? analysisDraft(analysis, scope.name) }
}

export async function showDraft(house: Asking, asked: AskedFor, back?: FormState): Promise<DraftView> {
  const { scope, year } = asked
  const { analysis, saved, content } = await draftNow(house, asked)
  const period = periodOf(year, house.time.today())
  const written = saved.length > 0 ? plainOf(content) : ''
  const places = await placesOfPeople(house, scope.agencyIds, period, { 报告文字: written })
  const names = nameable(analysis, content)
  const people = await namesOf(
    house.sql,
    saved.map(({ by }) => by),
  )
  return {
    ...{ title: titleOf(scope.name, year), places },
    isFresh: saved.length === 0,
    lines: piecesOf(content, valuesOf(analysis)),
    history: saved.map(({ at, by, content: text }) => ({
      ...{ at: new Date(at).toISOString(), by: people.get(by) ?? by, what: plainOf(text) },
    })),
    figures: [...names].map(([name, { now }]) => ({ name, now })),
    form: back ?? { values: { text: readable(content, names), from: String(saved[0]?.n ?? 0) }, errors: [] },
  }
}

/** @param atLeast so many applications of a topic that were given */
export async function showWork(
  { sql, time, law }: Asking,
  { scope, year }: AskedFor,
  atLeast: number,
): Promise<WorkView> {
  const period = periodOf(year, time.today())
  const [{ outcomes }, subjects] = await Promise.all([
    countsOf(sql, scope.agencyIds, period, law().calendar),
    subjectsOf(sql, scope.agencyIds, period),
  ])
  return {
    withheld: withheldIn({ outcomes }),
    byOutcome: outcomes
      .filter(({ outcome }) => WITHHELD.includes(outcome))
      .map(({ outcome, n }) => ({ outcome, zh: outcomeZh(outcome), n })),
    often: subjects.filter(({ kind, given }) => kind === 'topic' && given >= atLeast),
    atLeast,
  }
}
