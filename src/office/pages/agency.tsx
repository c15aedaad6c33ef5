/** One agency: what its letters say, and its units. */
import { PLACEHOLDER } from '../../people/first-administrator.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import { AGENCY_LABELS } from '../agency.ts'
import type { Unit } from '../units.ts'
import type { AgencyView } from '../views.ts'
import { AgencyFields } from './agency-fields.tsx'

type Signed = { viewer: Viewer; csrf: string }

/** A form that came back, and which one: the agency, a new unit, or the unit of this id. */
export type Back = { about: string; form: FormState }

export function NewAgencyPage({
  viewer,
  csrf,
  form,
  offices,
}: Signed & { form: FormState } & Pick<AgencyView, 'offices'>) {
  return (
    <StaffPage title="增加机关" viewer={viewer} csrf={csrf}>
      <h1>增加机关</h1>
      <ErrorSummary form={form} labels={AGENCY_LABELS} />
      <form method="post" action="/agencies" class="stack wide" id="agency">
        <input type="hidden" name="csrf" value={csrf} />
        <AgencyFields {...{ form, offices }} isNew />
        <p class="buttons">
          <button class="primary" type="submit">
            增加机关
          </button>
          <a class="button" href="/agencies">
            返回
          </a>
        </p>
      </form>
    </StaffPage>
  )
}

type Props = Signed & AgencyView & { values: Record<string, string>; back?: Back | undefined; saved?: boolean }

export function AgencyPage({ viewer, csrf, agency, units, sample, offices, values, back, saved }: Props) {
  const form = back?.about === 'agency' ? back.form : { values, errors: [] }
  return (
    <StaffPage title={agency.name} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href="/agencies">机关</a>
      </p>
      <h1>{agency.name === PLACEHOLDER ? '设置机关' : agency.name}</h1>
      {saved && (
        <p class="note done" role="status">
          已保存。以后的文书按新的内容制作，已经发出的不变。
        </p>
      )}
      <Units {...{ csrf, agency, units, back }} />
      <section aria-labelledby="agency-title">
        <h2 id="agency-title">文书上的内容</h2>
        <ErrorSummary form={form} labels={AGENCY_LABELS} />
        <form method="post" action={`/agencies/${agency.id}`} class="stack wide" id="agency">
          <input type="hidden" name="csrf" value={csrf} />
          <AgencyFields {...{ form, offices, sample }} isNew={false} />
          <button class="primary" type="submit">
            保存
          </button>
        </form>
      </section>
    </StaffPage>
  )
}

function Units({ csrf, agency, units, back }: Pick<Props, 'csrf' | 'agency' | 'units' | 'back'>) {
  const open = units.filter(({ closed }) => !closed)
  const form = back?.about === 'unit' ? back.form : { values: {}, errors: [] }
  return (
    <section aria-labelledby="units-title">
      <h2 id="units-title">承办机构</h2>
      <p class="hint">申请分给承办机构办理，承办人办理所在机构的申请。撤销的机构保留在已办的案件里。</p>
      {units.length > 0 && (
        <table class="plain stacked" data-units={open.length}>
          <caption class="unseen">承办机构</caption>
          <TableHead names={['名称', '编号', '顺序和状态']} />
          <tbody>
            {units.map((unit) => (
              <UnitRow key={unit.id} {...{ csrf, unit, back }} place={open.indexOf(unit) + 1} last={open.length} />
            ))}
          </tbody>
        </table>
      )}
      <ErrorSummary form={form} prefix="unit-" />
      <form method="post" action={`/agencies/${agency.id}/units`} class="stack" id="new-unit">
        <input type="hidden" name="csrf" value={csrf} />
        <TextField {...{ name: 'name', label: '增加承办机构', form, prefix: 'unit-' }} help="例如：政策法规科" />
        <button type="submit">增加承办机构</button>
      </form>
    </section>
  )
}

type RowProps = { csrf: string; unit: Unit; place: number; last: number; back: Back | undefined }

function UnitRow({ csrf, unit, place, last, back }: RowProps) {
  const { id, name, closed } = unit
  const errors = back?.about === id ? back.form.errors : []
  const value = (back?.about === id && back.form.values.name) || name
  const act = (values: Record<string, string>, label: string) => (
    <form method="post" action={`/units/${id}`} class="inline">
      <input type="hidden" name="csrf" value={csrf} />
      {Object.entries(values).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <button class="plain" type="submit" aria-label={`${label}${name}`}>
        {label}
      </button>
    </form>
  )
  return (
    <tr data-unit={id} class={closed ? 'quiet' : undefined}>
      <td>
        {closed ? (
          name
        ) : (
          <form method="post" action={`/units/${id}`} class="inline">
            <input type="hidden" name="csrf" value={csrf} />
            <label class="unseen" for={`unit-${id}-name`}>
              {`${name}的名称`}
            </label>
            <input
              id={`unit-${id}-name`}
              name="name"
              value={value}
              aria-describedby={errors.length > 0 ? `unit-${id}-error` : undefined}
              required
            />
            <button type="submit" aria-label={`给${name}改名`}>
              改名
            </button>
          </form>
        )}
        {errors.map(({ message }) => (
          <p key={String(message)} class="fault" id={`unit-${id}-error`} role="alert">
            {String(message)}
          </p>
        ))}
      </td>
      <td class="figure">{id}</td>
      <td>
        {!closed && place > 1 && act({ position: String(place - 1) }, '上移')}
        {!closed && place < last && act({ position: String(place + 1) }, '下移')}
        {closed ? (
          <>
            {'已撤销 '}
            {act({ closed: 'no' }, '恢复')}
          </>
        ) : (
          act({ closed: 'yes' }, '撤销')
        )}
      </td>
    </tr>
  )
}
