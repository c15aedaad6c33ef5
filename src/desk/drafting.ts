/** Where a draft begins: with what was kept of it, else with the words of the last one, and the opinion beside it. */
import { type KeptDraft, keptDraft, lastDraftIn } from '../cases/kept-drafts.ts'
import { returnedIn } from '../cases/returned.ts'
import { readAs } from '../db/client.ts'
import { waitingUnder } from '../files/pending.ts'
import type { House } from '../house.ts'
import { type CaseFile, draftIn, keyOf } from '../ledger/case-file.ts'
import type { Viewer } from '../people/sessions.ts'
import type { CaseView, Drafting } from './views.ts'

/** For whoever may draft in the case now; undefined for anybody else. */
export async function draftingOf(
  house: Pick<House, 'sql' | 'keys'>,
  { row, facts }: CaseFile,
  viewer: Viewer,
  { may }: Pick<CaseView, 'may'>,
): Promise<Drafting | undefined> {
  if (!may.some(({ type }) => type === 'replyDrafted')) return undefined
  const { kept, returned } = await readAs(house, [row.agencyId], async ({ sql }) => ({
    kept: await keptDraft(sql, house.keys, keyOf(row), `staff:${viewer.username}`),
    returned: await returnedIn(sql, facts),
  }))
  const own = kept?.form === 'one' ? kept : undefined
  const values = own?.values ?? lastDraft(row.context.draft && draftIn(facts))
  const uploads = await waitingUnder(house, own?.uploads, viewer.id)
  return {
    form: values && { values: { ...values, type: 'replyDrafted' }, errors: [], uploads },
    returned,
    kept: { id: row.id, form: 'one', at: own?.at, after: lastDraftIn(facts) },
  }
}

/** As its form had it. What answered several matters, or was annulled by a reopening, is no beginning for this one. */
function lastDraft(draft: ReturnType<typeof draftIn> | null): KeptDraft['values'] | undefined {
  if (!draft || draft.items) return undefined
  return {
    outcome: draft.outcome,
    ...Object.fromEntries(Object.entries(draft.fields).map(([name, value]) => [`fields.${name}`, value])),
    ...Object.fromEntries((draft.files ?? []).map((id) => [`files.${id}`, 'yes'])),
  }
}
