/** The identities of the tables, each with whether it holds; where one does not, the cell, what it says and what it should say. */
import { cellInWords } from '../shape.ts'
import type { AnnualView } from '../views.ts'

export function Checks({ report: { checks, broken } }: Pick<AnnualView, 'report'>) {
  return (
    <section aria-labelledby="checks-title" class="no-print">
      <h2 id="checks-title">勾稽关系</h2>
      <ul class="plain-list">
        {checks.map(({ rule, text, holds }) => (
          <li key={rule} data-rule={rule} data-holds={String(holds)}>
            {holds ? '成立　' : <strong class="overdue">不成立　</strong>}
            {text}
            {!holds && (
              <ul>
                {broken
                  .filter((one) => one.rule === rule)
                  .map(({ cell, expected, found }) => (
                    <li key={cell}>{`${cellInWords(cell)}：应为${expected}，现为${found}`}</li>
                  ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
