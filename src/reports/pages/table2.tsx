/** Table 2 in the layout of the format: read, where what nobody has entered is a dash, and filled in. */
import type { ComponentChildren } from 'preact'
import { Sentence } from '../../web/parts/sentence.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Table2 as Figures } from '../annual-parts.ts'
import { cellOfTable2, isAmount, isChange, table2Of, widestOf } from '../format-2019.ts'

export const Table2 = ({ table2, year }: { table2: Figures; year: number }) => (
  <Laid year={year} cell={(name) => table2[name] || '—'} />
)

type Fields = { form: FormState; before: Figures; year: number }

/** @param before the figures of the year before `year` */
export const Table2Fields = ({ form, before, year }: Fields) => (
  <Laid
    year={year}
    cell={(name) => {
      const error = form.errors.find(({ field }) => field === name)?.message
      const about = [before[name] && `${name}-before`, error && `${name}-error`].filter(Boolean).join(' ')
      return (
        <>
          <label class="unseen" for={name}>
            {cellOfTable2(name, year)}
          </label>
          <input
            id={name}
            name={name}
            type="text"
            value={form.values[name] ?? ''}
            inputmode={isAmount(name) ? 'decimal' : isChange(name) ? 'text' : 'numeric'}
            {...(about && { 'aria-describedby': about })}
            {...(error && { 'aria-invalid': true as const })}
          />
          {before[name] && (
            <p class="hint" id={`${name}-before`}>
              {`${year - 1}年为${before[name]}`}
            </p>
          )}
          {error && (
            <p class="fault" id={`${name}-error`}>
              <Sentence>{error}</Sentence>
            </p>
          )}
        </>
      )
    }}
  />
)

function Laid({ year, cell }: { year: number; cell: (name: string) => ComponentChildren }) {
  const widest = widestOf(year)
  return (
    <div>
      <h2 id="table2-title">二、主动公开政府信息情况</h2>
      <section class="wide" tabindex={0} aria-labelledby="table2-title">
        <table class="report">
          <caption class="unseen">表二</caption>
          {table2Of(year).map(({ title, rows, columns }) => {
            const span = widest / Object.keys(columns).length
            return (
              <tbody key={title}>
                <tr>
                  <th scope="rowgroup" colspan={widest + 1}>
                    {title}
                  </th>
                </tr>
                <tr>
                  <th scope="col">信息内容</th>
                  {Object.entries(columns).map(([column, label]) => (
                    <th key={column} scope="col" colspan={span}>
                      {label}
                    </th>
                  ))}
                </tr>
                {Object.entries(rows).map(([row, label]) => (
                  <tr key={row}>
                    <th scope="row">{label}</th>
                    {Object.keys(columns).map((column) => (
                      <td key={column} class="figure" colspan={span}>
                        {cell(`${row}.${column}`)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            )
          })}
        </table>
      </section>
    </div>
  )
}
