/** Table 2 in the layout of the format; what nobody has entered is empty. */
import { type Table2 as Figures, TABLE_2 } from '../annual-parts.ts'

const WIDEST = 3

export function Table2({ table2 }: { table2: Figures }) {
  return (
    <section aria-labelledby="table2-title">
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
                        {table2[`${row}.${column}`] || '—'}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            )
          })}
        </table>
      </section>
    </section>
  )
}
