/** One document for court or review body before it is made: its blanks as texts to be read and changed, then the PDF. */
import type { Ask } from '../../documents/index.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'

export type DocumentView = {
  caseId: string
  case: string
  /** The place of its remedy in the case, from 1. */
  n: number
  kindZh: string
  template: { id: string; title: string; articles: readonly string[]; asks: Readonly<Record<string, Ask>> }
}

type Props = { viewer: Viewer; csrf: string; idempotencyKey: string; view: DocumentView; form: FormState }

export function RemedyDocumentPage({ viewer, csrf, idempotencyKey, view, form }: Props) {
  const { caseId, n, template } = view
  const base = `/cases/${encodeURIComponent(caseId)}/remedies`
  const asks = Object.entries(template.asks)
  const labels = { date: '落款日期', ...Object.fromEntries(asks.map(([name, { label }]) => [name, label])) }
  return (
    <StaffPage title={`${template.title} ${view.case}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={`/cases/${encodeURIComponent(caseId)}`}>{view.case}</a>
        <a href={base}>{view.kindZh}</a>
      </p>
      <h1>{template.title}</h1>
      <p class="lead">
        当事人、案号、日期和文号按卷内记录填写；下面的文字可以修改。制作后打印、盖章提交，并留存在卷内。
        <span class="article">{template.articles.join('、')}</span>
      </p>
      <ErrorSummary form={form} labels={labels} />
      <form method="post" action={`${base}/${n}/${template.id}`} class="form">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        {asks.map(([name, { label, help, required, long }]) => {
          const field = { name, label, form, help, ...(!required && { optional: '（选填）' }) }
          return long ? (
            <AreaField key={name} {...field} rows={name === 'facts' || name === 'argument' ? 10 : 4} />
          ) : (
            <TextField key={name} {...field} />
          )
        })}
        <TextField name="date" label="落款日期" type="date" form={form} width="short" />
        <p class="buttons">
          <button type="submit" class="primary">
            制作并存卷
          </button>
          <button type="submit" name="preview" value="yes" formtarget="_blank" formnovalidate>
            预览
          </button>
        </p>
      </form>
    </StaffPage>
  )
}
