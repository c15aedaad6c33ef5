/** The tables of a year, as they are published. */
import { TableHead } from '../../web/parts/table-head.tsx'
import type { Words } from '../../web/words/zh.ts'
import { kindIn } from '../export.ts'
import type { Figures } from '../figures.ts'

type Props = { figures: Figures; words: Words['figures']; isPublic?: boolean }

export function FiguresTables({ figures, words, isPublic = false }: Props) {
  const said = (n: number | null) => n ?? words.hidden
  return (
    <>
      {figures.tables.map((table) => {
        const heads = table.kinds.map((kind) => kindIn(words.kinds, table, kind))
        return (
          <section
            key={table.of}
            class={isPublic ? 'figures' : undefined}
            {...(isPublic && { tabindex: 0 })}
            aria-labelledby={`table-${table.of}`}
          >
            <h2 id={`table-${table.of}`}>{words.tables[table.of]}</h2>
            <table class={isPublic ? undefined : 'plain stacked in-line'} data-table={table.of}>
              <caption class="unseen">{words.tables[table.of]}</caption>
              <TableHead names={[words.agency, ...heads, words.sum]} />
              <tbody>
                {figures.agencies.map(({ code, name }, i) => (
                  <tr key={code}>
                    <th scope="row" lang="zh-CN">
                      {name}
                    </th>
                    {heads.map((label, k) => (
                      <td key={label} class="figure" data-label={label}>
                        {said(table.cells[i]![k]!)}
                      </td>
                    ))}
                    <td class="figure" data-label={words.sum}>
                      {table.totals[i]}
                    </td>
                  </tr>
                ))}
                {figures.agencies.length > 1 && (
                  <tr>
                    <th scope="row">{words.sum}</th>
                    {heads.map((label, k) => (
                      <td key={label} class="figure" data-label={label}>
                        {said(table.sums[k]!)}
                      </td>
                    ))}
                    <td class="figure" data-label={words.sum}>
                      {table.totals.reduce((sum, n) => sum + n, 0)}
                    </td>
                  </tr>
                )}
              </tbody>
            </table>
          </section>
        )
      })}
      <p class="hint">{words.hiddenSays}</p>
    </>
  )
}
