/**
 * 以往的措辞: how this agency gave its reasons with the same outcome, beside the letter's own template. Found as the desk's list is,
 * so that nobody reads a case that they do not see; a few are opened when somebody asks.
 */
import { OUTCOMES, type Outcome } from '../../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../../workflows/statute/days.ts'
import { readAs } from '../../db/client.ts'
import type { House } from '../../house.ts'
import { draftIn } from '../../ledger/case-file.ts'
import { type CaseRow, factsOf } from '../../ledger/queries.ts'
import type { Viewer } from '../../people/sessions.ts'
import { deskPage } from '../desk.ts'

export type Wording = {
  id: string
  number: string
  title: string
  /** What was typed into the letter, by the label of its blank. */
  said: { label: string; text: string }[]
}
export type WordingView = {
  id: string
  number: string
  outcome: Outcome | undefined
  /** The letters that answer so, with what each asks for. */
  templates: { id: string; title: string; asks: { label: string; help: string }[] }[]
  earlier: Wording[]
}

/** So many are opened; the latest first. */
const OPENED = 8
const SHOWN = 5

/** @param outcome how the case is to be answered; nothing is looked up without one */
export function wordingFor(
  house: Pick<House, 'sql' | 'law' | 'time' | 'keys' | 'templatesFor'>,
  row: CaseRow,
  outcome: Outcome | undefined,
  viewer: Viewer,
): Promise<WordingView> {
  return readAs(house, [row.agencyId], async ({ sql }) => {
    const templates = [...house.templatesFor(row.agencyId, house.time.today()).values()].filter(
      (template) => outcome && template.outcome === outcome,
    )
    const labels = new Map(
      templates.flatMap(({ asks }) => Object.entries(asks).map(([name, { label }]) => [name, label])),
    )
    return {
      ...{ id: row.id, number: row.number ?? row.receipt, outcome },
      templates: templates.map(({ id, title, asks }) => ({
        ...{ id, title },
        asks: Object.values(asks).map(({ label, help }) => ({ label, help: help ?? '' })),
      })),
      earlier: outcome ? await earlier(sql, house, row, outcome, viewer, labels) : [],
    }
  })
}

async function earlier(
  sql: House['sql'],
  { law, time, keys }: Pick<House, 'law' | 'time' | 'keys'>,
  row: CaseRow,
  outcome: Outcome,
  viewer: Viewer,
  labels: ReadonlyMap<string, string>,
): Promise<Wording[]> {
  const today: Day = time.today()
  const ask = { who: viewer, agencyIds: [row.agencyId], today, outcome, sort: '-submitted', limit: OPENED } as const
  const { rows } = await deskPage(sql, law().calendar, { ...ask, whole: true })
  const found: Wording[] = []
  for (const { id, number, receipt, title } of rows) {
    if (id === row.id || found.length === SHOWN) continue
    const draft = draftIn(await factsOf(sql, keys, { agencyId: row.agencyId, caseId: id }))
    const said = Object.entries(draft?.fields ?? {}).flatMap(([name, text]) =>
      labels.has(name) && text.trim() ? [{ label: labels.get(name)!, text }] : [],
    )
    if (said.length > 0) found.push({ id, number: number ?? receipt, title, said })
  }
  return found
}

/** The outcome that an address names; undefined for none. */
export const outcomeNamed = (name: string | undefined): Outcome | undefined =>
  name && Object.hasOwn(OUTCOMES, name) ? (name as Outcome) : undefined
