/** Table 2 in the layout of the format: read, where what nobody has entered is a dash, and filled in. */
import type { ComponentChildren } from 'preact'
import { Sentence } from '../../web/parts/sentence.tsx'
import type { FormState } from '../../web/shapes.ts'
import { cellOfTable2, type Table2 as Figures, IN_WAN_YUAN, TABLE_2 } from '../annual-parts.ts'

const WIDEST = 3

export const Table2 = ({ table2 }: { table2: Figures }) => <Laid cell={(name) => table2[name] || '—'} />

type Fields = { form: FormState; before: Figures; year: number }

/** @param before the figures of the year before, `year` */
export const Table2Fields = ({ form, before, year }: Fields) => (
  <Laid
    cell={(name) => {
      const error = form.errors.find(({ field }) => field === name)?.message
      const about = [before[name] && `${name}-before`, error && `${name}-error`].filter(Boolean).join(' ')
      return (
        <>
          <label class="unseen" for={name}>
            {cellOfTable2(name)}
          </label>
          <input
            id={name}
            name={name}
            type="text"
            value={form.values[name] ?? ''}
            inputmode={name === IN_WAN_YUAN ? 'decimal' : 'numeric'}
            {...(about && { 'aria-describedby': about })}
            {...(error && { 'aria-invalid': true as const })}
          />
          {before[name] && (
            <p class="hint" id={`${name}-before`}>
              {`${year}年为${before[name]}`}
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

function Laid({ cell }: { cell: (name: string) => ComponentChildren }) {
  return (
    <div>
      <h2 id="table2-title">二、主动公开政府信息情况</h2>
      <section class="wide" tabindex={0} aria-labelledby="table2-title">
        <table class="report">
          <caption class="unseen">表二</caption>
          {TABLE_2.map(({ title, rows, columns }) => {
            const span = WIDEST / Object.keys(columns).length
            return (
              <tbody key={title}>
                <tr>
                  <th scope="rowgroup" colspan={WIDEST + 1}>
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
