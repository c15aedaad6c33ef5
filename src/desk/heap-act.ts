/** The act by which several cases of a heap are worked off at once, as the first of them has it. */
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'
import type { House, Serving } from '../house.ts'
import { theCaseToWrite } from '../ledger/the-case.ts'
import type { Viewer } from '../people/sessions.ts'
import type { Act } from '../web/shapes.ts'
import { readToShow } from './case-page.ts'
import type { DeskFilter, DeskRow } from './views.ts'

/** What a heap may be worked off by at once: nothing that has to be read first, or is said of one applicant alone. */
export const AT_ONCE: readonly FactType[] = [
  'registered',
  'assigned',
  'replyServed',
  'archived',
  'setAside',
  'restored',
]

/** The form for all of a heap, as the first of its cases has it; none where the heap holds different agencies' cases alone. */
export async function actForHeap(
  house: Serving & Pick<House, 'lawFor' | 'templatesFor' | 'fonts' | 'blobs' | 'post'>,
  viewer: Viewer,
  filter: DeskFilter,
  rows: readonly DeskRow[],
): Promise<{ act: Act; agency: string } | undefined> {
  const first = rows[0]
  const wanted = first && wantedOf(filter, first)
  if (!first || !wanted || !AT_ONCE.includes(wanted)) return undefined
  const { shown } = await readToShow(house, await theCaseToWrite(house, viewer, first.id), viewer)
  const act = shown.may.find(({ type }) => type === wanted)
  // Papers are of one case: what shows an earlier day is said in words here.
  const fields = act?.fields.filter(({ kind }) => kind !== 'files')
  return act && { act: { ...act, fields: fields! }, agency: first.agency }
}

/** Of what came in some is no application: that is said of many by another form, which nobody has before them unasked. */
export const otherAct = ({ waiting, waits, act }: DeskFilter): 'setAside' | 'back' | undefined =>
  waiting && (waits === 'toRegister' || waits === 'toConfirm') ? (act === 'setAside' ? 'back' : 'setAside') : undefined

/** The act that a heap waits for; of what came in also that it is no application, which is said of many alike. */
function wantedOf({ waiting, waits, aside, act }: DeskFilter, { waitsFor }: DeskRow): FactType | null {
  if (act === 'print') return null
  if (aside) return 'restored'
  if (!waiting || !waits) return null
  return act === 'setAside' && (waits === 'toConfirm' || waits === 'toRegister') ? 'setAside' : waitsFor
}
