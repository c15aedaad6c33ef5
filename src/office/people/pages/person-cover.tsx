/** Who stands in for a person from one day to another (AB角). */
import { inChinese } from '../../../../workflows/statute/days.ts'
import { ErrorSummary } from '../../../web/parts/error-summary.tsx'
import { SelectField, TextField } from '../../../web/parts/field.tsx'
import { formOf, options, type Props } from './person-form.ts'

export function Cover(props: Props) {
  const { csrf, person, deputies, today } = props
  const form = formOf(props, 'cover', { 'cover.from': today })
  const ground = { form, prefix: 'cover-' }
  return (
    <section aria-labelledby="cover-title">
      <h2 id="cover-title">休假和代理（AB角）</h2>
      {person.covers.length > 0 && (
        <form method="post" action={`/people/${person.id}/cover-end`} class="stack" id="cover-end">
          <input type="hidden" name="csrf" value={csrf} />
          {person.covers.map(({ id, from, to, byName, waits }) => (
            <p key={id}>
              {`${inChinese(from)}至${inChinese(to)}由${byName}代理${waits ? '：等待安全管理员批准，批准以前无效' : ''}。`}
            </p>
          ))}
          <button type="submit">{person.covers.every(({ waits }) => waits) ? '撤回' : '结束代理'}</button>
        </form>
      )}
      <ErrorSummary form={form} prefix="cover-" labels={COVER_LABELS} />
      <form method="post" action={`/people/${person.id}/cover`} class="stack" id="cover">
        <input type="hidden" name="csrf" value={csrf} />
        <p class="hint">
          代理人在起止日期以内可以办理这位人员的工作，记录注明“代”。代理人不能审核、签发自己拟的稿。
          代理人由此得到新权限的，由安全管理员批准以后有效。
          {person.covers.length > 0 && '重新安排的，替换现在的安排。'}
        </p>
        <SelectField
          {...{ ...ground, name: 'cover.by', label: COVER_LABELS['cover.by'], choices: options(deputies) }}
          choose="请选择"
        />
        <TextField
          {...{ ...ground, name: 'cover.from', label: COVER_LABELS['cover.from'], type: 'date', width: 'middle' }}
          min={today}
        />
        <TextField
          {...{ ...ground, name: 'cover.to', label: COVER_LABELS['cover.to'], type: 'date', width: 'middle' }}
          min={today}
          help="当日在内。"
        />
        <button type="submit">安排代理</button>
      </form>
    </section>
  )
}

const COVER_LABELS = { 'cover.by': '代理人', 'cover.from': '自', 'cover.to': '至' }
