/** Leaving and coming back, and who takes over the open cases. */
import { ErrorSummary } from '../../../web/parts/error-summary.tsx'
import { CheckField, SelectField } from '../../../web/parts/field.tsx'
import type { FormState } from '../../../web/shapes.ts'
import { formOf, options, type Props } from './person-form.ts'

const LATER = '-'

/** The open cases of a handler, and who takes them; `optional` says when nobody need be named. */
export function HandOver({
  held,
  colleagues,
  form,
  prefix,
  optional,
}: Pick<Props, 'held' | 'colleagues'> & { form: FormState; prefix: string; optional?: string }) {
  return (
    <>
      <p>{`由这位人员承办、尚未归档的申请共 ${held.length} 件：`}</p>
      <ul class="held" data-held={held.length}>
        {held.map(({ caseId, number }) => (
          <li key={caseId} class="figure">
            {number}
          </li>
        ))}
      </ul>
      <SelectField
        {...{ name: 'handOver', label: '接手的承办人', form, prefix, choose: '请选择', ...(optional && { optional }) }}
        choices={{ ...options(colleagues), [LATER]: '暂不指定：留在原承办机构，由公开机构负责人分办' }}
        help="选定以后逐件记录转办，一次完成。"
      />
    </>
  )
}

export function Leaving(props: Props) {
  const { csrf, person, held } = props
  const form = formOf(props, 'end', {})
  return (
    <section aria-labelledby="end-title">
      <h2 id="end-title">离任</h2>
      <ErrorSummary form={form} prefix="end-" labels={{ handOver: '接手的承办人', confirm: '确认' }} />
      <form method="post" action={`/people/${person.id}/end`} class="stack" id="end">
        <input type="hidden" name="csrf" value={csrf} />
        <p class="hint">
          {person.roles.some((role) => role === 'security' || role === 'auditor') &&
            '安全管理员、审计员离任，由安全管理员批准以后生效。'}
          离任以后立即不能登录，岗位、代理和未使用的链接全部取消，不再收到邮件；办过的记录仍然写明姓名。需要时可以恢复。
        </p>
        {held.length > 0 && person.roles.includes('handler') && <HandOver {...props} form={form} prefix="end-" />}
        <CheckField {...{ name: 'confirm', label: `确认${person.name}离任`, form, prefix: 'end-' }} />
        <button type="submit">办理离任</button>
      </form>
    </section>
  )
}

export function Return({ csrf, person }: Props) {
  return (
    <section aria-labelledby="return-title">
      <h2 id="return-title">恢复</h2>
      <form method="post" action={`/people/${person.id}/return`} class="stack" id="return">
        <input type="hidden" name="csrf" value={csrf} />
        <p class="hint">恢复以后按离任以前的岗位和承办机构提出，有安全管理员的由其批准；已经转办的申请不会自动转回。</p>
        <button class="primary" type="submit">
          恢复
        </button>
      </form>
    </section>
  )
}
