/**
 * The tables of a return: figures of the facts as links to their cases, those that somebody enters as controls. Of sixty fields
 * most are nought in a month: they are folded below, unless one of them does not agree.
 */
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
export function FieldsTables({ frame, view, open }: Props) {
  const fields = shown(view.monthly)
  const isNought = (field: FieldFigure) =>
    field.fill !== undefined && field.month === 0 && field.year === 0 && !isWrong(view, field)
  const [noughts, others] = [fields.filter(isNought), fields.filter((field) => !isNought(field))]
  const month = monthInChinese(frame.month)
  return (
    <>
      {others.length > 0 && <Table {...{ frame, view, open }} fields={others} caption={`${month}的各项指标`} />}
      {noughts.length > 0 && (
        <details class="fold" data-noughts={noughts.length}>
          <summary>{`本期、本年累计都是0的指标（${noughts.length}）`}</summary>
          <Table {...{ frame, view, open }} fields={noughts} caption={`${month}都是0的指标`} />
        </details>
      )}
    </>
  )
}

type TableProps = Props & { fields: readonly FieldFigure[]; caption: string }

function Table({ frame, view, open, fields, caption }: TableProps) {
  const all = shown(view.monthly)
  return (
    <section class="wide" tabindex={0} aria-label={caption}>
      <table class="report returns">
        <caption class="unseen">{caption}</caption>
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
              <th scope="row" class={`depth-${Math.min(depthOf(field, all), 3)}`}>
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

const isWrong = ({ monthly: { broken } }: MonthlyView, { code }: FieldFigure, column?: 'month' | 'year') =>
  broken.some((one) => (!column || one.column === column) && one.code.split('+').includes(code))

const wrong = (view: MonthlyView, field: FieldFigure, column: 'month' | 'year') =>
  isWrong(view, field, column) ? 'figure wrong' : 'figure'

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
