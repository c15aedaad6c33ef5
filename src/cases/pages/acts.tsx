/** What this person may record now: the primary act open to hand, the others as a quiet list that opens in place. */
import type { FactType } from '../../../workflows/disclosure/vocabulary.ts'
import { ActForm } from '../../web/parts/act-form.tsx'
import type { Act, CaseView, FormState } from '../views.ts'

type Props = {
  view: Pick<CaseView, 'id' | 'may'>
  csrf: string
  idempotencyKey: string
  open?: FactType | undefined
  form?: FormState | undefined
  /** Only these, where a page is about one thing. */
  only?: readonly FactType[]
}

export function Acts({ view, csrf, idempotencyKey, open, form, only }: Props) {
  const may = only ? view.may.filter(({ type }) => only.includes(type)) : view.may
  const action = `/cases/${encodeURIComponent(view.id)}/facts`
  const one = (act: Act) => (
    <ActForm
      key={act.type}
      {...{ act, action, csrf, idempotencyKey, open: open === act.type }}
      form={open === act.type ? form : undefined}
    />
  )
  if (!may.length) return <p class="hint">您在这一步没有需要办理的事项。</p>
  const primary = may.filter((act) => act.primary)
  const others = may.filter((act) => !act.primary)
  return (
    <>
      {primary.length > 0 && <div class="acts">{primary.map(one)}</div>}
      {others.length > 0 && (
        <section class="acts others" aria-label="其他可办事项">
          {others.map(one)}
        </section>
      )}
    </>
  )
}
