/** The table of a return: figures of the facts as links to their cases, those that somebody enters as controls. */
import { Sentence } from '../../../web/parts/sentence.tsx'
import type { FormState } from '../../../web/shapes.ts'
import { controlOf } from '../entered.ts'
import { depthOf, HEADS, shown } from '../export.ts'
import type { FieldFigure } from '../figures.ts'
import { EVERY, monthInChinese } from '../months.ts'
import type { MonthlyFrame, MonthlyView } from '../show.ts'
import { at } from './frame.tsx'

type Props = { frame: MonthlyFrame; view: MonthlyView; open: boolean }

/** @param open may the entered ones be changed by this person now? */
export function FieldsTable({ frame, view, open }: Props) {
  const fields = shown(view.monthly)
  return (
    <section class="wide" tabindex={0} aria-labelledby="fields-title">
      <table class="report returns">
        <caption class="unseen">{`${monthInChinese(frame.month)}的各项指标`}</caption>
        <thead>
          <tr>
            {HEADS.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.code} data-field={field.code} data-source={field.source}>
              <td>{field.code}</td>
              <th scope="row" class={`depth-${Math.min(depthOf(field, fields), 3)}`}>
                {field.label}
                {field.period !== 'month' && <small>{`（${EVERY[field.period]}报）`}</small>}
              </th>
              <td>{field.unit}</td>
              <td class={wrong(view, field, 'month')}>
                {open && !field.fill ? (
                  <Control field={field} view={view} />
                ) : (
                  <Figure frame={frame} field={field} of="month" />
                )}
              </td>
              <td class={wrong(view, field, 'year')}>
                <Figure frame={frame} field={field} of="year" />
                {field.lacking && (
                  <small>{`缺${field.lacking.map((month) => Number(month.slice(5))).join('、')}月`}</small>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const wrong = ({ monthly: { broken } }: MonthlyView, { code }: FieldFigure, column: 'month' | 'year') =>
  broken.some((one) => one.column === column && one.code.split('+').includes(code)) ? 'figure wrong' : 'figure'

type FigureProps = { frame: MonthlyFrame; field: FieldFigure; of: 'month' | 'year' }

function Figure({ frame, field, of }: FigureProps) {
  const number = field[of]
  if (number === null) return <span title="没有填写">—</span>
  if (!field.fill || number === 0) return <>{number}</>
  return (
    <a
      class="offered"
      href={at('/reports/monthly/cases', frame, { field: field.code, of })}
      aria-label={`${number}${field.unit}：${field.label}，${of === 'month' ? '本期' : '本年累计'}`}
    >
      {number}
    </a>
  )
}

function Control({ field, view }: { field: FieldFigure; view: MonthlyView }) {
  const name = controlOf(field.code)
  const { values, errors }: FormState = view.form
  const error = errors.find((one) => one.field === name)?.message
  return (
    <>
      <label class="unseen" for={name}>
        {`${field.label}（${field.unit}）`}
      </label>
      <input
        {...{ id: name, name, type: 'text', inputmode: field.decimals ? 'decimal' : 'numeric' }}
        value={values[name] ?? (field.month === null ? '' : String(field.month))}
        {...(error && { 'aria-describedby': `${name}-error`, 'aria-invalid': true as const })}
      />
      {error && (
        <p class="fault" id={`${name}-error`}>
          <Sentence>{error}</Sentence>
        </p>
      )}
    </>
  )
}
